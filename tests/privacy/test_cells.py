"""What may be told: floors, noise in every cell, and a budget that refuses a second time."""

from fractions import Fraction
from pathlib import Path

import pytest

from krachtlijn.privacy import budget, cells, noise
from krachtlijn.privacy.budget import Spent

HALF = Fraction(1, 2)


def told(counts, asked, draw, floor=10):
    return cells.told(counts, asked, floor_of=lambda cell: floor, epsilon=HALF, draw=draw)


def test_floors_are_ten_and_fifteen():
    assert (cells.floor(), cells.floor(sensitive=True)) == (10, 15)


@pytest.mark.parametrize(("number", "there"), [(9, False), (10, True), (11, True)])
def test_a_cell_is_kept_from_its_floor_on(number, there):
    assert told({"a": number}, ["a"], lambda epsilon: 0) == ({"a": number} if there else {})


def test_the_noise_decides_with_the_count():
    assert told({"a": 13}, ["a"], lambda epsilon: -4) == {}
    assert told({"a": 7}, ["a"], lambda epsilon: 3) == {"a": 10}


def test_every_cell_that_could_be_told_has_its_own_draw_also_the_empty_ones():
    asked = []

    def draw(epsilon):
        asked.append(epsilon)
        return 0

    told({"a": 12}, ["a", "b", "c"], draw)

    assert asked == [HALF] * 3


def test_who_is_in_no_cell_that_is_asked_is_not_told():
    assert told({"elsewhere": 100}, ["a"], lambda epsilon: 0) == {}


@pytest.mark.parametrize(
    ("number", "shown"),
    [(None, None), (10, None), (24, None), (25, 25), (27, 25), (28, 30), (1003, 1005)],
)
def test_few_are_words_and_many_are_rounded(number, shown):
    assert cells.rounded(number) == shown


def test_silence_is_told_as_often_as_the_price_says():
    """With nobody at all a cell of ten turns up about once in 240 times. That is said, not hidden."""
    many = 20_000
    turned_up = len(told({}, range(many), noise.laplace))

    assert 40 <= turned_up <= 130  # expected 84, sigma 9


def test_a_question_without_a_price_has_no_answer():
    with pytest.raises(Spent):
        budget.epsilon_of("who")


def test_the_sum_of_a_year_is_what_the_table_says():
    assert budget.per_year() == 3 * HALF * 4 + HALF * 2 * 3 + HALF * 2 == 10
    assert budget.per_year() <= budget.A_YEAR


def test_the_sum_is_published():
    page = (Path(__file__).resolve().parents[2] / "docs" / "numbers.md").read_text()

    assert f"**{budget.per_year()}**" in page
    for name in budget.BUDGET:
        assert f"| {name}: " in page
