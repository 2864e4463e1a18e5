"""What the pages of a neighbourhood say is so: done is done, a day has its year, a code is read."""

import re
from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.utils import translation

from krachtlijn.community import barriers, releases
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Move
from krachtlijn.community.phases import line_of_eight, line_of_four
from krachtlijn.rooms.templatetags.days import day
from tests.community.conftest import exactly, voices
from tests.rooms.conftest import AREA, ELSEWHERE, THEME, tell, today
from tests.rooms.test_what_is_told import possible, words_on

CODES = import_module("krachtlijn.community.migrations.0006_enough_as_a_code")
LANGUAGES = {
    "en": "Enough people in this neighbourhood said this.",
    "nl": "Genoeg mensen in deze wijk zeiden dit.",
    "fr": "Assez de personnes du quartier ont dit cela.",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-23T10:00:00+00:00", tick=False) as clock:
        yield clock


# ------------------------------------------------------------------------------ what is done is done


@pytest.mark.parametrize(
    ("state", "last"),
    [
        ("reported", ("Done", "to-come")),
        ("decided to act", ("Done", "to-come")),
        ("being done", ("Being done", "now")),
        ("told back", ("Done", "done")),
        ("closed", ("Done", "done")),
    ],
)
def test_the_last_bead_says_done_only_of_what_is_done(place, state, last):
    tell(41)
    bead = line_of_four(place.barrier(state))[-1]

    assert (str(bead.label), bead.state) == last


def test_where_nothing_is_done_the_last_bead_says_that_it_was_told_back(place):
    tell(41)
    barrier = place.barrier("decided not to act")
    before = line_of_four(barrier)[-1]

    bead = line_of_four(place.make("tell_back", barrier))[-1]

    assert (str(before.label), before.state) == ("Told back", "to-come")
    assert (str(bead.label), bead.state) == ("Told back", "done")


@pytest.mark.parametrize(
    ("state", "said"), [("being done", ("Being done", "now")), ("told back", ("Done", "done"))]
)
def test_the_line_of_eight_says_the_same(place, state, said):
    tell(41)

    line = line_of_eight(place.barrier(state))

    assert [(str(one.label), one.state) for one in line][6] == said


def test_the_page_of_a_place_says_what_goes_on(place):
    tell(41)
    place.barrier("being done")

    shown = words_on(place.page("nobody"), "area", [AREA])

    assert re.findall(r'<li class="(\S+)"><b>([^<]+)', shown)[3] == ("now", "Being done")


# ------------------------------------------------------------------------------ a day with its year


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 1, 1), "1 January"),
        (date(2025, 12, 31), "31 December 2025"),
        (date(2027, 1, 1), "1 January 2027"),
    ],
)
def test_a_day_of_another_year_has_its_year(on, said):
    assert day(on) == said


def test_the_page_of_a_place_names_the_year_of_what_is_long_ago(place, clock):
    clock.move_to("2025-11-08T10:00:00+00:00")
    place.barrier("noticed")
    place.barrier("noticed", "rent_high")
    clock.move_to("2026-03-08T10:00:00+00:00")
    place.barrier("noticed", "debts")

    shown = words_on(place.page("nobody"), "area", [AREA])

    assert shown.count("8 November 2025") == 2
    assert len(re.findall(r"8 November(?! 2025)", shown)) == 0
    assert len(re.findall(r"8 March(?! 2026)", shown)) == 1


# ------------------------------------------------------------------------ what a release says is a code


def heard_by_a_release(place):
    """Counted above the threshold: noticed, collected and bundled by the post."""
    voices(20, THEME, AREA, "2026-09")
    releases.release_heard("2026-09", on=date(2026, 10, 8), draw=exactly)
    return Move.objects.get(what="bundle").barrier


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_release_says_is_read_in_the_readers_language(place, language):
    with translation.override("nl"):
        barrier = heard_by_a_release(place)

    assert set(barrier.moves.values_list("enough", "said")) == {("said", "")}
    shown = words_on(place.page("nobody", language), "barrier", [barrier.pk])
    assert shown.count(f"<p>{LANGUAGES[language]}</p>") == 3
    others = [said for code, said in LANGUAGES.items() if code != language]
    assert not [said for said in others if said in shown]


def test_said_again_is_a_code_too(place):
    tell(41)
    barrier = place.barrier("closed")

    by = Acting("Krachtlijn", frozenset({"post"}), today())
    barriers.reopen(barrier, Move.Enough.AGAIN, by=by)

    move = Move.objects.get(what="reopen")
    assert (move.said, move.enough, move.words) == ("", "again", "Enough people said this again.")


def test_a_part_that_goes_on_by_itself_takes_the_code_along(place):
    barrier = heard_by_a_release(place)

    part = barriers.split(
        barrier, "macro", "why", by=Acting("who", frozenset({"moderator"}), today())
    )

    assert list(part.moves.values_list("enough", flat=True)) == ["said"] * 3 + [""]


@pytest.mark.parametrize(
    ("who", "said", "code"),
    [
        ("Krachtlijn", "Genoeg mensen in deze wijk zeiden dit.", "said"),
        ("Krachtlijn", "Genoeg mensen in deze buurt zeiden dit.", "said"),
        ("Krachtlijn", "Assez de personnes l’ont dit à nouveau.", "again"),
        ("Krachtlijn", "Iets anders.", ""),
        ("Werkgroep", "Genoeg mensen in deze wijk zeiden dit.", ""),
    ],
)
def test_what_was_kept_as_a_text_becomes_the_code_and_people_keep_their_words(
    place, who, said, code
):
    move = Move.objects.create(
        barrier=place.barrier("noticed"), what="reopen", on=today(), who=who, said=said
    )

    for _twice in range(2):
        CODES.name_the_code(apps, None)

    move.refresh_from_db()
    assert (move.enough, move.said) == (code, said)
    assert move.words == (str(Move.Enough(code).label) if code else said)


# ------------------------------------------------------------------------------ no number, no bar


def test_where_no_number_is_told_there_are_words_and_no_bar(place):
    tell(41)  # home
    possible("Desk", domain="home")
    possible("Table", domain="people")

    for page in (("area", [AREA]), ("city", [])):
        shown = words_on(place.page("officer"), *page)
        weighs, possible_bars = shown.count('class="fill-weighs"'), shown.count('"fill-carries"')
        assert (weighs, shown.count('"fill-weighs-wash"')) == (1, 1)
        assert shown.count("no number told") == (1 if page[0] == "area" else 0)
        assert possible_bars == (2 if page[0] == "area" else 1)


def test_where_nothing_is_possible_there_are_words_and_no_bar(place):
    tell(41, area=ELSEWHERE)

    shown = words_on(place.page("nobody"), "area", [ELSEWHERE])

    assert "nothing there yet" in shown
    assert "fill-carries" not in shown
