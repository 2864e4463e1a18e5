"""A plan at a moment of the past, also where an entry is older than every text of it."""

from datetime import timedelta

import pytest

from krachtlijn.vault import actions
from krachtlijn.vault.models import Entry, EntryRevision
from krachtlijn.vault.reading import read_own_on
from tests.cast import keep

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def old(amina):
    """Kept, changed an hour later, and in the plan for an hour before its first text."""
    entry = keep(amina, "koken")
    actions.rewrite(entry.id, {"words": "leren koken"}, revision=1, by=amina)
    rows = Entry.objects.unscoped("a test writes in the past").filter(pk=entry.id)
    rows.update(created=entry.created - AN_HOUR, changed=entry.created + AN_HOUR)
    earlier = EntryRevision.objects.unscoped("a test writes in the past").filter(entry=entry.id)
    earlier.update(at=entry.created)
    return entry


@pytest.mark.parametrize(
    ("hours", "words"),
    [(-1.5, []), (-0.5, []), (0, ["koken"]), (0.5, ["koken"]), (1.5, ["leren koken"])],
)
def test_each_moment_has_the_text_of_then(amina, old, hours, words):
    then = read_own_on(amina, old.created + hours * AN_HOUR)

    assert [one.words for one in then] == words


def test_an_entry_that_never_changed_and_has_no_text_of_then_is_not_there_yet(amina):
    entry = keep(amina, "koken")
    rows = Entry.objects.unscoped("a test writes in the past").filter(pk=entry.id)
    rows.update(created=entry.created - AN_HOUR)

    assert read_own_on(amina, entry.created - AN_HOUR / 2) == []
    assert [one.words for one in read_own_on(amina, entry.changed)] == ["koken"]
