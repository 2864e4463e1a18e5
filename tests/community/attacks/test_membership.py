"""Is this one person in it? Before and after, a cell that appears or vanishes, nine of ten known."""

import random
from fractions import Fraction

import pytest

from krachtlijn.community.models import Signal
from krachtlijn.community.releases import release_heard, release_numbers, told_areas
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.codes import THEMES
from krachtlijn.privacy import budget, cells, noise
from tests.community.attacks.attacker import (
    EPSILON,
    NO_FLOOR,
    TRIALS,
    allowed,
    chance,
    publish_one,
    quiet,
    said,
    within,
)
from tests.community.conftest import MONTH, ON, QUARTER, squares, voice

SWITCHED = [
    pytest.param(noise.laplace, cells.FLOOR, False, id="as it is"),
    pytest.param(quiet, cells.FLOOR, True, id="noise switched off"),
    pytest.param(quiet, NO_FLOOR, True, id="noise and floor switched off"),
]


def coin() -> bool:
    return random.SystemRandom().random() < 0.5


def guess(more: float, less: float) -> bool:
    return more > less if more != less else coin()


def success(trial, trials: int = TRIALS) -> float:
    return sum(trial() for _ in range(trials)) / trials


@pytest.mark.parametrize(("draw", "floor", "falls"), SWITCHED)
@pytest.mark.parametrize("others", [9, 12, 40], ids=["at the floor", "above it", "many"])
def test_before_and_after(others, draw, floor, falls, record_property):
    """Someone is in it for certain. Did they take it back before the next release?"""
    noisy = draw is not quiet

    def trial() -> bool:
        stays = coin()
        publish_one(others + 1, draw=draw, floor=floor)  # the release before says nothing of it
        seen = publish_one(others + stays, draw=draw, floor=floor)
        likely = [chance(seen, others + more, noisy=noisy, floor=floor) for more in (0, 1)]
        return guess(likely[1], likely[0]) == stays

    fine, rate = within(lambda: success(trial), allowed(EPSILON, TRIALS))

    record_property("success", rate)
    assert fine is not falls
    assert rate == 1.0 or not falls


@pytest.mark.parametrize(("draw", "floor", "falls"), SWITCHED[:2])
def test_a_cell_that_appears_or_vanishes(draw, floor, falls, record_property):
    """The attacker sees no number, only whether the cell is there: with nine others it hangs on one."""

    def trial() -> bool:
        gave = coin()
        there = publish_one(9 + gave, draw=draw, floor=floor) is not None
        likely = [said(there, 9 + more, noisy=draw is not quiet, floor=floor) for more in (0, 1)]
        return guess(likely[1], likely[0]) == gave

    fine, rate = within(lambda: success(trial), allowed(EPSILON, TRIALS))

    record_property("success", rate)
    assert fine is not falls


def test_noise_only_where_somebody_said_something_is_found():
    """Drawn only for cells with somebody in them, a cell that is there tells on a single person."""

    def trial() -> bool:
        gave = coin()
        counts = {"cell": 1} if gave else {}
        there = "cell" in cells.told(
            counts, counts, floor_of=lambda cell: NO_FLOOR, epsilon=EPSILON, draw=noise.laplace
        )
        return there == gave

    assert success(trial) == 1.0


@pytest.mark.parametrize(("draw", "floor", "falls"), SWITCHED)
@pytest.mark.parametrize("quarters", [1, 4])
def test_nine_of_ten_known_over_all_that_is_released(quarters, draw, floor, falls, record_property):
    """All that can hold one voice: areas, heard and numbers, each quarter, for a whole year."""
    noisy = draw is not quiet
    others = 9
    asked = [budget.BUDGET[question] for question in ("areas", "heard", "numbers")]
    spent = sum((one.price for one in asked), Fraction(0)) * quarters / 4

    def trial() -> bool:
        gave = coin()
        likely = [1.0, 1.0]
        for _ in range(quarters):
            there = [publish_one(others + gave, draw=draw, floor=floor) is not None for _ in "ah"]
            number = publish_one(others + gave, draw=draw, floor=floor)
            for more in (0, 1):
                for one in there:
                    likely[more] *= said(one, others + more, noisy=noisy, floor=floor)
                likely[more] *= chance(number, others + more, noisy=noisy, floor=floor)
        return guess(likely[1], likely[0]) == gave

    fine, rate = within(lambda: success(trial), allowed(spent, TRIALS))

    record_property("success", rate)
    assert fine is not falls or allowed(spent, TRIALS) >= 1
    assert rate == 1.0 or not falls


@pytest.mark.django_db
@pytest.mark.parametrize(("draw", "falls"), [(noise.laplace, False), (quiet, True)])
def test_whether_an_area_is_told_about(draw, falls, record_property):
    """In each area nine others, and one who spoke or did not. Is the area there?"""
    areas = [f"wijk-{number}" for number in range(TRIALS)]
    load_areas(squares(areas), year=2026, today=ON.replace(year=2025))
    secret = {area: coin() for area in areas}
    Signal.objects.bulk_create(
        (voice("no_bus", area) for area, gave in secret.items() for _ in range(9 + gave)),
        batch_size=2_000,
    )

    release_heard(MONTH, on=ON, draw=draw)

    told = set(told_areas(MONTH))
    right = 0
    for area, gave in secret.items():
        likely = [
            said(area in told, 9 + more, noisy=not falls, floor=cells.FLOOR) for more in (0, 1)
        ]
        right += guess(likely[1], likely[0]) == gave
    rate = right / TRIALS
    record_property("success", rate)
    # Four sigma here: a whole city is not drawn twice.
    assert (rate <= allowed(EPSILON, TRIALS) + 0.0108) is not falls
    assert rate == 1.0 or not falls


@pytest.mark.django_db
@pytest.mark.parametrize(("draw", "falls"), [(noise.laplace, False), (quiet, True)])
def test_through_the_whole_release(draw, falls, record_property):
    """One quarter of a whole city: in each cell nine others, and one who said it or did not."""
    areas = [f"wijk-{number}" for number in range(100)]
    themes = [theme for theme, about in THEMES.items() if not about.sensitive]
    load_areas(squares(areas), year=2026, today=ON.replace(year=2025))
    secret = {(area, theme): coin() for area in areas for theme in themes}
    Signal.objects.bulk_create(
        (
            voice(theme, area, MONTH)
            for (area, theme), gave in secret.items()
            for _ in range(9 + gave)
        ),
        batch_size=2_000,
    )

    release = release_numbers(QUARTER, on=ON, draw=draw)

    seen = {(cell.area, cell.about): cell.number for cell in release.cells.all()}
    right = 0
    for cell, gave in secret.items():
        likely = [
            chance(seen.get(cell), 9 + more, noisy=not falls, floor=cells.FLOOR) for more in (0, 1)
        ]
        right += guess(likely[1], likely[0]) == gave
    rate = right / len(secret)
    record_property("success", rate)
    assert len(secret) == 1_800
    # Four sigma here: a whole city is not drawn twice.
    most = allowed(EPSILON, 1_800) + 0.0115
    assert (rate <= most) is not falls
