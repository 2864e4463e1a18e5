"""How many questions a page asks does not grow with what is kept."""

from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from krachtlijn.vault.actions import accept, let_go, propose, rewrite, take_up, wipe, write
from krachtlijn.vault.granting import Sight, words_of
from krachtlijn.vault.looks import looks_at
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import read_all, read_one, read_own
from tests.cast import bring_together, keep, person, put_before, show


def questions(act) -> tuple[int, int]:
    """How many questions to the database, and how many to the keys."""
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        act()
    return len(asked), len(keys)


def test_reading_ones_own_is_one_question_and_one_key_for_one_and_for_fifty(amina):
    keep(amina, "koken")
    one = questions(lambda: read_own(amina))
    for number in range(49):
        keep(amina, f"doel {number}")

    assert questions(lambda: read_own(amina)) == one == (1, 1)


def test_reading_as_a_viewer_asks_the_same_for_one_and_for_fifty(amina, joke):
    entries = Entry.objects.for_actor(joke, "read")
    keep(amina, "koken")
    show(amina, joke, kind="goal")
    read_all(joke, entries)  # the first look makes the head of the chain
    one = questions(lambda: read_all(joke, entries.all()))
    for number in range(49):
        keep(amina, f"doel {number}")
    show(amina, joke, kind="goal")

    assert len(read_all(joke, entries.all())) == 50
    assert questions(lambda: read_all(joke, entries.all())) == one


def test_reading_of_ten_people_asks_the_same_as_of_one(joke):
    def another():
        someone = person("Iemand")
        bring_together(someone, joke)
        keep(someone, "koken")
        show(someone, joke, kind="goal")

    entries = Entry.objects.for_actor(joke, "read")
    another()
    read_all(joke, entries)
    one = questions(lambda: read_all(joke, entries.all()))
    for _ in range(9):
        another()
    read_all(joke, entries.all())

    assert questions(lambda: read_all(joke, entries.all())) == one


def test_reading_ones_proposals_asks_the_same_for_one_and_for_ten(amina, joke):
    entries = Entry.objects.for_actor(joke, "read")
    put_before(amina, "bellen", by=joke)
    one = questions(lambda: read_all(joke, entries.all()))
    for _ in range(9):
        put_before(amina, "bellen", by=joke)

    assert questions(lambda: read_all(joke, entries.all())) == one


def acts(amina, joke):
    mine, hers = keep(amina, "koken"), put_before(amina, "bellen", by=joke)
    return {
        "write": lambda: write(uuid4(), "goal", {"words": "zwemmen"}, by=amina),
        "write again": lambda: write(mine.id, "goal", {"words": "koken"}, by=amina),
        "propose": lambda: propose(amina, "goal", {"words": "bellen"}, by=joke),
        "rewrite": lambda: rewrite(mine.id, {"words": "bakken"}, revision=1, by=amina),
        "let go": lambda: let_go(mine.id, by=amina),
        "take up": lambda: take_up(mine.id, by=amina),
        "accept": lambda: accept(hers.id, by=amina),
        "show": lambda: show(amina, joke, entry=mine.id),
        "read one": lambda: read_one(joke, mine.id),
        "sight": lambda: Sight(amina).readers(read_one(amina, mine.id)),
        "words": lambda: words_of(amina),
        "looks": lambda: looks_at(amina),
        "wipe": lambda: wipe(mine.id, by=amina),
    }


def test_every_act_asks_the_same_in_an_empty_plan_and_in_a_full_one(amina, joke):
    empty = {name: questions(act) for name, act in acts(amina, joke).items()}
    for number in range(30):
        keep(amina, f"doel {number}")
        show(amina, joke, kind="goal")
        put_before(amina, "bellen", by=joke)

    full = {name: questions(act) for name, act in acts(amina, joke).items()}

    assert full == empty


def test_a_reading_that_asks_per_row_is_found(amina, monkeypatch):
    from krachtlijn.privacy.keys import keys_of
    from krachtlijn.vault import reading

    opened = reading._open
    monkeypatch.setattr(
        reading, "_open", lambda row, keys, reader: opened(row, keys_of(row.keeper), reader)
    )
    keep(amina, "koken")
    one = questions(lambda: read_own(amina))
    keep(amina, "zwemmen")

    with pytest.raises(AssertionError):
        assert questions(lambda: read_own(amina)) == one
