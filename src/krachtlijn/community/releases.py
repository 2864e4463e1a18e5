"""Releases: the numbers of one period, made once. What pages show is read from these alone.

Whatever was taken back before the day of a release is not in it; what is taken back later is gone
from the next one on. Only voices of people themselves count, not what a worker or a group raised.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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
)
from krachtlijn.community.periods import (
    day_after,
    first_day,
    month_of,
    months,
    quarter_of,
    year_until,
)
from krachtlijn.organisations.areas import division_at
from krachtlijn.organisations.codes import THEMES
from krachtlijn.organisations.models import Area, Division
from krachtlijn.privacy import cells, noise
from krachtlijn.privacy.budget import Spent, demand_room, epsilon_of

AREAS, HEARD, NUMBERS, FITS, DID = "areas", "heard", "numbers", "fits", "did"
FITTING = ("real", "meaningful", "feasible")
DOING = ("yes", "a_bit", "no")
OF_ANSWERS = (FITS, DID)
POST = "Krachtlijn"


class NotOver(ValueError):
    """The period is still going on: numbers are only made of what is closed."""


def release_heard(month: str, *, on: date, draw: noise.Draw = noise.laplace) -> Release:
    """What was said by enough people in this month, yes or nothing; opens barriers for it.

    ``Spent`` when this month was answered already.
    """
    division, told = _themes(HEARD, month, on, draw)
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
    division, told = _themes(NUMBERS, quarter, on, draw)
    return _keep(NUMBERS, quarter, on, division, told)


def release_fits(
    quarter: str,
    *,
    on: date,
    draw: noise.Draw = noise.laplace,
    among: Collection[UUID] | None = None,
    sensitive: Collection[UUID] = (),
) -> Release:
    """About how many people find each possibility real, meaningful, feasible.

    ``among`` are the possibilities there are, ``sensitive`` those with the higher floor. Without
    ``among`` those that were ever answered about; then a number that is there also says that
    somebody answered.
    """
    if among is None:
        among = set(Answer.objects.filter(question=FITS).values_list("about", flat=True))
    asked = {about: about in sensitive for about in among}
    return _release_answers(FITS, FITTING, asked, quarter, on, draw)


def release_did(quarter: str, *, on: date, draw: noise.Draw = noise.laplace) -> Release:
    """About how many people say that what came of a barrier did something for them.

    Of every barrier that was told back in the half year, whether anyone answered or not.
    """
    begun = first_day(counted_in(quarter)[0])
    back = Move.objects.filter(what="tell_back", on__gte=begun, on__lt=day_after(quarter))
    asked = dict.fromkeys(back.values_list("barrier", flat=True), False)
    for scope in Scope.objects.filter(barrier__in=asked):
        asked[scope.barrier_id] |= THEMES[scope.theme].sensitive
    return _release_answers(DID, DOING, asked, quarter, on, draw)


def counted_in(quarter: str) -> list[str]:
    """The months whose answers a release of this quarter counts: its own, and the quarter before."""
    return year_until(quarter)[-6:]


def is_counted(told_back: date, *, today: date) -> bool:
    """Whether what is answered today, of what was told back on that day, will be in a release."""
    return month_of(told_back) in counted_in(quarter_of(today))


def about_answer(about: UUID, code: str) -> str:
    """What the cell is called that tells how many say this of a possibility or a barrier."""
    return f"{about}:{code}"


def _release_answers(
    question: str, codes: Collection[str], asked: Mapping[UUID, bool], quarter: str, on: date, draw
) -> Release:
    """What people say of each of these; ``asked`` says for each whether it has the higher floor."""
    _may(question, quarter, on)
    answers = Answer.objects.filter(question=question, month__in=counted_in(quarter))
    names = {("", about_answer(about, code)): about for about in asked for code in codes}
    told = _told(
        question,
        _said(answers, codes),
        names,
        lambda cell: cells.floor(sensitive=asked[names[cell]]),
        draw,
    )
    return _keep(question, quarter, on, None, told)


def told_areas(period: str) -> list[str]:
    """The areas that are told about: where one of the twelve months that end with it was loud enough.

    An area which comes or goes says no more of whoever came or went than its price.
    """
    loud = Cell.objects.filter(release__question=AREAS, release__period__in=year_until(period))
    return sorted(set(loud.values_list("area", flat=True)))


def _ask_areas(month: str, voices: Mapping[tuple, int], on: date, draw: noise.Draw) -> None:
    """In which areas enough was said in this month. Once; every area has its noise, silent or not."""
    if Release.objects.filter(question=AREAS, period=month).exists():
        return
    _may(AREAS, month, on)
    said: Counter[tuple[str, str]] = Counter()
    for (area, _theme), number in voices.items():
        said[area, ""] += number
    division = division_at(first_day(month))
    asked = [(area, "") for area in sorted(_areas(division))]
    told = _told(AREAS, said, asked, lambda cell: cells.FLOOR, draw)
    _keep(AREAS, month, on, division, dict.fromkeys(told))


def _may(question: str, period: str, on: date) -> None:
    epsilon_of(question)
    if on < day_after(period):
        raise NotOver(f"{period} is not over on {on}")
    there = Release.objects.filter(question=question).values_list("period", flat=True)
    if period in there:
        raise Spent(f"{question} was answered for {period} already")
    demand_room(question, _counts(question, period), [_counts(question, one) for one in there])


def _counts(question: str, period: str) -> list[str]:
    """The months whose voices an answer holds."""
    return counted_in(period) if question in OF_ANSWERS else months(period)


def _themes(question: str, period: str, on: date, draw: noise.Draw) -> tuple[Division | None, dict]:
    """The division of the first day of a period, and what is told of the themes in its areas.

    Every theme in every area that is told about has its noise, whether anyone said it or not.
    """
    _may(question, period, on)
    division = division_at(first_day(period))
    said: Counter[tuple[str, ...]] = Counter()
    for month in months(period):
        voices = count(_voices(month), "area", "theme")
        _ask_areas(month, voices, on, draw)
        said.update(voices)
    inside = _areas(division)
    asked = [(area, theme) for area in told_areas(period) if area in inside for theme in THEMES]
    return division, _told(question, said, asked, _theme_floor, draw)


def _voices(month: str) -> QuerySet[Signal]:
    """What people said themselves this month and did not take back, also when that still waits."""
    voices = Signal.objects.filter(raised_by=Signal.RaisedBy.PERSON, month=month)
    return voices.exclude(token__in=signals.taken_back())


def _theme_floor(cell: tuple[str, str]) -> int:
    return cells.floor(sensitive=THEMES[cell[1]].sensitive)


def _areas(division: Division | None) -> set[str]:
    return set(Area.objects.filter(division=division).values_list("code", flat=True))


def _said(answers: QuerySet[Answer], known: Collection[str]) -> dict[tuple[str, str], int]:
    """How many ticked each code; who ticked it twice counts once."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = answers.annotate(asked=Cast("about", TextField()), codes=Cast("said", TextField()))
    for (about, said), number in count(texts, "asked", "codes").items():
        for code in set(json.loads(said)) & set(known):
            counts["", about_answer(UUID(about), code)] += number
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
