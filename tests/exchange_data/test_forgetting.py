"""That someone took everything along is forgotten in the night after it closed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from krachtlijn.config.jobs import forget_what_ended
from krachtlijn.exchange import mydata
from krachtlijn.exchange.models import TakeAway
from tests.faults.planting import plant


@pytest.fixture
def asked(people):
    return mydata.ask(by=people.amina, proved_at=timezone.now())


@pytest.mark.parametrize(
    ("after", "there"),
    [
        (timedelta(hours=1), True),  # it waits
        (timedelta(days=2), True),  # it is open
        (timedelta(days=7, hours=23), True),
        (timedelta(days=8, seconds=1), False),
    ],
)
def test_a_take_away_is_forgotten_once_it_is_closed(people, asked, after, there):
    with time_machine.travel(timezone.now() + after):
        standing = mydata.take_away_of(people.amina)
        forget_what_ended()

        assert TakeAway.objects.exists() == bool(standing) == there


def test_what_was_undone_is_forgotten_the_same_night(people, asked):
    mydata.undo(by=people.amina)

    forget_what_ended()

    assert not TakeAway.objects.exists()


def test_of_another_it_stays(people, asked):
    mydata.ask(by=people.joke, proved_at=timezone.now())
    mydata.undo(by=people.amina)

    forget_what_ended()

    assert TakeAway.objects.get().person == people.joke


def test_a_night_that_forgets_what_is_still_open_is_found(people, asked, monkeypatch):
    plant(monkeypatch, mydata.ended, " - STAYS_OPEN", "")

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        forget_what_ended()

        assert mydata.take_away_of(people.amina) is None
