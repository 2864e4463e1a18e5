"""Cells: how a count becomes a number that may leave.

Every cell that could be told gets its own noise, also where nobody said anything. So neither a cell
that is there nor one that is not says more than its price. What stays under the floor is not kept.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from krachtlijn.privacy.noise import Draw

FLOOR = 10
SENSITIVE_FLOOR = 15  # themes that can hurt when they are told, and every sentence that is quoted
NUMBERS_FROM = 25  # below this there are only words
STEP = 5  # numbers are rounded to this

What = TypeVar("What", bound=Hashable)


def floor(*, sensitive: bool = False) -> int:
    """From how many on something is told."""
    return SENSITIVE_FLOOR if sensitive else FLOOR


def told(
    counts: Mapping[What, int],
    cells: Iterable[What],
    *,
    floor_of: Callable[[What], int],
    epsilon: Fraction,
    draw: Draw,
) -> dict[What, int]:
    """The cells that reach their floor with the noise in. ``cells`` may not depend on who said what."""
    noisy = {cell: counts.get(cell, 0) + draw(epsilon) for cell in cells}
    return {cell: number for cell, number in noisy.items() if number >= floor_of(cell)}


def rounded(number: int | None) -> int | None:
    """About how many, to the nearest five; none where only words are said."""
    if number is None or number < NUMBERS_FROM:
        return None
    return STEP * round(number / STEP)
