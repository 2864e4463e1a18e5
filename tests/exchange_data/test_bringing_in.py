"""A plan brought in elsewhere: whole or not at all, one's own words, and never over others'."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from krachtlijn.exchange.bringing_in import bring_in, read_file
from krachtlijn.exchange.document import document, everything_of
from krachtlijn.exchange.uploads import MOST
from krachtlijn.vault.actions import accept, propose, rewrite, wipe, write
from krachtlijn.vault.erasing import erase_person
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt
from krachtlijn.vault.reading import read_one, read_own, read_own_on
from tests import cast

NOBODY = "00000000-0000-4000-8000-000000000000"


def taken(person) -> dict:
    """The file of this person, as it lies on their stick."""
    return json.loads(document(everything_of(person)).model_dump_json())


def emptied(*people) -> None:
    """An installation where nobody of these ever was, and no id was ever used."""
    for person in people:
        erase_person(person, by=person)
    Receipt.objects.all().delete()
    assert not Entry.objects.unscoped("an empty installation").exists()


def test_what_was_taken_along_comes_back_equal_in_another_installation(
    people, whole_plan, bring, browser
):
    before = taken(people.amina)
    emptied(people.amina, people.joke, people.fatma)

    answer = bring(browser(people.rik), before)

    assert answer.status_code == 200
    after = taken(people.rik)
    assert after["entries"] == before["entries"]
    assert len(after["entries"]) == len(whole_plan) + 2
    assert after["looks"] == []
    # Only what is kept back from everyone until its person says otherwise.
    assert {word["shows"] for word in after["shown"]} == {False}


def test_it_is_bound_to_its_new_keeper_and_lives_on_there(people, whole_plan):
    plan = taken(people.amina)
    emptied(people.amina)
    bring_in(read_file(json.dumps(plan).encode()), by=people.rik)
    goal = whole_plan["goal"].id

    rewrite(goal, {"words": "nog beter"}, revision=2, by=people.rik)
    sent = plan_of(plan, goal)
    first = sent["earlier"][0]["content"]
    again, is_new = write(goal, "goal", first, about=UUID(sent["about"]), by=people.rik)

    assert [one.number for one in read_one(people.rik, goal, history=True).history] == [2, 1]
    assert (again.words, is_new) == ("nog beter", False)
    assert read_own_on(people.rik, timezone.now())


def test_twice_is_the_same_as_once(people, whole_plan):
    plan = read_file(json.dumps(taken(people.amina)).encode())
    emptied(people.amina)
    first = bring_in(plan, by=people.rik)
    before = taken(people.rik)

    again = bring_in(plan, by=people.rik)

    assert (len(first.new), first.there) == (len(whole_plan) + 2, [])
    assert (again.new, len(again.there), again.otherwise) == ([], len(first.new), [])
    assert unmade(taken(people.rik)) == unmade(before)


def test_what_stands_here_with_other_words_is_told_and_stays(people, amina, bring):
    goal = cast.keep(people.amina, "Leren koken")
    plan = taken(people.amina)
    rewrite(goal.id, {"words": "Leren bakken"}, revision=1, by=people.amina)

    page = bring(amina, plan).content.decode()

    assert "These stand here with other words" in page
    assert "Leren koken" in page
    assert read_one(people.amina, goal.id).words == "Leren bakken"


def test_what_was_wiped_here_or_is_someone_elses_stays_out(people, amina, bring):
    wiped, hers = cast.keep(people.amina, "gewist"), cast.keep(people.joke, "van Joke")
    mine = cast.keep(people.amina, "blijft")
    plan = taken(people.amina)
    wipe(wiped.id, by=people.amina)
    plan["entries"].append({**plan["entries"][0], "id": str(hers.id)})

    page = bring(amina, plan).content.decode()

    assert "These could not come in" in page
    assert {one.id for one in read_own(people.amina)} == {mine.id}
    assert read_one(people.joke, hers.id).words == "van Joke"


@pytest.fixture
def with_words_of_others(people):
    """Her own goal, one of Fatma that she accepted, one she made her own, and one she has yet to answer."""
    own = cast.keep(people.amina, "van mij")
    accepted = cast.put_before(people.amina, "van Fatma", by=people.fatma)
    accept(accepted.id, by=people.amina)
    remade = cast.put_before(people.amina, "eerst van Fatma", by=people.fatma)
    accept(remade.id, by=people.amina)
    rewrite(remade.id, {"words": "nu van mij"}, revision=2, by=people.amina)
    waiting = cast.put_before(people.amina, "misschien", by=people.fatma)
    return {"own": own, "accepted": accepted, "remade": remade, "waiting": waiting}


def test_words_of_others_stay_outside_without_their_yes(people, with_words_of_others):
    plan = read_file(json.dumps(taken(people.amina)).encode())
    emptied(people.amina)

    result = bring_in(plan, by=people.rik)

    found = {one.id: one for one in read_own(people.rik)}
    assert {one.words for one in found.values()} == {"van mij", "nu van mij"}
    assert result.of_others == 2
    texts = EntryRevision.objects.unscoped("counting in a test")
    assert not texts.filter(entry=with_words_of_others["remade"].id).exists()
    once_more = read_file(json.dumps(taken(people.rik)).encode())
    assert bring_in(once_more, by=people.rik).new == []


def test_with_their_yes_they_come_in_and_no_name_is_taken_from_a_file(
    people, with_words_of_others, bring, browser
):
    plan = taken(people.amina)
    erase_person(people.amina, by=people.amina)
    Receipt.objects.all().delete()

    bring(browser(people.rik), plan, others_said_yes="on")

    accepted = read_one(people.rik, with_words_of_others["accepted"].id, history=True)
    assert (accepted.words, accepted.author_id, accepted.standing) == ("van Fatma", None, "own")
    assert [(one.number, one.author_id) for one in accepted.history] == [(1, None)]
    remade = read_one(people.rik, with_words_of_others["remade"].id, history=True)
    assert (remade.author_id, len(remade.history)) == (people.rik.pk, 2)
    assert with_words_of_others["waiting"].id not in {one.id for one in read_own(people.rik)}


def test_nothing_that_comes_in_is_shown_by_an_older_word(people):
    cast.keep(people.amina, "Leren koken")
    cast.keep(people.amina, "Hier ben ik kwetsbaar", "vulnerability")
    cast.keep(people.amina, "Ik kan luisteren", "strength")
    plan = read_file(json.dumps(taken(people.amina)).encode())
    emptied(people.amina)
    cast.bring_together(people.rik, people.joke)
    cast.show(people.rik, people.joke, kind="goal")

    bring_in(plan, by=people.rik)
    assert cast.seen(people.joke, whose=people.rik) == set()
    cast.show(people.rik, people.joke, kind="strength")
    cast.show(people.rik, people.joke, kind="vulnerability")

    assert cast.seen(people.joke, whose=people.rik) == {"Ik kan luisteren"}
    assert Grant.objects.for_actor(people.rik).filter(shows=False).count() == 2


# ------------------------------------------------------------------------------- bad files


def plan_of(plan, entry_id) -> dict:
    return next(one for one in plan["entries"] if one["id"] == str(entry_id))


def unmade(plan) -> dict:
    """Without the moment at which the file was made."""
    return {**plan, "made": None}


def changed(plan, at=0, **fields):
    plan["entries"][at] |= fields
    return plan


def with_content(plan, **fields):
    plan["entries"][0]["content"] |= fields
    return plan


def of_joke(plan):
    for one in plan["entries"]:
        one["words_of"] = {"id": NOBODY, "name": "Joke"}
    return plan


def about_each_other(plan):
    one, other = plan["entries"][:2]
    one["about"], other["about"] = other["id"], one["id"]
    return plan


def earlier_in_the_future(plan):
    one = plan["entries"][0]
    one["earlier"] = [
        {
            "number": 1,
            "at": (timezone.now() + timedelta(days=9)).isoformat(),
            "standing": "own",
            "words_of": "me",
            "content": one["content"],
        }
    ]
    return changed(plan, revision=2)


NO_PLAN = "This is not a plan of Krachtlijn."
NOT_WHOLE = "Text number 1 in this file cannot be kept as it is."
BAD = {
    "empty": (lambda plan: b"", "This file is empty."),
    "not JSON": (lambda plan: b"\x89PNG\r\n", NO_PLAN),
    "half": (lambda plan: json.dumps(plan).encode()[:-40], NO_PLAN),
    "a list": (lambda plan: [plan], NO_PLAN),
    "deep": (lambda plan: b"[" * 100_000, NO_PLAN),
    "deep inside": (
        lambda plan: (
            json.dumps(with_content(plan, words=0))
            .encode()
            .replace(b'"words": 0', b'"words": ' + b"[" * 5000 + b"]" * 5000, 1)
        ),
        NO_PLAN,
    ),
    "huge": (lambda plan: b" " * (MOST + 1), "This file is too large. At most 5 MB fits."),
    "not UTF-8": (lambda plan: json.dumps(plan).encode("utf-16"), NO_PLAN),
    "no format": (lambda plan: {"entries": plan["entries"]}, "This file says it is no plan"),
    "newer": (lambda plan: {**plan, "format": "krachtlijn-plan/3"}, "This file says it is no plan"),
    "a strange key": (lambda plan: {**plan, "secret": 1}, "This file is not whole"),
    "a strange key in an entry": (lambda plan: changed(plan, keeper=NOBODY), NOT_WHOLE),
    "a strange field": (lambda plan: with_content(plan, score=7), NOT_WHOLE),
    "a strange kind": (lambda plan: changed(plan, kind="diagnosis"), NOT_WHOLE),
    "NUL": (lambda plan: with_content(plan, words="a\0b"), NOT_WHOLE),
    "half a sign": (lambda plan: with_content(plan, words="\ud800"), NO_PLAN),
    "no words": (lambda plan: with_content(plan, words=" "), NOT_WHOLE),
    "long words": (lambda plan: with_content(plan, words="a" * 4001), NOT_WHOLE),
    "no id": (lambda plan: changed(plan, id="../../etc"), NOT_WHOLE),
    "about what is not there": (lambda plan: changed(plan, about=str(uuid4())), NOT_WHOLE),
    "about itself": (lambda plan: changed(plan, about=plan["entries"][0]["id"]), "belong to each"),
    "about each other": (about_each_other, "belong to each other"),
    "the same twice": (
        lambda plan: {**plan, "entries": plan["entries"] * 2},
        "One text stands twice",
    ),
    "a proposal of oneself": (lambda plan: changed(plan, standing="proposed"), NOT_WHOLE),
    "from the future": (lambda plan: changed(plan, changed="2999-01-01T00:00:00Z"), NOT_WHOLE),
    "earlier in the future": (earlier_in_the_future, NOT_WHOLE),
    "before all time": (lambda plan: changed(plan, created="0001-01-01T00:00:00Z"), NOT_WHOLE),
    "without a time zone": (lambda plan: changed(plan, created="2026-01-01T00:00:00"), NOT_WHOLE),
    "in the plan before it was": (lambda plan: changed(plan, since="2001-01-01T00:00Z"), NOT_WHOLE),
    "revision zero": (lambda plan: changed(plan, revision=0), NOT_WHOLE),
    "only words of others": (of_joke, "There is nothing of yourself in this file."),
    "nothing": (lambda plan: {**plan, "entries": []}, "There is nothing of yourself"),
    "wrong at the end": (lambda plan: changed(plan, -1, kind="x"), "Text number 2 in this file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_and_nothing_comes_in(people, rik, bring, name):
    spoil, sentence = BAD[name]
    cast.keep(people.amina, "Leren koken")
    cast.keep(people.amina, "Ik kan luisteren", "strength")
    plan = taken(people.amina)
    emptied(people.amina)

    answer = bring(rik, spoil(plan))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (read_own(people.rik), Receipt.objects.count()) == ([], 0)


def test_choosing_no_file_is_said_too(rik):
    answer = rik.post("/ik/inbrengen/")

    assert (answer.status_code, b"Choose the file first." in answer.content) == (422, True)


def test_a_file_is_never_laid_on_a_disk(rik, bring, monkeypatch):
    def refuse(*args, **named):
        raise AssertionError("a file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)

    assert bring(rik, b" " * (MOST * 2)).status_code == 422


def test_bringing_in_many_asks_as_much_as_bringing_in_few(people):
    def questions(plan):
        with CaptureQueriesContext(connection) as asked:
            bring_in(plan, by=people.rik)
        return len(asked)

    for number in range(30):
        cast.keep(people.amina, f"doel {number}")
        cast.keep(people.amina, f"verhaal {number}", "story")
    plan = taken(people.amina)
    emptied(people.amina)
    few = {**plan, "entries": plan["entries"][:2]}

    assert questions(read_file(json.dumps(few).encode())) == questions(
        read_file(json.dumps(plan).encode())
    )


def test_the_page_asks_a_sign_in(client):
    assert client.get("/ik/inbrengen/").status_code == 302


def test_a_proposal_of_someone_stays_a_proposal_here(people, rik, bring):
    propose(people.amina, "goal", {"words": "bellen"}, by=people.joke)
    plan = taken(people.amina)

    assert bring(rik, plan, others_said_yes="on").status_code == 422
    assert read_own(people.rik) == []
