"""Coming into contact: by a code that is handed over, once, and equal for both."""

from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from krachtlijn.people import circle
from krachtlijn.people.circle import (
    bring_together,
    circle_of,
    end_contact,
    hand_out_code,
    in_contact,
    use_code,
)
from krachtlijn.people.models import MeetCode, Reach
from tests.faults.planting import plant


def test_a_code_brings_two_people_together_both_ways(amina, joke):
    assert use_code(hand_out_code(by=amina), by=joke) == amina

    assert (in_contact(amina, joke), in_contact(joke, amina)) == (True, True)
    assert (list(circle_of(amina)), list(circle_of(joke))) == ([joke], [amina])


def test_a_code_is_good_for_one_use(amina, joke, tom):
    code = hand_out_code(by=amina)
    use_code(code, by=joke)

    assert use_code(code, by=tom) is None
    assert not in_contact(amina, tom)


def test_a_code_that_stays_after_use_is_found(amina, joke, tom, monkeypatch):
    plant(monkeypatch, circle.use_code, "or not codes.filter(pk=code.pk).delete()[0]", "")
    code = hand_out_code(by=amina)
    circle.use_code(code, by=joke)

    assert circle.use_code(code, by=tom) == amina


@pytest.mark.parametrize(
    ("later", "works"),
    [(timedelta(days=6, hours=23), True), (timedelta(days=7, seconds=1), False)],
)
def test_a_code_is_good_for_a_week(amina, joke, later, works):
    code = hand_out_code(by=amina)

    with time_machine.travel(timezone.now() + later):
        assert use_code(code, by=joke) == (amina if works else None)


def test_ones_own_code_is_refused_and_stays_good_for_another(amina, joke):
    code = hand_out_code(by=amina)

    assert use_code(code, by=amina) is None
    assert use_code(code, by=joke) == amina


def test_a_new_code_ends_the_earlier_one(amina, joke):
    first, second = hand_out_code(by=amina), hand_out_code(by=amina)

    assert use_code(first, by=joke) is None
    assert use_code(second, by=joke) == amina


@pytest.mark.parametrize("typed", ["", "0000000000", "x" * 40, "0' OR 1=1"])
def test_what_is_no_code_finds_nobody(amina, joke, typed):
    hand_out_code(by=amina)

    assert use_code(typed, by=joke) is None


def test_a_code_may_be_typed_as_people_type(amina, joke):
    code = hand_out_code(by=amina)

    assert use_code(f" {code[:5].lower()}-{code[5:]} ", by=joke) == amina


def test_the_database_does_not_know_the_code(amina):
    code = hand_out_code(by=amina)

    assert len(code) == 10
    assert code.encode() not in bytes(MeetCode.objects.get().mark)


def test_bringing_together_can_be_repeated(amina, joke):
    for _ in range(2):
        bring_together(amina, joke)
        bring_together(joke, amina)

    assert Reach.objects.count() == 2


def test_either_side_ends_the_contact_for_both(amina, joke, tom):
    bring_together(amina, joke)
    bring_together(amina, tom)

    end_contact(amina, by=joke)

    assert (in_contact(amina, joke), in_contact(joke, amina)) == (False, False)
    assert list(circle_of(amina)) == [tom]


def test_nobody_reaches_themselves(amina):
    # PostgreSQL says so, SQLite leaves the row out in silence; neither writes it.
    with suppress(IntegrityError), transaction.atomic():
        bring_together(amina, amina)

    assert Reach.objects.count() == 0


def test_the_circle_is_ones_own(amina, joke, tom):
    bring_together(amina, joke)
    bring_together(joke, tom)

    assert list(circle_of(amina)) == [joke]
    assert list(circle_of(tom)) == [joke]
