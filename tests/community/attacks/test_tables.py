"""Sums, overlapping periods, and everything at once: what cannot be worked out from the tables."""

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest

from krachtlijn.community.models import Cell, Signal
from krachtlijn.community.periods import months, release_day
from krachtlijn.community.releases import release_heard, release_numbers
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.codes import THEMES
from krachtlijn.privacy import budget, cells, noise
from tests.community.attacks.attacker import (
    EPSILON,
    NO_FLOOR,
    TRIALS,
    allowed,
    publish,
    quiet,
)
from tests.community.attacks.linear import ANY, Programme
from tests.community.conftest import ON, squares, voice
from tests.conftest import LONG

NARROW = 5
# All but one in a thousand of the draws: P(|noise| > 12) = 2 a^13 / (1 + a) = 0.002.
BAND = 12
CITIES, MANY_CITIES = 100, 10_000 if LONG else 100


def test_the_programme_finds_what_sums_give_away():
    found = Programme()
    for name in "abc":
        found.unknown(name, 0, 9)
    found.adds_up(20, "abc", 20)
    found.adds_up(18, "ab", 18)

    assert [found.bounds(name) for name in "abc"] == [(9, 9), (9, 9), (2, 2)]


def test_the_programme_finds_what_no_single_sum_gives_away():
    found = Programme()
    for name in "abc":
        found.unknown(name, 0, 20)
    for pair in ("ab", "bc", "ac"):
        found.adds_up(10, pair, 10)

    assert [found.bounds(name) for name in "abc"] == [(5, 5)] * 3


def test_of_what_does_not_fit_together_nothing_is_found():
    found = Programme()
    found.unknown("a", 0, 3)
    found.unknown("b")
    assert found.bounds("b") == (0, ANY)

    found = Programme()
    found.unknown("a", 0, 3)
    found.adds_up(5, "a", 6)
    assert found.bounds("a") == (0, ANY)


# ------------------------------------------------------------------------------- a small city, whole

MONTHS, AREAS, OF_DOMAIN = (
    range(3),
    range(3),
    {"bus": "out", "park": "out", "debt": "in", "rent": "in"},
)
PAIRS = [(area, theme) for area in AREAS for theme in OF_DOMAIN]


def a_city() -> dict:
    """True numbers, small and large, by month, area and theme."""
    chance = random.SystemRandom()
    return {
        (month, *pair): chance.choice([0, 1, 2, 3, 5, 8, 12, 20])
        for month in MONTHS for pair in PAIRS
    }  # fmt: skip


class Attack:
    """All that is published of a city, as a programme: the true numbers are its unknowns.

    ``reads`` is ``stored`` for who holds the releases, and ``page`` for who reads what is shown:
    words, numbers to the nearest five, and sums of those for a part of life.
    """

    def __init__(self, true: dict, *, draw, floor: int, reads: str, true_totals: bool = False):
        self.true = true | {pair: sum(true[month, *pair] for month in MONTHS) for pair in PAIRS}
        self.floor, self.band = floor, 0 if draw is quiet else BAND
        self.programme = Programme()
        for name in self.true:
            self.programme.unknown(name)
        for pair in PAIRS:  # a quarter is its three months
            parts = [((month, *pair), 1) for month in MONTHS]
            self.programme.between(0, [*parts, (pair, -1)], 0)

        loud = Counter()
        for (month, area, _theme), number in true.items():
            loud[month, area] += number
        places = [(month, area) for month in MONTHS for area in AREAS]
        told = publish(loud, places, draw=draw, floor=floor)
        for month, area in places:
            self._is_there((month, area) in told, [(month, area, theme) for theme in OF_DOMAIN])
        heard = publish(true, true, draw=draw, floor=floor)
        for cell in true:
            self._is_there(cell in heard, [cell])
        numbers = publish(self.true, PAIRS, draw=draw, floor=floor)
        for pair in PAIRS:
            self._is_there(pair in numbers, [pair])
        self._read(numbers, as_shown=reads == "page")
        if true_totals:
            self._totals(draw)
        self.hidden = [pair for pair in PAIRS if pair not in numbers]
        self.hidden += [cell for cell in true if cell not in heard]

    def _is_there(self, there: bool, names: list) -> None:
        low, high = (self.floor - self.band, ANY) if there else (0, self.floor - 1 + self.band)
        self.programme.adds_up(low, names, high)

    def _read(self, numbers: dict, *, as_shown: bool) -> None:
        for pair, number in numbers.items():
            low, high = self._shown(number) if as_shown else (number, number)
            self.programme.unknown(("told", pair), low, high)
            self.programme.between(-self.band, [(pair, 1), (("told", pair), -1)], self.band)
        for area in AREAS:
            for domain in set(OF_DOMAIN.values()):
                parts = [one for one in numbers if one[0] == area and OF_DOMAIN[one[1]] == domain]
                if parts:
                    low, high = self._shown(sum(numbers[one] for one in parts))
                    self.programme.adds_up(low, [("told", one) for one in parts], high)

    def _shown(self, number: int) -> tuple[float, float]:
        """Between what a number lies that is shown so."""
        about = cells.rounded(number)
        if about is None:
            return max(self.floor, -ANY), cells.NUMBERS_FROM - 1
        return max(cells.NUMBERS_FROM, about - cells.STEP // 2), about + cells.STEP // 2

    def _totals(self, draw) -> None:
        """Totals by area and by theme, each counted by itself. Ours are sums of what is shown."""
        for side in (0, 1):
            for value in {pair[side] for pair in PAIRS}:
                inside = [pair for pair in PAIRS if pair[side] == value]
                total = sum(self.true[pair] for pair in inside) + draw(EPSILON)
                self.programme.adds_up(total - self.band, inside, total + self.band)

    def found(self) -> Counter:
        """How many hidden numbers are known to within a few, and how many of a quarter exactly."""
        known = {name: self.programme.bounds(name) for name in {*self.hidden, *PAIRS}}
        if not self.band:
            assert all(low <= self.true[name] <= high for name, (low, high) in known.items())
        width = {name: high - low for name, (low, high) in known.items()}
        return Counter(
            hidden=len(self.hidden),
            close=sum(width[name] < NARROW for name in self.hidden),
            quarters=len(PAIRS),
            exactly=sum(width[pair] == 0 for pair in PAIRS),
        )


def cities(many: int = CITIES, **how) -> Counter:
    """What is found of many cities."""
    return sum((Attack(a_city(), **how).found() for _ in range(many)), Counter())


@pytest.mark.parametrize("reads", ["stored", "page"])
def test_no_hidden_number_is_found_from_all_that_is_published(reads, record_property):
    found = cities(MANY_CITIES, draw=noise.laplace, floor=cells.FLOOR, reads=reads)

    record_property("found", f"{found['close']} of {found['hidden']}, {found['exactly']} exactly")
    assert found["hidden"] > 1_000
    assert (found["close"], found["exactly"]) == (0, 0)


@pytest.mark.parametrize("reads", ["stored", "page"])
def test_without_noise_periods_that_overlap_give_hidden_numbers_away(reads, record_property):
    found = cities(draw=quiet, floor=cells.FLOOR, reads=reads)

    record_property("found", f"{found['close']} of {found['hidden']}, {found['exactly']} exactly")
    stored = reads == "stored"  # a page shows less: few are found of what it shows, but some
    assert found["close"] > (found["hidden"] / 100 if stored else 0)
    assert found["exactly"] > (found["quarters"] / 2 if stored else -1)


def test_without_noise_and_floor_every_number_is_found_exactly():
    found = cities(draw=quiet, floor=NO_FLOOR, reads="stored")

    assert found["exactly"] == found["quarters"] == CITIES * len(PAIRS)


def test_totals_that_are_counted_and_not_summed_give_hidden_numbers_away():
    found = cities(draw=quiet, floor=cells.FLOOR, reads="stored", true_totals=True)
    without = cities(draw=quiet, floor=cells.FLOOR, reads="stored")

    assert found["close"] > 1.5 * without["close"]


# ---------------------------------------------------------------------- a year, by the releases themselves

YEAR = [f"2026Q{number}" for number in (1, 2, 3, 4)]
WARDS = [f"wijk-{number}" for number in range(5)]
FLOORS = {theme: cells.floor(sensitive=about.sensitive) for theme, about in THEMES.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draw", "floors", "falls"),
    [
        pytest.param(noise.laplace, True, False, id="as it is"),
        pytest.param(noise.laplace, False, False, id="floor switched off"),
        pytest.param(quiet, True, True, id="noise switched off"),
        pytest.param(quiet, False, True, id="noise and floor switched off"),
    ],
)
def test_a_year_of_releases_does_not_tell_who_is_in_it(
    draw, floors, falls, monkeypatch, record_property
):
    """All voices are known but one in each theme, area and quarter. Which of those were given?

    The floor keeps small numbers in; that nobody is found hangs on the noise alone.
    """
    if not floors:
        monkeypatch.setattr(cells, "FLOOR", NO_FLOOR)
        monkeypatch.setattr(cells, "SENSITIVE_FLOOR", NO_FLOOR)
    load_areas(squares(WARDS), year=2026, today=ON.replace(year=2025))
    known, secret = a_year()
    keep(known, secret)

    release_all(draw)

    likeliest = reconstruct(known, secret)
    coin = random.SystemRandom()
    right = sum(
        (coin.random() < 0.5 if abs(likeliest[one] - 0.5) < 0.01 else likeliest[one] > 0.5) == gave
        for one, gave in secret.items()
    )
    rate = right / len(secret)
    record_property("success", rate)
    price = sum((budget.BUDGET[one].epsilon for one in ("areas", "heard", "numbers")), Fraction(0))
    assert rate <= allowed(price, len(secret)) or falls
    assert rate == 1.0 or not falls


def a_year() -> tuple[dict, dict]:
    """How many others said what, by month; and in the second month of a quarter, one who did or not."""
    chance = random.SystemRandom()
    known, secret = Counter(), {}
    for quarter in YEAR:
        first, second, third = months(quarter)
        for ward in WARDS:
            for theme in THEMES:
                known[second, ward, theme] = FLOORS[theme] - 1 + chance.choice([0, 0, 1, 6])
                known[first, ward, theme] = known[third, ward, theme] = chance.choice([0, 0, 3])
                secret[quarter, ward, theme] = chance.random() < 0.5
    return known, secret


def keep(known: dict, secret: dict) -> None:
    said = Counter(known)
    said.update({(months(quarter)[1], *cell): gave for (quarter, *cell), gave in secret.items()})
    Signal.objects.bulk_create(
        (
            voice(theme, ward, month)
            for (month, ward, theme), many in said.items()
            for _ in range(many)
        ),
        batch_size=2_000,
    )


def release_all(draw) -> None:
    for quarter in YEAR:
        for month in months(quarter):
            release_heard(month, on=release_day(month), draw=draw)
        release_numbers(quarter, on=release_day(quarter), draw=draw)


def reconstruct(known: dict, secret: dict) -> dict:
    """Between nought and one for each secret, as it is likeliest from every cell that is stored."""
    stored = Cell.objects.values_list(
        "release__question", "release__period", "area", "about", "number"
    )
    told = {tuple(cell): number for *cell, number in stored}
    programme, weight = Programme(), float(EPSILON)
    for one in secret:
        programme.unknown(one, 0, 1)
    for cell, others, inside in asked(known, secret):
        floor = cells.floor(sensitive=cell[3] != "" and THEMES[cell[3]].sensitive)
        terms = [(one, 1) for one in inside]
        if cell not in told:
            programme.costs_above(floor - 1 - others, terms, weight)
        elif told[cell] is None:
            programme.costs_below(floor - others, terms, weight)
        else:
            programme.costs_above(told[cell] - others, terms, weight)
            programme.costs_below(told[cell] - others, terms, weight)
    return programme.likeliest()


def asked(known: dict, secret: dict) -> Iterator[tuple[tuple, int, list]]:
    """Every cell that could be told: how many are known to be in it, and which secrets could be too."""
    for quarter, ward, theme in secret:
        first, second, third = (known[month, ward, theme] for month in months(quarter))
        one = (quarter, ward, theme)
        yield ("heard", months(quarter)[1], ward, theme), second, [one]
        yield ("numbers", quarter, ward, theme), first + second + third, [one]
    for quarter in YEAR:
        for ward in WARDS:
            second = months(quarter)[1]
            others = sum(known[second, ward, theme] for theme in THEMES)
            yield ("areas", second, ward, ""), others, [(quarter, ward, theme) for theme in THEMES]


# -------------------------------------------------------------------------- totals minus the cells


def left_over(shown: dict, total: int) -> int:
    """What the total says more than the cells that are shown."""
    return total - sum(shown.values())


@pytest.mark.parametrize(
    ("draw", "floor", "counted"),
    [
        pytest.param(noise.laplace, cells.FLOOR, False, id="as it is"),
        pytest.param(quiet, cells.FLOOR, True, id="totals counted, noise switched off"),
    ],
)
def test_a_total_says_nothing_more_than_the_cells_it_is_made_of(draw, floor, counted):
    """One theme of a domain is hidden. A total of its own would give it away; a sum of cells cannot."""
    right = 0
    for _ in range(TRIALS):
        small = random.SystemRandom().randrange(10)
        true = {"small": small, "one": 30, "other": 40}
        shown = publish(true, true, draw=draw, floor=floor)
        total = sum(true.values()) if counted else sum(shown.values())
        hidden = left_over(shown, total)
        right += "small" not in shown and hidden == small and small > 0

    assert right == 0 if not counted else right > 0.8 * TRIALS


@pytest.mark.parametrize(
    ("draw", "floor", "falls"),
    [
        pytest.param(noise.laplace, cells.FLOOR, False, id="as it is"),
        pytest.param(noise.laplace, NO_FLOOR, True, id="floor switched off"),
        pytest.param(quiet, NO_FLOOR, True, id="noise and floor switched off"),
    ],
)
def test_no_table_tells_a_handful_to_within_a_few(draw, floor, falls):
    """Up to five people: a number about them that is right to within two must never be there."""
    close = 0
    for _ in range(TRIALS):
        few = random.SystemRandom().randrange(6)
        shown = publish({"cell": few}, ["cell"], draw=draw, floor=floor).get("cell")
        close += shown is not None and abs(shown - few) <= NARROW // 2

    assert close == 0 if not falls else close > TRIALS / 2
