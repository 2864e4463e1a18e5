"""Fills an empty database with the neighbourhood of Waterdam: its cast, and any number of neighbours.

Every row is what the vault would have left if these people had really written on those days: sealed,
with receipts, earlier texts and looks. All ids follow from names, so what was interrupted can simply
be filled again, and an address of yesterday still works today.
"""

import json
import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from krachtlijn.demo import CARDS
from krachtlijn.demo.neighbourhood.past import Calendar, Rows, granted, id_of, note, proposed, read
from krachtlijn.demo.neighbours import Neighbour, neighbours
from krachtlijn.demo.words import CAST, LOOKS, PLANS, PURPOSES, Line, Member, Shown
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.cards import make_card
from krachtlijn.people.models import Membership, Person
from krachtlijn.privacy.keys import Keys, keys_of, make_keepers

# Fixed, so that a note beside a demo machine stays right.
PINS = {
    "amina": "482915", "joke": "730264", "rik": "916408", "fatma": "275863",
    "mariette": "604937", "stijn": "359172", "noor": "841650",
}  # fmt: skip
CIRCLE = ("joke", "rik", "fatma")
CAST_CAME = 740  # days ago, before anything was written
BEFORE = 3  # so many days before the first word between them two people met
BATCH = 500
# However long the street is, one worker knows so many of its people.
JOKE_KNOWS = 30


def fill(scale: int = 200, *, tell: Callable[[int], None] = lambda count: None) -> None:
    """The cast and so many neighbours more. Safe to repeat: whoever is there stays as they are.

    ``tell`` hears after each batch how many neighbours there are.
    """
    # What is of all stands on the past of each; importing it at the top would be a circle.
    from krachtlijn.demo.together import draw_map, fill_together

    calendar = Calendar(timezone.now())
    with transaction.atomic():
        draw_map(calendar)
        if not _is_filled():
            _fill_cast(calendar)
    street, count = enumerate(neighbours(scale), start=1), 0
    while batch := list(islice(street, BATCH)):
        with transaction.atomic():
            _fill_street(batch, calendar)
        count += len(batch)
        tell(count)
    with transaction.atomic():
        fill_together(calendar)


def person_called(key: str) -> Person | None:
    """Someone of the neighbourhood by their key, such as ``amina`` or ``neighbour-3``."""
    return Person.objects.filter(pk=id_of("person", key)).first()


def cards_file() -> Path:
    """The letters of the cast's cards, in the clear; only a demo has such a file."""
    return settings.DATA / CARDS


# ---------------------------------------------------------------------------------- who lives here


def _is_filled() -> bool:
    # Not a person: whoever was erased from a demo that is kept must not come back.
    return Organisation.objects.filter(pk__in=map(_organisation, CAST)).exists()


def _fill_cast(calendar: Calendar) -> None:
    people = {member.key: _person(member, calendar.day(CAST_CAME)) for member in CAST}
    keys = _new_keys(people.values())
    rows = Rows(people=list(people.values()))
    plans = {
        key: [rows.keep(line, key, keys[people[key].pk], calendar) for line in lines]
        for key, lines in PLANS.items()
    }
    for key in CIRCLE:
        rows.meet("amina", key, calendar.day(_first_between(key) + BEFORE))
    rows.grants += [
        granted("amina", shown, keys[people["amina"].pk], calendar) for shown in PURPOSES
    ]
    rows.save()
    _fill_organisations()
    for key, plan in plans.items():
        happened = [proposed(written) for written in plan if written.line.by != key]
        if key == "amina":
            happened += read(LOOKS, plan, rows.grants, calendar)
        note(happened, keys[people[key].pk])
    _hand_out_cards(people)


def _first_between(key: str) -> int:
    written = [line.days_ago for line in PLANS["amina"] if line.by == key]
    shown = [each.days_ago for each in PURPOSES if each.to == key]
    return max(written + shown)


def _fill_street(batch: list[tuple[int, Neighbour]], calendar: Calendar) -> None:
    asked = [id_of("person", neighbour.key) for _number, neighbour in batch]
    there = set(Person.objects.filter(pk__in=asked).values_list("pk", flat=True))
    fresh = [each for each, pk in zip(batch, asked, strict=True) if pk not in there]
    people = [_person(each, calendar.day(each.lines[0].days_ago + BEFORE)) for _, each in fresh]
    keys, joke_is_here = _new_keys(people), person_called("joke") is not None
    rows = Rows(people=people)
    for (number, neighbour), person in zip(fresh, people, strict=True):
        for line in neighbour.lines:
            rows.keep(line, neighbour.key, keys[person.pk], calendar)
        if number % 3 == 1 and number <= 3 * JOKE_KNOWS and joke_is_here:
            shown = _shown_to_joke(number, neighbour.lines)
            rows.meet(neighbour.key, "joke", calendar.day(shown.days_ago))
            rows.grants.append(granted(neighbour.key, shown, keys[person.pk], calendar))
        elif number % 3 == 0 and number % 9:
            # Next door know each other and show nothing; every ninth and whoever is left know nobody.
            rows.meet(neighbour.key, f"neighbour-{number - 1}", calendar.day(BEFORE))
    rows.save()


def _shown_to_joke(number: int, lines: Sequence[Line]) -> Shown:
    """One strength, or every second time the goals as a whole."""
    strengths = [line for line in lines if line.kind == "strength" and line.standing == "own"]
    if strengths and number % 2:
        return Shown("joke", strengths[0].key, "", strengths[0].days_ago)
    # Given so long ago that it holds for what is written later too.
    return Shown("joke", "goals", "", max(BEFORE, lines[0].days_ago // 2))


def _person(who: Member | Neighbour, since: date) -> Person:
    person = Person(pk=id_of("person", who.key), name=who.name, language=who.language, since=since)
    person.set_unusable_password()
    return person


def _new_keys(people: Iterable[Person]) -> dict[uuid.UUID, Keys]:
    ids = [person.pk for person in people]
    make_keepers(ids)
    return keys_of(*ids)


def _organisation(member: Member) -> uuid.UUID:
    return id_of("organisation", member.organisation or "")


def _fill_organisations() -> None:
    names = {member.organisation for member in CAST if member.organisation}
    Organisation.objects.bulk_create(
        Organisation(pk=id_of("organisation", name), name=name) for name in sorted(names)
    )
    Membership.objects.bulk_create(
        Membership(
            person_id=id_of("person", member.key),
            organisation_id=_organisation(member),
            role=member.role,
        )
        for member in CAST
        if member.organisation
    )


def _hand_out_cards(people: dict[str, Person]) -> None:
    cards = {key: make_card(pin=PINS[key], by=person) for key, person in people.items()}
    # Before the cards are committed: a demo whose cards are lost could not be repaired.
    draft = cards_file().with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(cards, file, indent=1)
    draft.replace(cards_file())
