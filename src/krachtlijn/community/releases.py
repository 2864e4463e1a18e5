"""Releases: the numbers of one period, made once. What pages show is read from these alone.

Whatever was taken back before the day of a release is not in it; what is taken back later is gone
from the next one on. Only voices of people themselves count, not what a worker or a group raised.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from krachtlijn.community import barriers, signals
from krachtlijn.community.barriers import Acting
from krachtlijn.community.counting import count
from krachtlijn.community.models import (
    Answer,
    Barrier,
    Cell,
    Move,
    Release,
    Scope,
    Signal,
    ToldArea,
)
from krachtlijn.community.periods import day_after, first_day, months, year_until
from krachtlijn.organisations.areas import division_at
from krachtlijn.organisations.codes import THEMES
from krachtlijn.organisations.models import Area, Division
from krachtlijn.privacy import cells, noise
from krachtlijn.privacy.budget import Spent, epsilon_of

HEARD, NUMBERS, FITS = "heard", "numbers", "fits"
FITTING = ("real", "meaningful", "feasible")
POST = "Krachtlijn"


class NotOver(ValueError):
    """The period is still going on: numbers are only made of what is closed."""


def release_heard(month: str, *, on: date, draw: noise.Draw = noise.laplace) -> Release:
    """What was said by enough people in this month, yes or nothing; opens barriers for it.

    ``Spent`` when this month was answered already.
    """
    division, counts = _themes(HEARD, month, on)
    told = _told(HEARD, counts, _theme_cells(month), _theme_floor, draw)
    release = _keep(HEARD, month, on, division, dict.fromkeys(told))
    open_barriers(release)
    return release


def open_barriers(release: Release) -> None:
    """A barrier for all that this release heard. Interrupted, or done already, it can simply run again.

    Each is a transaction of its own: however many there are, nobody waits for the whole.
    """
    for cell in release.cells.order_by("area", "about"):
        _say_it_is_heard(cell.about, cell.area, release)


def release_numbers(quarter: str, *, on: date, draw: noise.Draw = noise.laplace) -> Release:
    """About how many people said what in this quarter, by area and theme."""
    division, counts = _themes(NUMBERS, quarter, on)
    told = _told(NUMBERS, counts, _theme_cells(quarter), _theme_floor, draw)
    return _keep(NUMBERS, quarter, on, division, told)


def release_fits(
    quarter: str,
    *,
    on: date,
    draw: noise.Draw = noise.laplace,
    among: Collection[UUID] | None = None,
) -> Release:
    """About how many people find each possibility real, meaningful, feasible.

    ``among`` are the possibilities there are. Without it those that were ever answered about; then
    a number that is there also says that somebody answered.
    """
    _may(FITS, quarter, on)
    answers = Answer.objects.filter(question=Answer.Question.FITS)
    if among is None:
        among = set(answers.values_list("about", flat=True))
    counts = _fitting(answers.filter(month__in=months(quarter)))
    asked = [("", about_fitting(about, code)) for about in among for code in FITTING]
    told = _told(FITS, counts, asked, lambda cell: cells.floor(), draw)
    return _keep(FITS, quarter, on, None, told)


def about_fitting(possibility: UUID, code: str) -> str:
    """What the cell is called that tells how many find this possibility so."""
    return f"{possibility}:{code}"


def told_areas(period: str) -> list[str]:
    """The areas that are told about in the year of this period; fixed with the first release of it.

    An area is in when twelve months brought it ten voices. After that nothing changes until the next
    year, so that an area which comes or goes says nothing about whoever came or went.
    """
    year = first_day(period).year
    if not Release.objects.filter(period__startswith=str(year)).exclude(question=FITS).exists():
        _fix_areas(year, period)
    return sorted(ToldArea.objects.filter(year=year).values_list("area", flat=True))


def _fix_areas(year: int, period: str) -> None:
    voices = _voices(year_until(period))
    inside = _areas(division_at(first_day(period)))
    enough = [area for (area,), number in count(voices, "area").items() if number >= cells.FLOOR]
    ToldArea.objects.bulk_create(
        (ToldArea(year=year, area=area) for area in sorted(enough) if area in inside),
        ignore_conflicts=True,
    )


def _may(question: str, period: str, on: date) -> None:
    epsilon_of(question)
    if on < day_after(period):
        raise NotOver(f"{period} is not over on {on}")
    if Release.objects.filter(question=question, period=period).exists():
        raise Spent(f"{question} was answered for {period} already")


def _themes(question: str, period: str, on: date) -> tuple[Division | None, dict]:
    """The division of the first day of a period, and the voices of people in its areas."""
    _may(question, period, on)
    division = division_at(first_day(period))
    return division, count(_voices(months(period)), "area", "theme")


def _voices(of_months: list[str]) -> QuerySet[Signal]:
    """What people said themselves and did not take back, even when that still waits for the post."""
    voices = Signal.objects.filter(raised_by=Signal.RaisedBy.PERSON, month__in=of_months)
    return voices.exclude(token__in=signals.taken_back())


def _theme_cells(period: str) -> list[tuple[str, str]]:
    """Every theme in every area that is told this year, whether anyone said it or not."""
    inside = _areas(division_at(first_day(period)))
    return [(area, theme) for area in told_areas(period) if area in inside for theme in THEMES]


def _theme_floor(cell: tuple[str, str]) -> int:
    return cells.floor(sensitive=THEMES[cell[1]].sensitive)


def _areas(division: Division | None) -> set[str]:
    return set(Area.objects.filter(division=division).values_list("code", flat=True))


def _fitting(answers: QuerySet[Answer]) -> dict[tuple[str, str], int]:
    """How many ticked each code; who ticked it twice counts once."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = answers.annotate(
        possibility=Cast("about", TextField()), codes=Cast("said", TextField())
    )
    for (about, said), number in count(texts, "possibility", "codes").items():
        for code in set(json.loads(said)) & set(FITTING):
            counts["", about_fitting(UUID(about), code)] += number
    return counts


def _told(question: str, counts, asked: Iterable, floor_of, draw: noise.Draw) -> dict:
    price = epsilon_of(question)
    return cells.told(counts, asked, floor_of=floor_of, epsilon=price, draw=draw)


@transaction.atomic
def _keep(question: str, period: str, on: date, division, told: dict) -> Release:
    """Write the release down, once; whoever is second gets ``Spent`` and their noise is never seen."""
    try:
        with transaction.atomic():
            release = Release.objects.create(
                question=question, period=period, division=division, made=on
            )
    except IntegrityError:
        raise Spent(f"{question} was answered for {period} already") from None
    Cell.objects.bulk_create(
        Cell(release=release, area=area, about=about, number=number)
        for (area, about), number in sorted(told.items())
    )
    return release


@transaction.atomic
def _say_it_is_heard(theme: str, area: str, release: Release) -> None:
    """A barrier for what is heard: a new one, or the closed one comes back and says so."""
    by = Acting(POST, frozenset({"post"}), release.made)
    scopes = Scope.objects.filter(theme=theme, area=area).select_related("barrier")
    if not any(scope.level == "" for scope in scopes):
        said = Move.Enough.SAID
        barrier = barriers.notice(theme, area, said, by=by)
        barriers.bundle(barriers.collect(barrier, said, by=by), said, by=by)
    # The parts that go on by themselves too: nobody knows on which level it was said again.
    for barrier in {barriers.survivor(scope.barrier) for scope in scopes}:
        if _closed_before(barrier, release.period):
            barriers.reopen(barrier, Move.Enough.AGAIN, by=by)


def _closed_before(barrier: Barrier, period: str) -> bool:
    return barrier.closed is not None and barrier.closed < first_day(period)
