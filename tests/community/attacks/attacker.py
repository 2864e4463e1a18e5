"""What an attacker can work out: how likely each published answer is, under each guess.

The attacker knows the code, the price, the floor and everybody but the one they are after.
"""

import math
from collections.abc import Callable, Iterable
from fractions import Fraction

from krachtlijn.privacy import cells, noise

EPSILON = Fraction(1, 2)
TRIALS = 2_000
NO_FLOOR = -(10**9)


def quiet(epsilon: Fraction) -> int:
    """The noise switched off."""
    return 0


def publish(counts: dict, asked: Iterable, *, draw=noise.laplace, floor=cells.FLOOR) -> dict:
    """One release, by the very code that makes them."""
    return cells.told(counts, asked, floor_of=lambda cell: floor, epsilon=EPSILON, draw=draw)


def publish_one(count: int, **how) -> int | None:
    return publish({"cell": count}, ["cell"], **how).get("cell")


def chance(seen: int | None, count: int, *, noisy: bool, floor: int) -> float:
    """How likely it is to see this number, or no number, when so many said it."""
    if not noisy:
        return float(seen == (count if count >= floor else None))
    if seen is None:
        return below(floor - count)
    alpha = math.exp(-float(EPSILON))
    return (1 - alpha) / (1 + alpha) * alpha ** abs(seen - count)


def below(x: int) -> float:
    """P(noise < x)."""
    alpha = math.exp(-float(EPSILON))
    return 1 - alpha**x / (1 + alpha) if x > 0 else alpha ** (1 - x) / (1 + alpha)


def said(seen: bool, count: int, *, noisy: bool, floor: int) -> float:
    """How likely "heard by enough" is to be there, or not."""
    hidden = chance(None, count, noisy=noisy, floor=floor)
    return 1 - hidden if seen else hidden


def bound(epsilon: Fraction | int) -> float:
    """No attack does better than this against answers of this price."""
    return 1 / (1 + math.exp(-float(epsilon)))


def allowed(epsilon: Fraction | int, trials: int) -> float:
    """The bound with three sigma."""
    most = bound(epsilon)
    return most + 3 * math.sqrt(most * (1 - most) / trials)


def within(measure: Callable[[], float], most: float) -> tuple[bool, float]:
    """Whether it stays below; measured again once, since three sigma is passed once in 700 times."""
    first = measure()
    return (True, first) if first <= most else ((again := measure()) <= most, again)
