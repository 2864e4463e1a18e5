"""Sums, overlapping periods, and everything at once: what cannot be worked out from the tables."""

import random

import pytest

from krachtlijn.privacy import cells, noise
from tests.community.attacks.attacker import NO_FLOOR, TRIALS, publish, quiet

NARROW = 5
# All but one in a thousand of the draws: P(|noise| > 12) = 2 a^13 / (1 + a) = 0.002.
BAND = 12
TOP = 10**6


class Unknowns:
    """Numbers of people, each between two bounds, and sums of them; squeezed until nothing gives.

    A linear programme over such sums has its bounds at the same places: each sum is used to bound
    every number in it by what the others leave, again and again.
    """

    def __init__(self):
        self.low: dict = {}
        self.high: dict = {}
        self.sums: list[tuple[list, int, int]] = []

    def between(self, name, low: int, high: int) -> None:
        self.low[name] = max(low, 0, self.low.get(name, 0))
        self.high[name] = min(high, self.high.get(name, TOP))

    def adds_up(self, names: list, low: int, high: int) -> None:
        self.sums.append((names, low, high))

    def squeeze(self) -> "Unknowns":
        again = True
        while again and not self.wrong():
            again = False
            for names, low, high in self.sums:
                least = sum(self.low[name] for name in names)
                most = sum(self.high[name] for name in names)
                for name in names:
                    up = high - (least - self.low[name])
                    down = low - (most - self.high[name])
                    if up < self.high[name] or down > self.low[name]:
                        self.high[name] = min(up, self.high[name])
                        self.low[name] = max(down, self.low[name])
                        again = True
        return self

    def wrong(self) -> bool:
        """A draw outside the band: then nothing fits, and nothing was worked out."""
        return any(self.low[name] > self.high[name] for name in self.low)

    def width(self, name) -> int:
        return TOP if self.wrong() else self.high[name] - self.low[name]


def test_the_solver_finds_what_sums_give_away():
    found = Unknowns()
    for name in "abc":
        found.between(name, 0, 9)
    found.adds_up(["a", "b", "c"], 20, 20)
    found.adds_up(["a", "b"], 18, 18)

    found.squeeze()

    assert [(found.low[name], found.high[name]) for name in "abc"] == [(9, 9), (9, 9), (2, 2)]


def a_city(months: int = 3, areas: int = 3, themes: int = 4) -> dict:
    """True numbers, small and large, by month, area and theme."""
    chance = random.SystemRandom()
    return {
        (month, area, theme): chance.choice([0, 1, 2, 3, 5, 8, 12, 20])
        for month in range(months) for area in range(areas) for theme in range(themes)
    }  # fmt: skip


def attack(true: dict, *, draw, floor: int, true_totals: bool) -> tuple[int, int]:
    """Release months and the quarter, reason over all of it: how many unpublished are found, of how many."""
    band = BAND if draw is not quiet else 0
    months = sorted({month for month, _, _ in true})
    pairs = sorted({(area, theme) for _, area, theme in true})
    quarter = {pair: sum(true[month, *pair] for month in months) for pair in pairs}
    heard = publish(true, true, draw=draw, floor=floor)
    numbers = publish(quarter, pairs, draw=draw, floor=floor)

    known = Unknowns()
    for cell in true:
        if cell in heard:  # only that it is there
            known.between(cell, floor - band, TOP)
        else:
            known.between(cell, 0, floor - 1 + band)
    for pair in pairs:
        if pair in numbers:
            known.between(pair, numbers[pair] - band, numbers[pair] + band)
        else:
            known.between(pair, 0, floor - 1 + band)
        parts = [(month, *pair) for month in months]
        known.adds_up([*parts], known.low[pair], known.high[pair])
    # Totals by area and by theme. Ours are the sums of what is shown, and so say nothing new.
    for side in (0, 1):
        for value in {pair[side] for pair in pairs}:
            inside = [pair for pair in pairs if pair[side] == value]
            if true_totals:
                total = sum(quarter[pair] for pair in inside) + draw(EPSILON_OF_TOTALS)
                known.adds_up(inside, total - band, total + band)
    known.squeeze()
    hidden = [pair for pair in pairs if pair not in numbers]
    hidden += [cell for cell in true if cell not in heard]
    return sum(known.width(name) < NARROW for name in hidden), len(hidden)


EPSILON_OF_TOTALS = 1


def tables(**how) -> tuple[int, int]:
    """Over many cities: how many of the unpublished numbers were found, of how many."""
    found, hidden = 0, 0
    for _ in range(TRIALS // 10):
        one, of = attack(a_city(), **how)
        found, hidden = found + one, hidden + of
    return found, hidden


def test_no_hidden_number_is_found_from_all_that_is_published(record_property):
    found, hidden = tables(draw=noise.laplace, floor=cells.FLOOR, true_totals=False)

    record_property("found", f"{found} of {hidden}")
    assert hidden > 1_000
    assert found == 0


def test_without_noise_periods_that_overlap_give_hidden_numbers_away():
    found, hidden = tables(draw=quiet, floor=cells.FLOOR, true_totals=False)

    assert found > hidden / 100


def test_totals_that_are_counted_and_not_summed_give_hidden_numbers_away():
    found, _hidden = tables(draw=quiet, floor=cells.FLOOR, true_totals=True)
    without, _ = tables(draw=quiet, floor=cells.FLOOR, true_totals=False)

    assert found > 1.5 * without


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
