"""Noise that leaves with numbers follows the discrete Laplace distribution, and nothing floats."""

import ast
import inspect
import math
from collections import Counter
from fractions import Fraction

import pytest

from krachtlijn.privacy import noise

DRAWS = 20_000


def chance(x: int, epsilon: Fraction) -> float:
    """P(x) of the discrete Laplace distribution."""
    alpha = math.exp(-float(epsilon))
    return (1 - alpha) / (1 + alpha) * alpha ** abs(x)


def chi_square(drawn: list[int], epsilon: Fraction) -> tuple[float, int]:
    """How far the draws are from the distribution, over cells that expect at least twenty; and df."""
    edge = 0
    while len(drawn) * chance(edge + 1, epsilon) >= 20:
        edge += 1
    tail = (1 - sum(chance(x, epsilon) for x in range(-edge, edge + 1))) / 2
    expected = {x: chance(x, epsilon) for x in range(-edge, edge + 1)}
    expected |= {-edge - 1: tail, edge + 1: tail}
    seen = Counter(max(-edge - 1, min(edge + 1, x)) for x in drawn)
    many = len(drawn)
    apart = sum((seen[x] - many * p) ** 2 / (many * p) for x, p in expected.items())
    return apart, len(expected) - 1


def far_too_far(df: int) -> float:
    """A bound that honest draws pass about once in a million times (Wilson and Hilferty)."""
    return df * (1 - 2 / (9 * df) + 4.75 * math.sqrt(2 / (9 * df))) ** 3


@pytest.mark.parametrize("epsilon", [Fraction(1, 2), Fraction(1), Fraction(3, 2)])
def test_draws_follow_the_distribution(epsilon, record_property):
    apart, df = chi_square([noise.laplace(epsilon) for _ in range(DRAWS)], epsilon)

    record_property("chi-square", f"{apart:.1f} at {df} df")
    assert apart < far_too_far(df)


@pytest.mark.parametrize("drawn_at", [Fraction(11, 20), Fraction(9, 20), Fraction(1)])
def test_noise_of_another_size_is_found(drawn_at):
    apart, df = chi_square([noise.laplace(drawn_at) for _ in range(DRAWS)], Fraction(1, 2))

    assert apart > far_too_far(df)


def test_zero_drawn_twice_as_often_is_found(monkeypatch):
    drawn = [noise.laplace(Fraction(1, 2)) for _ in range(DRAWS)]
    doubled = drawn + [0] * drawn.count(0)

    apart, df = chi_square(doubled, Fraction(1, 2))

    assert apart > far_too_far(df)


def tree(step, depth: int) -> Fraction:
    """The exact chance that ``step`` answers true, over all that a source of chance can give it."""

    class Source:
        def __init__(self, path):
            self.path, self.weight, self.asked = list(path), Fraction(1), 0

        def randbelow(self, many):
            # All numbers below are equally likely; which of them it was matters only by its value.
            if self.asked == len(self.path):
                raise Deeper(many)
            value = self.path[self.asked]
            self.asked += 1
            self.weight /= many
            return value

    class Deeper(Exception):
        pass

    def explore(path) -> Fraction:
        source = Source(path)
        try:
            return source.weight if step(source) else Fraction(0)
        except Deeper as more:
            if len(path) == depth:
                return Fraction(0)
            return sum((explore([*path, value]) for value in range(more.args[0])), Fraction(0))

    return explore([])


@pytest.mark.parametrize("gamma", [Fraction(0), Fraction(1, 2), Fraction(1, 3), Fraction(1)])
def test_the_chance_of_exp_of_minus_is_exact(monkeypatch, gamma):
    def step(source):
        monkeypatch.setattr(noise, "secrets", source)
        return noise._happens_with_exp_of_minus(gamma)

    # Every path of at most six draws; all deeper ones together are less likely than gamma^6 / 6!.
    found = tree(step, 6)

    assert abs(float(found) - math.exp(-gamma)) <= float(gamma**6) / math.factorial(6)


def test_nothing_in_it_floats():
    said = ast.walk(ast.parse(inspect.getsource(noise)))

    assert not [
        node for node in said
        if isinstance(node, ast.Div)
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id in {"float", "math", "random"})
    ]  # fmt: skip
