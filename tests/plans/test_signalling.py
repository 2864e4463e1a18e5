"""What a person says to their neighbourhood: exactly what leaves, who can find it, and what became of it."""

import json
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from krachtlijn.community import barriers, signals
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Answer, Sentence, Signal
from krachtlijn.organisations.codes import THEMES
from krachtlijn.people.models import Membership, Person
from krachtlijn.plans import became as what
from krachtlijn.plans import signalling
from krachtlijn.privacy import mailbox
from krachtlijn.privacy.keys import keys_for
from krachtlijn.privacy.models import Letter
from krachtlijn.vault.erasing import erase_person
from krachtlijn.web.answers import Refused
from tests import cast
from tests.plans.loop import (
    GROUP,
    areas,
    barrier,
    heard,
    neighbours,
    possibility,
    post,
    says,
    told_back,
)

NOW = "2026-11-23T10:00:00+00:00"
MONTH, TODAY = "2026-11", date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(db):
    areas("linde", "haven", year=2023)


def given(person) -> list[tuple[str, str, bool]]:
    return [(one.theme, one.month, one.waits) for one in signalling.given(person)]


def letters_of(box: str, monkeypatch) -> list[dict]:
    """What the post takes out of a box."""
    taken: list[dict] = []
    with monkeypatch.context():
        mailbox.post(box, taken.extend, fewest=1)
    return taken


# ---------------------------------------------------------------------------- exactly what leaves

LEFT = {
    "theme": "wait_home", "level": "macro", "mechanism": "housing", "domain": "home",
    "area": "linde", "month": MONTH,
}  # fmt: skip


@pytest.mark.usefixtures("town")
def test_the_letter_is_the_preview_a_token_and_who_raised_it(amina, monkeypatch):
    what = {"level": "macro", "area": "linde", "month": MONTH}
    preview = signalling.preview("wait_home", **what)
    signalling.give(amina, "wait_home", **what, by=amina)

    letter = letters_of("signals", monkeypatch)[0]

    token = keys_for(amina.pk).token("signal/v1", "wait_home", MONTH).hex()
    assert preview == LEFT
    assert letter == LEFT | {"token": token, "raised_by": "person"}


@pytest.mark.usefixtures("town")
def test_the_row_of_a_letter_is_another_token_than_the_one_inside(amina):
    says(amina)

    keys = keys_for(amina.pk)
    row = keys.token("mailbox/v1", "signals", "wait_home", MONTH).hex()
    assert list(Letter.objects.values_list("row", flat=True)) == [row]
    assert row != keys.token("signal/v1", "wait_home", MONTH).hex()


def test_a_sentence_leaves_on_one_line_and_an_empty_one_does_not():
    what = {"level": "", "area": "linde", "month": MONTH}

    assert signalling.preview("no_bus", **what, sentence=" a \n b ")["sentence"] == "a b"
    assert "sentence" not in signalling.preview("no_bus", **what, sentence=" \n ")


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("sign", ["é", "😀", '"', "\\", "x"])
def test_the_longest_sentence_fits_in_a_letter(amina, sign):
    says(amina, sentence=sign * signalling.LONGEST)
    assert post() == 1

    with pytest.raises(Refused):
        says(amina, "no_bus", sentence=sign * (signalling.LONGEST + 1))


@pytest.mark.usefixtures("town")
def test_a_sentence_waits_sealed_until_it_is_read(amina):
    says(amina, sentence="Zij wachtte acht jaar.")
    post()

    kept = Sentence.objects.get()
    assert (kept.state, kept.theme, kept.area, kept.month) == (
        "waiting",
        "wait_home",
        "linde",
        MONTH,
    )
    assert b"acht" not in bytes(kept.sealed)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "what", [{"theme": "nothing"}, {"level": "nowhere"}, {"area": "elsewhere"}, {"area": ""}]
)
def test_what_is_in_no_list_is_refused(amina, what):
    with pytest.raises(Refused):
        says(amina, **what)
    assert Letter.objects.count() == 0


@pytest.mark.usefixtures("town")
def test_nobody_says_it_for_another(amina):
    joke = cast.person("Joke")
    says(amina)
    post()

    for act in (
        lambda: signalling.give(amina, "no_bus", level="", area="linde", month=MONTH, by=joke),
        lambda: signalling.take_back(amina, "wait_home", MONTH, by=joke),
        lambda: what.take_all_back(amina, by=joke),
        lambda: what.answer(amina, "fits", uuid4(), [], by=joke),
    ):
        with pytest.raises(Refused):
            act()
    assert given(amina) == [("wait_home", MONTH, False)]


# ------------------------------------------------------------------------ once, and five a quarter


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("posted", [False, True])
def test_a_theme_is_said_once_a_quarter(amina, today, posted):
    today.move_to("2026-10-02T10:00:00+00:00")
    says(amina)
    if posted:
        post()
    today.move_to("2026-12-30T10:00:00+00:00")

    with pytest.raises(Refused, match=r"1 januari 2027|January 1|1 January 2027"):
        says(amina)

    today.move_to("2027-01-02T10:00:00+00:00")
    says(amina)
    assert given(amina)[0] == ("wait_home", "2027-01", True)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("posted", [False, True])
def test_five_a_quarter_and_no_sixth(amina, posted):
    for theme in list(THEMES)[:5]:
        says(amina, theme)
    if posted:
        post()

    with pytest.raises(Refused):
        says(amina, list(THEMES)[5])
    assert len(given(amina)) == 5

    signalling.take_back(amina, next(iter(THEMES)), MONTH, by=amina)
    if posted:  # a count may hold it already: taking back makes no room in this quarter
        with pytest.raises(Refused):
            says(amina, list(THEMES)[5])
        assert len(given(amina)) == 4
    else:
        says(amina, list(THEMES)[5])
        assert len(given(amina)) == 5


@pytest.mark.parametrize(
    ("month", "quarter", "again"),
    [
        ("2026-01", ["2026-01", "2026-02", "2026-03"], date(2026, 4, 1)),
        ("2026-06", ["2026-04", "2026-05", "2026-06"], date(2026, 7, 1)),
        ("2026-12", ["2026-10", "2026-11", "2026-12"], date(2027, 1, 1)),
    ],
)
def test_quarters(month, quarter, again):
    assert signalling.months_of_quarter(month) == quarter
    assert signalling._next_quarter(month) == again


@pytest.mark.parametrize(
    ("since", "first", "last", "count"),
    [
        (date(2026, 11, 23), "2026-11", "2026-11", 1),
        (date(2025, 12, 1), "2026-11", "2025-12", 12),
        (date(2020, 1, 1), "2026-11", "2023-12", 36),
        (date(2027, 1, 1), "2026-11", "2026-11", 1),
    ],
)
def test_months_since_someone_came(since, first, last, count):
    months = signalling.months_since(since, TODAY)

    assert (months[0], months[-1], len(months)) == (first, last, count)
    assert len(set(months)) == count


# ------------------------------------------------------------------------------ only the giver knows


@pytest.mark.usefixtures("town")
def test_nothing_about_having_said_something_is_kept_with_the_person(amina):
    before = dump(amina)
    says(amina)
    waited = dump(amina)
    post()

    assert before == waited == dump(amina)


def dump(person) -> tuple:
    """Every row that names this person, in both databases."""
    from django.apps import apps

    found = []
    for model in apps.get_models():
        if model._meta.label.startswith(("privacy.Letter", "privacy.Box", "community.")):
            continue
        using = "keys" if model._meta.label == "privacy.WrappedKey" else "default"
        for row in model._base_manager.using(using).values():
            if str(person.pk) in str(row) or person.pk.hex in str(row):
                found.append((model._meta.label, str(row)))
    return tuple(sorted(found))


@pytest.mark.usefixtures("town")
def test_no_row_outside_names_the_person(amina):
    says(amina, sentence="Te lang.")
    what.answer(amina, "did", uuid4(), ["yes"], by=amina)
    rows = [str(row) for row in Letter.objects.values()]
    post()
    rows += [str(row) for model in (Signal, Sentence, Answer) for row in model.objects.values()]

    assert len(rows) == 2 + 3
    for name in (str(amina.pk), amina.pk.hex, "Amina"):
        assert not [row for row in rows if name in row]


@pytest.mark.usefixtures("town")
def test_waiting_and_posted_are_found_by_tokens_alone(amina, today):
    says(amina, "no_bus")
    post()
    says(amina, "wait_home")
    joke = cast.person("Joke")

    assert given(amina) == [("no_bus", MONTH, False), ("wait_home", MONTH, True)]
    assert given(joke) == []

    today.move_to("2027-02-01T10:00:00+00:00")
    says(amina, "no_bus")
    assert given(amina)[0] == ("no_bus", "2027-02", True)


@pytest.mark.usefixtures("town")
def test_once_taken_by_the_post_it_is_found_once(amina, monkeypatch):
    """The post goes between the two questions: the letter was seen, and then the signal too."""
    says(amina)
    waiting = mailbox.waiting

    def then_the_post(rows):
        found = waiting(rows)
        post()
        return found

    monkeypatch.setattr(mailbox, "waiting", then_the_post)
    assert given(amina) == [("wait_home", MONTH, False)]


# ------------------------------------------------------------------------------------- taking back


def voices():
    return Signal.objects.exclude(raised_by=Signal.RaisedBy.NOBODY)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("posted", [False, True])
def test_taken_back_it_is_gone_with_its_sentence(amina, posted):
    says(amina, sentence="Te lang.")
    says(amina, "no_bus")
    if posted:
        post()

    how = [signalling.take_back(amina, "wait_home", MONTH, by=amina) for _twice in range(2)]
    assert how == [signals.LEFT if posted else signals.NEVER_LEFT, signals.NOTHING]
    post()

    assert given(amina) == [("no_bus", MONTH, False)]
    assert list(voices().values_list("theme", flat=True)) == ["no_bus"]
    assert Sentence.objects.count() == 0


@pytest.mark.usefixtures("town")
def test_taken_back_it_can_be_said_again(amina):
    says(amina)
    signalling.take_back(amina, "wait_home", MONTH, by=amina)

    says(amina)

    assert given(amina) == [("wait_home", MONTH, True)]


@pytest.mark.usefixtures("town")
def test_taken_back_after_the_post_it_waits_for_the_next_quarter(amina, today):
    says(amina)
    post()
    signalling.take_back(amina, "wait_home", MONTH, by=amina)
    for _wait in ("for the post", "posted"):
        with pytest.raises(Refused):
            says(amina)
        post()

    assert signals.forget_what_was_taken_back(date(2026, 12, 31)) == 0
    assert signals.forget_what_was_taken_back(date(2027, 1, 1)) == 1


@pytest.mark.usefixtures("town")
def test_what_is_taken_back_counts_in_no_release_and_goes_with_many(amina):
    says(amina)
    post()
    token = voices().get().token
    signalling.take_back(amina, "wait_home", MONTH, by=amina)

    assert signals.taken_back() == {token}
    assert voices().count() == 1  # whoever compares two copies sees nothing vanish
    assert signals.post_signals() == 0  # one person alone does not go


@pytest.mark.usefixtures("town")
def test_all_is_taken_back_with_the_answers(amina):
    says(amina)
    post()
    it, came = told_back(), possibility()
    what.answer(amina, "did", it.pk, ["yes"], by=amina)
    post()
    what.answer(amina, "fits", came.pk, ["real"], by=amina)
    says(amina, "no_bus")
    neighbours(2)

    assert what.take_all_back(amina, by=amina) == 2

    assert given(amina) == []
    post()
    assert (voices().count(), Answer.objects.count()) == (2, 0)


# -------------------------------------------------------------------------------- what became of it


def became(person) -> list[tuple]:
    return [
        (one.said.theme, one.barrier and one.barrier.phase, one.heard,
         [each.name for each in one.possibilities])
        for one in what.what_became(person)
    ]  # fmt: skip


@pytest.mark.usefixtures("town")
def test_each_who_said_it_reads_what_became_and_nobody_else_does(amina):
    says(amina)
    twelve = [amina, *neighbours(11)]
    withdrew, never, elsewhere = (cast.person(name) for name in ("Tom", "Rik", "Stijn"))
    says(withdrew)
    says(elsewhere, area="haven")
    post()
    signalling.take_back(withdrew, "wait_home", MONTH, by=withdrew)
    told_back()
    possibility()
    possibility("Elders", area="haven")
    possibility("Overal", area="")
    possibility("Voorbij", ended=date(2026, 11, 1))
    possibility("Iets anders", theme="no_bus")

    for one in twelve:
        assert became(one) == [("wait_home", "feedback", True, ["Huurdersloket", "Overal"])]
    assert became(withdrew) == became(never) == []
    assert became(elsewhere) == [("wait_home", None, False, ["Elders", "Overal"])]


@pytest.mark.usefixtures("town")
def test_who_moved_reads_of_each_place_what_came_there(amina):
    Person.objects.filter(pk=amina.pk).update(since=date(2026, 1, 1))
    amina.refresh_from_db()
    says(amina, month="2026-05")
    says(amina, area="haven")
    post()
    possibility()
    possibility("Elders", area="haven")

    assert [one[3] for one in became(amina)] == [["Elders"], ["Huurdersloket"]]


@pytest.mark.usefixtures("town")
def test_who_is_erased_leaves_no_tie(amina):
    says(amina)
    says(amina, "no_bus")
    post()
    told_back()
    keys = keys_for(amina.pk)
    erased = Person.objects.get(pk=amina.pk)
    erase_person(amina, by=erased)

    assert what.what_became(erased) == signalling.given(erased) == []
    assert Signal.objects.count() == 2
    # With the letter secret they were hers; that secret is nowhere any more.
    assert {one.token for one in Signal.objects.all()} == {
        keys.token("signal/v1", theme, MONTH).hex() for theme in ("wait_home", "no_bus")
    }


@pytest.mark.usefixtures("town")
def test_someone_erased_who_comes_back_under_the_same_number_finds_nothing(amina):
    from krachtlijn.privacy.keys import destroy_keys, make_keeper

    says(amina)
    post()
    destroy_keys(amina.pk)
    make_keeper(amina.pk)

    assert given(amina) == []


@pytest.mark.usefixtures("town")
def test_merged_and_split_a_voice_is_told_where_it_is_heard(amina):
    joke = cast.person("Joke")
    says(amina, level="macro")
    says(joke, level="meso")
    post()
    first, second = barrier("wait_home"), barrier("rent_high")
    by = Acting("De werkgroep", GROUP, TODAY)
    into = barriers.merge(first, second, "Een en hetzelfde.", by=by)
    part = barriers.split(into, "macro", "Regels apart.", by=by)

    found = {who.name: what.what_became(who)[0].barrier for who in (amina, joke)}

    assert {name: one.pk for name, one in found.items()} == {"Amina": part.pk, "Joke": second.pk}
    for who in (amina, joke):
        signal = signalling.posted(who)[0].signal
        assert barriers.barrier_of(signal) == found[who.name]


@pytest.mark.usefixtures("town")
def test_what_came_of_the_barrier_is_offered_whatever_its_theme(amina):
    says(amina)
    post()
    it = barrier()
    possibility("Van de drempel", theme="rent_high", came_of=it.pk)
    possibility("Van een andere", theme="rent_high", came_of=uuid4())
    possibility("Van de drempel, elders", theme="rent_high", area="haven", came_of=it.pk)

    assert became(amina)[0][3] == ["Van de drempel"]


@pytest.mark.usefixtures("town")
def test_what_came_of_a_barrier_is_still_offered_once_it_went_on_in_another(amina):
    says(amina)
    post()
    first, second, third = barrier("wait_home"), barrier("rent_high"), barrier("home_bad")
    possibility("Van de eerste", theme="debts", came_of=first.pk)
    by = Acting("De werkgroep", GROUP, TODAY)
    barriers.merge(first, second, "Een en hetzelfde.", by=by)
    barriers.merge(second, third, "Ook hetzelfde.", by=by)

    assert became(amina)[0][3] == ["Van de eerste"]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("theme", "area", "on", "alone"),
    [
        ("wait_home", "linde", date(2026, 11, 8), False),
        ("wait_home", "linde", date(2025, 10, 8), True),  # too long ago
        ("wait_home", "haven", date(2026, 11, 8), True),
        ("no_bus", "linde", date(2026, 11, 8), True),
    ],
)
def test_not_alone_only_when_a_stored_release_says_so(amina, theme, area, on, alone):
    says(amina)
    neighbours(30)
    post()
    barrier()
    assert became(amina)[0][2] is False

    heard(theme, area, on=on)

    assert became(amina)[0][2] is not alone


@pytest.mark.usefixtures("town")
def test_moves_are_told_the_newest_first(amina, english):
    says(amina)
    post()
    told_back()

    one = what.what_became(amina)[0]

    assert [move.said for move in one.moves] == [
        "Het loket is open.", "Er komt een loket.", "We doen het.", "Aan de stad.", "Besproken.",
        "Samen.", "Gevraagd.", "Gehoord.",
    ]  # fmt: skip
    assert [str(label) for label, _move in one.told] == [
        "Told back", "Being done", "Decided", "Put to who can answer", "Talked about",
        "Heard by enough", "Collected", "Noticed",
    ]  # fmt: skip
    assert [bead.state for bead in one.line] == ["done"] * 4


@pytest.mark.usefixtures("town")
def test_what_was_said_in_many_months_of_one_barrier_is_told_once(amina):
    Person.objects.filter(pk=amina.pk).update(since=date(2026, 1, 1))
    amina.refresh_from_db()
    for month in ("2026-02", "2026-05", MONTH):
        says(amina, month=month)
    says(amina, "no_bus")
    post()
    barrier()
    possibility()

    told = [
        ([each.month for each in one.times], len(one.possibilities))
        for one in what.what_became(amina)
    ]

    assert sorted(told) == [(["2026-11"], 0), (["2026-11", "2026-05", "2026-02"], 1)]


LIVES_HERE = SimpleNamespace(kind=SimpleNamespace(name="neighbourhood"))


def news_of(person):
    return what.news(person, [LIVES_HERE])


@pytest.mark.usefixtures("town")
def test_news_is_what_happened_in_the_last_thirty_days(amina, today):
    says(amina)
    post()
    assert news_of(amina) == []
    barrier(on=date(2026, 10, 1))
    assert news_of(amina) == []

    possibility(began=date(2026, 10, 24))
    assert len(news_of(amina)) == 1
    today.move_to("2026-11-24T10:00:00+00:00")
    assert news_of(amina) == []
    heard()
    barriers.bundle(
        what.what_became(amina)[0].barrier,
        "Samen.",
        by=Acting("x", GROUP, date(2026, 11, 24)),
    )
    assert len(news_of(amina)) == 1
    assert news_of(cast.person("Rik")) == []


# ------------------------------------------------------------------------------------- answering


@pytest.mark.usefixtures("town")
def test_an_answer_goes_by_the_mailbox_and_a_later_one_takes_its_place(amina):
    it = possibility()
    asked = ("fits", str(it.pk))
    what.answer(amina, *asked, ["real", "feasible", "real"], by=amina)
    assert what.answered(amina, [asked])[asked] == what.Answered((), True)
    post()
    assert what.answered(amina, [asked])[asked].said == ("real", "feasible")

    what.answer(amina, *asked, [], by=amina)
    assert what.answered(amina, [asked])[asked].waits is True
    post()

    kept = Answer.objects.get()
    assert (kept.question, str(kept.about), kept.said, kept.month) == (*asked, [], MONTH)
    assert kept.token == keys_for(amina.pk).token("answer/v1", *asked).hex()
    assert what.answered(cast.person("Rik"), [asked]) == {}


@pytest.mark.parametrize(
    ("question", "said"),
    [("fits", ["yes"]), ("did", ["real"]), ("did", []), ("did", ["yes", "no"]), ("else", ["yes"])],
)
def test_only_the_listed_answers_are_taken(amina, question, said):
    with pytest.raises(Refused):
        what.answer(amina, question, uuid4(), said, by=amina)
    assert Letter.objects.count() == 0


# -------------------------------------------------------------------------------- who reads sentences


@pytest.mark.usefixtures("town")
def test_sentences_are_read_by_experts_and_readers_of_that_area():
    from krachtlijn.organisations.models import Organisation

    house = Organisation.objects.create(name="Huis De Linde")
    for name, role, area in (
        ("Rik", "expert", "linde"), ("Noor", "moderator", "linde"), ("Tom", "moderator", "haven"),
        ("Joke", "worker", "linde"), ("Stijn", "expert", ""),
    ):  # fmt: skip
        Membership.objects.create(
            person=cast.person(name), organisation=house, role=role, area=area
        )

    assert [one.person.name for one in signalling.readers_of("linde")] == ["Rik", "Noor"]
    assert signalling.readers_of("") == []


# ------------------------------------------------------------------------------------ as many questions


def questions(act) -> tuple[int, int]:
    with (
        CaptureQueriesContext(connections["default"]) as plain,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        act()
    return len(plain), len(keys)


@pytest.mark.usefixtures("town")
def test_the_questions_do_not_grow_with_what_was_said(amina, today):
    Person.objects.filter(pk=amina.pk).update(since=date(2023, 1, 1))
    amina.refresh_from_db()
    says(amina)
    post()
    told_back()
    possibility()
    asks = {
        name: questions(lambda act=act: act(amina))
        for name, act in (
            ("given", signalling.given),
            ("became", what.what_became),
            ("news", news_of),
        )
    }
    assert asks["given"] == (2, 1)

    for month in ("2025-01", "2025-04", "2025-08"):
        for theme in list(THEMES)[:5]:
            says(amina, theme, month=month)
    post()
    for theme in list(THEMES)[1:5]:
        barrier(theme)
        for number in range(4):
            possibility(f"{theme} {number}", theme)

    assert len(signalling.given(amina)) == 16
    for name, act in (
        ("given", signalling.given),
        ("became", what.what_became),
        ("news", news_of),
    ):
        assert questions(lambda act=act: act(amina)) == asks[name], name


@pytest.mark.usefixtures("town")
def test_who_said_nothing_is_asked_about_once_and_who_lives_nowhere_not_at_all(amina):
    assert questions(lambda: what.news(amina, [LIVES_HERE])) == (2, 1)
    assert questions(lambda: what.news(amina, [])) == (0, 0)


# ---------------------------------------------------------------------------------- planted bugs


def row_is_the_token(monkeypatch):
    """A mailbox row keyed by the token inside."""
    give = mailbox.put
    monkeypatch.setattr(
        mailbox, "put", lambda box, row, content, **by: give(box, content["token"], content, **by)
    )


def waiting_is_forgotten(monkeypatch):
    monkeypatch.setattr(mailbox, "take_back", lambda rows: 0)


def area_is_forgotten(monkeypatch):
    monkeypatch.setattr(what, "_came_of", lambda one, signal, barrier: one.theme == signal.theme)


def everyone_is_heard(monkeypatch):
    from collections import defaultdict

    told = type("Told", (), {"themes": set(THEMES)})
    monkeypatch.setattr(what, "numbers_of_areas", lambda *a: defaultdict(told))


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("plant", "test"),
    [
        (row_is_the_token, test_the_row_of_a_letter_is_another_token_than_the_one_inside),
        (
            waiting_is_forgotten,
            lambda amina: test_taken_back_it_is_gone_with_its_sentence(amina, False),
        ),
        (area_is_forgotten, test_who_moved_reads_of_each_place_what_came_there),
        (everyone_is_heard, test_each_who_said_it_reads_what_became_and_nobody_else_does),
    ],
)
def test_seen_red(amina, monkeypatch, plant, test):
    plant(monkeypatch)

    with pytest.raises(AssertionError):
        test(amina)


def test_a_letter_is_json_that_fits():
    longest = signalling.preview(
        "illness_work", level="meso", area="a" * 40, month=MONTH, sentence="😀" * signalling.LONGEST
    )
    text = json.dumps(longest | {"token": "f" * 64, "raised_by": "person"}, ensure_ascii=False)
    assert len(text.encode()) < mailbox.LENGTH
