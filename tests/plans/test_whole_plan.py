"""The whole plan asks the database the same with 5 entries and with 500, for owner and for viewer."""

from uuid import uuid4

import pytest

from krachtlijn.vault import actions, granting, reading
from krachtlijn.vault.kinds import KINDS
from tests import cast
from tests.faults.planting import plant
from tests.plans.written import asked, wrote

SHOWN = sorted(name for name, record in KINDS.items() if not record.kind_of.only_me)
BEGUN = ["goal", "strength", "factor", "neighbourhood", "step"]

# What each page asks the database and the keys, as the log of its questions says.
# Who said where they live is also asked what became of what they said: two more, and its key.
OWNER, VIEWER = (10, 3), (13, 2)


def fill(amina, joke, kinds, number: int) -> None:
    """So many entries of these kinds, half of them about a goal, and every kind shown to Joke."""
    goal = wrote(amina, "goal", "waar het over gaat")
    for at in range(number - 1):
        about = goal.id if at % 2 else None
        content = {"words": f"woord {at}", "asks": str(joke.pk)}
        kind = kinds[at % len(kinds)]
        known = {name: told for name, told in content.items() if name in KINDS[kind].model_fields}
        actions.write(uuid4(), kind, known, about=about, by=amina)
    show_all(amina, joke)


def show_all(amina, joke) -> None:
    for kind in SHOWN:
        cast.show(amina, joke, kind=kind)


def counted(page, theirs, amina) -> tuple:
    return asked(page, "/plan/"), asked(theirs, f"/ik/kring/{amina.pk}/")


def test_the_whole_plan_asks_the_same_with_5_and_with_500_for_owner_and_viewer(
    amina, joke, page, theirs
):
    fill(amina, joke, BEGUN, 5)
    theirs.get(f"/ik/kring/{amina.pk}/")  # the first look makes the head of the chain
    few = counted(page, theirs, amina)
    fill(amina, joke, sorted(KINDS), 495)

    many = counted(page, theirs, amina)

    assert theirs.get(f"/ik/kring/{amina.pk}/").content.count(b"woord") > 400
    assert (few, many) == ((OWNER, VIEWER), (OWNER, VIEWER))


PER_ENTRY = {
    "owner: keys per entry": (
        reading._open, "content = unseal(", "keys = keys_of(row.keeper)\n    content = unseal(",
    ),
    "owner: readers per entry": (
        granting.Sight.readers,
        "return [person",
        "list(circle.circle_of(opened.keeper))\n    return [person",
    ),
    "viewer: contact per entry": (
        reading._is_proposers_view,
        "return row.keeper",
        "return Reach.objects.filter(person=row.keeper).exists() and row.keeper",
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PER_ENTRY)
def test_a_page_that_asks_per_entry_is_found(amina, joke, page, theirs, monkeypatch, planted):
    plant(monkeypatch, *PER_ENTRY[planted])
    fill(amina, joke, BEGUN, 5)
    theirs.get(f"/ik/kring/{amina.pk}/")
    few = counted(page, theirs, amina)
    fill(amina, joke, BEGUN, 5)

    many = counted(page, theirs, amina)

    who = planted.startswith("viewer")
    assert few[who] < many[who]
    with pytest.raises(AssertionError):
        assert (few, many) == ((OWNER, VIEWER), (OWNER, VIEWER))
