"""What the pages tell: only from releases, never a small number, at a price that does not grow."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from krachtlijn.community import sentences
from krachtlijn.community.models import CollectiveAction, Sentence, Signal
from krachtlijn.community.telling import numbers_of, quotes_of
from krachtlijn.organisations.codes import THEMES
from krachtlijn.resources.models import Possibility
from tests.community.conftest import voices
from tests.rooms.conftest import AREA, ELSEWHERE, furnish, tell, today

FLOORS = {theme: 15 if one.sensitive else 10 for theme, one in THEMES.items()}
FIGURES = re.compile(r"about (\d+) voices")
SOME = [theme for theme in THEMES if theme != "no_bus"]
PAGES = [("area", [AREA]), ("area", [ELSEWHERE]), ("samen", []), ("city", [])]


def words_on(page, address: str, arguments=()) -> str:
    answer = page.get(reverse(address, args=arguments))
    assert answer.status_code == 200
    # Tokens and addresses of files are another each time.
    return re.sub(r'value="[^"]{60,}"', "", answer.content.decode())


def possible(name: str, domain: str = "home", area: str = AREA, **more) -> Possibility:
    return Possibility.objects.create(
        name=name, what="what", domain=domain, area=area, offered_by="house", checked_by="house", **more
    )  # fmt: skip


def given_along(words: str, theme: str, area: str = AREA, state: str = "checked") -> Sentence:
    token = f"{words}-{theme}-{area}"[:64]
    sentences.receive(
        {"token": token, "sentence": words, "theme": theme, "area": area, "month": "2026-09"}
    )
    Sentence.objects.filter(token=token).update(state=state, checked_by="Wijkhuis")
    return Sentence.objects.get(token=token)


CELLS = st.dictionaries(st.sampled_from(list(THEMES)), st.integers(-3, 60), max_size=12)


class SmallNumbers(TestCase):
    databases = {"default", "keys"}

    @settings(max_examples=12, deadline=None)
    @given(CELLS, CELLS)
    def test_what_is_under_the_floor_changes_no_page(self, here, there):
        place = furnish()
        officer = place.page("officer")
        small = []
        for area, numbers in ((AREA, here), (ELSEWHERE, there)):
            for theme, number in numbers.items():
                cell = tell(number, theme, area)
                if number < FLOORS[theme]:
                    small.append(cell)
        with_small = [words_on(officer, *page) for page in PAGES]
        for cell in small:
            cell.delete()
        tell(None, "wait_home", "nowhere")

        assert [words_on(officer, *page) for page in PAGES] == with_small
        for page in with_small:
            for figure in map(int, FIGURES.findall(page)):
                assert figure >= 25
                assert figure % 5 == 0

    @settings(max_examples=6, deadline=None)
    @given(st.sampled_from(list(THEMES)), st.data())
    def test_what_is_told_in_words_is_the_same_for_every_number(self, theme, data):
        place = furnish()
        officer = place.page("officer")
        cell, seen = tell(24, theme), set()
        for number in (FLOORS[theme], data.draw(st.integers(FLOORS[theme], 24)), 24):
            cell.number = number
            cell.save()
            pages = [words_on(officer, *page) for page in PAGES]
            assert "enough people" in pages[0]
            assert FIGURES.findall("".join(pages)) == []
            seen.add("\0".join(pages))
        assert len(seen) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (9, None),
        (10, "enough people"),
        (24, "enough people"),
        (25, "about 25 voices"),
        (27, "about 25 voices"),
        (28, "about 30 voices"),
        (None, "enough people"),
    ],
)
def test_a_number_is_words_until_twenty_five_and_then_rounded(place, number, words):
    tell(number, "rent_high")

    told = numbers_of(AREA, today()).themes

    assert {theme: one.words for theme, one in told.items()} == (
        {"rent_high": words} if words else {}
    )


def test_signals_alone_tell_nothing(place):
    voices(400, "wait_home", AREA)
    place.barrier("collected")

    page = words_on(place.page("nobody"), "area", [AREA])

    assert "400" not in page
    assert "What does this place lack?" in page
    assert "enough people" not in page
    assert Signal.objects.count() == 400


def test_a_place_where_little_is_heard_is_asked_what_it_lacks_and_never_who(place):
    quiet = words_on(place.page("nobody"), "area", [ELSEWHERE])
    tell(41)
    heard = words_on(place.page("nobody"), "area", [AREA])

    assert "What does this place lack?" in quiet
    assert "That says nothing about who lives here." in quiet
    assert "What does this place lack?" not in heard


def test_a_sentence_is_quoted_from_fifteen_on_and_only_when_somebody_read_it(place):
    for theme, number in (
        ("wait_home", 15),
        ("rent_high", 14),
        ("too_little", 40),
        ("debts", None),
    ):
        tell(number, theme)
    for theme in ("wait_home", "rent_high", "debts", "no_work"):
        given_along(f"read {theme}", theme)
    for state in ("waiting", "refused"):
        given_along(f"{state} here", "too_little", state=state)
    given_along("read elsewhere", "wait_home", ELSEWHERE)

    page = words_on(place.page("nobody"), "area", [AREA])

    found = quotes_of(AREA, numbers_of(AREA, today()))
    assert [one.words for one in found] == ["read wait_home"]
    for words in ("read rent_high", "read debts", "read no_work", "waiting here", "refused here"):
        assert words not in page
    assert "read wait_home" in page


def test_what_came_of_people_is_told_as_theirs(place):
    barrier = place.barrier("noticed")
    place.group_of(barrier)
    possible("Desk on Tuesday", came_of=barrier.pk)
    possible("Of the city")
    possible("Elsewhere", area=ELSEWHERE, came_of=barrier.pk)
    CollectiveAction.objects.create(
        area=AREA, kind="acceptance", title="Everyone at the table", who="Werkgroep",
        begun=today(), changed=today(),
    )  # fmt: skip

    page = words_on(place.page("nobody"), "area", [AREA])

    for said in ("Desk on Tuesday", "came after “Waiting too long for a home”", "Werkgroep"):
        assert said in page
    assert "Everyone at the table" in page
    assert "Of the city" not in page
    assert "Elsewhere" not in page


def queries(page, address: str, arguments=()) -> dict[str, int]:
    on = CaptureQueriesContext
    with on(connections["default"]) as default, on(connections["keys"]) as keys:
        words_on(page, address, arguments)
    return {"default": len(default), "keys": len(keys)}


def fill(place, many: int) -> None:
    for number, theme in enumerate(SOME[:many]):
        tell(20 + number, theme)
        tell(20 + number, theme, ELSEWHERE)
        barrier = place.barrier("reported", theme)
        place.group_of(barrier)
        possible(f"{number}", came_of=barrier.pk)
        given_along(f"sentence {number}", theme)
        given_along(f"waiting {number}", theme, state="waiting")
        voices(many * 3, theme, AREA)


@pytest.mark.parametrize("who", ["nobody", "moderator", "officer"])
def test_a_page_costs_the_same_however_much_there_is(place, who):
    pages = [("area", [AREA]), ("samen", [])]
    pages += {"officer": [("city", [])], "moderator": [("sentences", [])]}.get(who, [])
    tell(41, "no_bus")
    barrier = place.barrier("reported", "no_bus")
    pages.append(("barrier", [barrier.pk]))
    fill(place, 2)
    place.group_of(barrier)
    few = [queries(place.page(who), *page) for page in pages]
    fill_more(place)

    many = [queries(place.page(who), *page) for page in pages]

    assert many == few
    assert max(one["default"] for one in few) <= 32


def fill_more(place) -> None:
    for number, theme in enumerate(SOME[2:14]):
        tell(20 + number, theme)
        barrier = place.barrier("reported", theme)
        place.group_of(barrier)
        possible(f"more {number}", came_of=barrier.pk)
        given_along(f"more {number}", theme)
        given_along(f"waits {number}", theme, state="waiting")
        voices(40, theme, AREA)
