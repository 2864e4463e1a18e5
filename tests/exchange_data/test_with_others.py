"""What of me lies with others comes along: my groups with my own words, and what I said without a name."""

import json
from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from krachtlijn.community import sentences, signals
from krachtlijn.community.models import Answer, Sentence
from krachtlijn.community.periods import month_of
from krachtlijn.exchange import mydata, with_others
from krachtlijn.exchange.document import document, everything_of, schema
from krachtlijn.exchange.models import TakeAway
from krachtlijn.groups import actions as groups
from krachtlijn.groups import log
from krachtlijn.organisations.codes import THEMES
from krachtlijn.people.models import Person
from krachtlijn.plans import became, signalling
from krachtlijn.privacy.models import Letter
from krachtlijn.vault.erasing import erase_person
from krachtlijn.vault.models import Look
from tests import cast
from tests.faults.planting import plant
from tests.plans.loop import areas, neighbours, possibility, post, says, told_back

THIS_MONTH = month_of(timezone.localdate())
READ, FILE = "/ik/alles/lezen/", "/ik/alles/mijn-plan.json"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def linde(people):
    areas("linde", "haven", year=timezone.localdate().year - 1)


@pytest.fixture
def open_now(people):
    asked = mydata.ask(by=people.amina, proved_at=timezone.now())
    TakeAway.objects.filter(pk=asked.pk).update(opens=timezone.now())


@pytest.fixture
def group(people):
    """Amina and Fatma in a group, each with words of their own in its log."""
    made = groups.begin("Wonen", alias="Mina", by=people.amina, area="linde")
    groups.join(made, "Fatoum", by=people.fatma)
    groups.take_role(made, "Schrijver", by=people.amina)
    groups.take_role(made, "Penningmeester", by=people.fatma)
    groups.put_in(made, "Opa Jan", by=people.fatma)
    on = date(2026, 11, 1)
    groups.write_line(made, "decision", "Wij vragen een lijst.", on=on, by=people.amina)
    groups.write_line(made, "note", "Fatoums eigen woorden", on=on, by=people.fatma)
    return made


OF_OTHERS = ("Fatoum", "Penningmeester", "Opa Jan")


def taken(person) -> dict:
    return json.loads(document(everything_of(person)).model_dump_json())


# ------------------------------------------------------------------------------------------ groups


def mine_of_groups(people, group) -> None:
    plan = taken(people.amina)
    assert plan["groups"] == [
        {
            "id": str(group.pk),
            "name": "Wonen",
            "alias": "Mina",
            "role": "Schrijver",
            "since": str(timezone.localdate()),
            "ended": None,
            "lines": [{"on": "2026-11-01", "kind": "decision", "words": "Wij vragen een lijst."}],
        }
    ]
    assert not [words for words in OF_OTHERS if words in json.dumps(plan)]


def test_my_groups_come_along_with_my_alias_and_my_own_lines(people, group):
    mine_of_groups(people, group)


def test_seen_red_words_of_others_in_the_log(people, group, monkeypatch):
    plant(monkeypatch, log.written_by, "me.lines.all()", "me.group.lines.all()")
    monkeypatch.setattr(with_others, "written_by", log.written_by)

    with pytest.raises(AssertionError):
        mine_of_groups(people, group)


def test_the_page_tells_my_groups_and_names_no_other_member(people, amina, open_now, group):
    groups.end(group, by=people.fatma)

    page = amina.get(READ).content.decode()

    for words in ("Wonen", "Mina", "Schrijver", "Wij vragen een lijst.", "This group ended on"):
        assert words in page
    assert not [words for words in OF_OTHERS if words in page.split("<main")[1]]


def test_whoever_left_a_group_has_nothing_of_it_any_more(people, group):
    groups.leave(group, by=people.amina)

    assert taken(people.amina)["groups"] == []


# --------------------------------------------------------------------------- said without a name


@pytest.fixture
def said(people, linde):
    """Amina said four things: posted, posted with a sentence, taken back, and one that waits."""
    neighbours(5, "papers")
    says(people.amina, "wait_home", level="macro")
    says(people.amina, "energy", area="haven", sentence="In de winter stoken wij één kamer.")
    says(people.amina, "debts")
    post()
    signalling.take_back(people.amina, "debts", THIS_MONTH, by=people.amina)
    says(people.amina, "no_bus", area="haven", sentence="De bus komt niet.")


def one(theme: str, area: str, **more) -> dict:
    plain = {"level": "", "month": THIS_MONTH, "waits": False, "sentence": "", "sentence_is": ""}
    return plain | {"theme": theme, "area": area} | more


def test_what_i_said_is_found_by_my_own_tokens_waiting_and_posted(people, said):
    told = sorted(taken(people.amina)["said"], key=lambda each: each["theme"])

    energy = "In de winter stoken wij één kamer."
    assert told == [
        one("energy", "haven", sentence=energy, sentence_is="waiting"),
        one("no_bus", "haven", waits=True, sentence="De bus komt niet.", sentence_is="waiting"),
        one("wait_home", "linde", level="macro"),
    ]
    assert taken(people.fatma)["said"] == []


@pytest.mark.parametrize(
    ("fine", "told"), [(True, "In de winter stoken wij één kamer."), (False, "")]
)
def test_a_sentence_tells_what_was_said_of_it_and_a_refused_one_is_gone(people, said, fine, told):
    sentences.check(Sentence.objects.get(), fine=fine, on=timezone.localdate(), by="Rik")

    energy = next(each for each in taken(people.amina)["said"] if each["theme"] == "energy")

    state = "checked" if fine else "refused"
    assert (energy["sentence"], energy["sentence_is"]) == (told, state)


def test_the_page_says_it_in_words_and_warns_whoever_prints_it(people, amina, open_now, said):
    page = amina.get(READ).content.decode()

    for words in (
        "Waiting too long for a home", "Linde", "Haven", "Waits for the post",
        "The post took it along", "De bus komt niet.",
        "whoever has this paper or this file can read that it is yours",
    ):  # fmt: skip
        assert words in page, words
    assert str(THEMES["debts"].label) not in page  # taken back
    before = amina.post("/ik/alles/ongedaan/", follow=True).content.decode()
    assert "In the file it stands beside your name." in before


def test_asking_changes_nothing_and_keeps_nothing(people, amina, open_now, said):
    def there():
        letters = sorted((row.row, bytes(row.sealed)) for row in Letter.objects.all())
        return letters, Answer.objects.count(), Look.objects.unscoped("counting in a test").count()

    before = there()

    assert amina.get(READ).status_code == 200
    assert amina.get(FILE).status_code == 200

    assert there() == before
    assert signals.post_signals(fewest=1) == 2  # what waits can still be opened and taken along


def test_after_erasing_nothing_leads_to_it_any_more(people, said):
    everyone = Person.objects.exclude(pk=people.amina.pk)
    erase_person(people.amina, by=people.amina)

    assert [taken(one)["said"] for one in everyone if one.name in ("Joke", "Fatma", "Rik")] == [
        [], [], [],
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------- answers


def test_what_i_answered_comes_along_as_i_said_it_last(people, linde):
    it, barrier = possibility("Huurdersloket"), told_back()
    became.answer(people.amina, "fits", it.pk, ["real", "feasible"], by=people.amina)
    became.answer(people.amina, "did", barrier.pk, ["yes"], by=people.amina)
    became.answer(people.fatma, "did", barrier.pk, ["no"], by=people.fatma)
    post()
    became.answer(people.amina, "did", barrier.pk, ["a_bit"], by=people.amina)

    told = {each["question"]: each for each in taken(people.amina)["answered"]}

    assert told == {
        "fits": {
            "question": "fits", "about": str(it.pk), "name": "Huurdersloket",
            "said": ["real", "feasible"], "waits": False,
        },
        "did": {
            "question": "did", "about": str(barrier.pk), "name": "Waiting too long for a home",
            "said": ["a_bit"], "waits": True,
        },
    }  # fmt: skip
    page = with_others.with_others(people.amina)
    assert [each.told for each in page.answered] == [
        ["It is really there for me", "I can manage it"], ["A bit"],
    ]  # fmt: skip


# ------------------------------------------------------------------------------------ all of it


def test_there_are_as_many_questions_for_much_as_for_little(people, linde):
    def questions():
        with (
            CaptureQueriesContext(connections["default"]) as asked,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            with_others.with_others(people.amina)
        return len(asked), len(keys)

    def more(themes):
        for theme in themes:
            group = groups.begin(theme, alias="Mina", by=people.amina)
            for _line in range(3):
                on = timezone.localdate()
                groups.write_line(group, "note", "Mijn woorden", on=on, by=people.amina)
            says(people.amina, theme, sentence="Een zin.")
            it = possibility(theme)
            became.answer(people.amina, "fits", it.pk, ["real"], by=people.amina)

    more(["wait_home"])
    post()
    more(["energy"])
    small = questions()
    more(["no_bus"])
    post()
    more(["debts", "papers"])

    assert len(taken(people.amina)["said"]) == 5
    assert questions() == small


def test_of_nothing_there_is_nothing(people, amina, open_now):
    page, plan = amina.get(READ).content.decode(), taken(people.amina)

    assert (plan["groups"], plan["said"], plan["answered"]) == ([], [], [])
    assert "You are in no group." in page
    assert "There is nothing of yours on the way." in page


def test_what_lies_with_others_is_only_to_read_and_stays_there(people, group, said, bring, browser):
    cast.keep(people.amina, "Een droog huis")
    plan = taken(people.amina)
    assert plan["groups"]
    assert plan["said"]
    erase_person(people.amina, by=people.amina)

    page = bring(browser(people.rik), {**plan, "entries": renamed(plan["entries"])})

    assert "stay where they are. They did not come in." in page.content.decode()
    after = taken(people.rik)
    assert (after["groups"], after["said"], after["answered"]) == ([], [], [])
    assert [each["content"]["words"] for each in after["entries"]] == ["Een droog huis"]


def renamed(entries: list[dict]) -> list[dict]:
    """As from elsewhere: ids that were never used here."""
    return [{**each, "id": each["id"][:-4] + "abcd"} for each in entries]


def test_a_file_of_the_first_format_still_comes_in(people, bring, browser):
    cast.keep(people.amina, "Een droog huis")
    plan = taken(people.amina)
    for name in ("groups", "said", "answered"):
        del plan[name]

    page = bring(
        browser(people.rik),
        {**plan, "format": "krachtlijn-plan/1", "entries": renamed(plan["entries"])},
    )

    assert page.status_code == 200
    assert "stay where they are" not in page.content.decode()


def test_the_schema_names_both_formats_and_the_new_parts():
    told = schema()

    assert told["properties"]["format"]["enum"] == ["krachtlijn-plan/1", "krachtlijn-plan/2"]
    parts = {name: set(told["$defs"][name]["properties"]) for name in ("InGroup", "SaidUnnamed")}
    assert parts == {
        "InGroup": {"id", "name", "alias", "role", "since", "ended", "lines"},
        "SaidUnnamed": {"theme", "level", "area", "month", "waits", "sentence", "sentence_is"},
    }
