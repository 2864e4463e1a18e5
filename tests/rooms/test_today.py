"""What waits for who answers and for who reads stands on their page of today, and on nobody else's."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from krachtlijn.community.models import Barrier, Sentence
from krachtlijn.community.sentences import check
from krachtlijn.rooms import today as page_of_today
from tests.faults.planting import plant
from tests.rooms.conftest import AREA, ELSEWHERE, THEME, tell, today
from tests.rooms.test_what_is_told import given_along, words_on

MANY = ("rent_high", "debts", "papers")


def waits(place, who: str) -> list[tuple[str, str]]:
    """Where each line of the card leads, and what it says."""
    card = re.search(
        r'aria-labelledby="waits">(.*?)</section>', words_on(place.page(who), "today"), re.S
    )
    lines = re.findall(r'<li.*?href="([^"]+)">(.*?)</li>', card[1], re.S) if card else []
    return [(to, " ".join(unescape(re.sub(r"<[^>]+>", " ", said)).split())) for to, said in lines]


@pytest.fixture
def asked(place):
    """Three things put to the city, the nearest of them in ten days; one closed, one to another."""
    for theme in (*MANY, "no_bus", "energy"):
        tell(41, theme)
    days = dict(zip(MANY, (30, 10, 20), strict=True))
    for theme in MANY:
        until(place.barrier("reported", theme), today() + timedelta(days=days[theme]))
    place.barrier("decided to act", "no_bus")
    other = place.barrier("reported", "energy")
    Barrier.objects.filter(pk=other.pk).update(addressee=place.house)
    return place


def until(barrier: Barrier, day) -> None:
    Barrier.objects.filter(pk=barrier.pk).update(answer_by=day)


def test_who_answers_reads_how_much_waits_and_the_nearest_day(asked):
    nearest = today() + timedelta(days=10)

    ((to, said),) = waits(asked, "officer")

    assert to == reverse("city") == "/stad/"
    day = f"{nearest.day} {nearest:%B}"
    day += "" if nearest.year == today().year else f" {nearest.year}"
    assert said == f"3 questions of neighbourhoods wait for your answer The first by {day}"
    assert waits(asked, "officer elsewhere")[0][1].startswith("1 question of a neighbourhood waits")


def test_a_day_that_is_over_is_said_to_who_answers(asked):
    until(Barrier.objects.get(scopes__theme="debts"), today() - timedelta(days=1))

    assert "An answer was asked by" in waits(asked, "officer")[0][1]


@pytest.mark.parametrize("who", ["moderator", "expert"])
def test_who_reads_here_reads_how_many_sentences_wait(place, who):
    for number in range(2):
        given_along(f"words {number}", "debts", state="waiting")
    given_along("elsewhere", "debts", ELSEWHERE, state="waiting")
    given_along("read already", "energy")

    assert waits(place, who) == [
        ("/samen/na-te-lezen/", "2 sentences wait to be read Each one within 14 days")
    ]
    for one in Sentence.objects.filter(area=AREA, state="waiting"):
        check(one, fine=True, on=today(), by="Wijkhuis")
    assert waits(place, who) == []


@pytest.mark.parametrize(
    "who", ["resident", "worker", "group", "operator", "worker of the addressee"]
)
def test_nobody_else_reads_what_waits(asked, who):
    given_along("words", "debts", state="waiting")

    assert waits(asked, who) == []


def test_seen_red_a_page_that_does_not_ask_whose_area_it_is(asked, monkeypatch):
    given_along("words", "debts", state="waiting")
    plant(monkeypatch, page_of_today.waiting_for, "filter(area__in=areas, ", "filter(")

    assert waits(asked, "resident") != []


def queries(page) -> dict[str, int]:
    on = CaptureQueriesContext
    with on(connections["default"]) as default, on(connections["keys"]) as keys:
        words_on(page, "today")
    return {"default": len(default), "keys": len(keys)}


@pytest.mark.parametrize("who", ["resident", "officer", "moderator"])
def test_today_asks_the_same_however_much_waits(place, who):
    for theme in (THEME, *MANY):
        tell(41, theme)
    place.barrier("reported")
    given_along("words", "debts", state="waiting")
    page = place.page(who)
    few = queries(page)
    for theme in MANY:
        place.barrier("reported", theme)
        given_along("more words", theme, state="waiting")

    assert queries(page) == few
    assert few["default"] <= 14
