"""Noise for numbers that leave: the discrete Laplace distribution, drawn exactly.

After Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020),
algorithm 2, with whole numbers only: floating point would leak.
"""

import secrets
from collections.abc import Callable
from fractions import Fraction

Draw = Callable[[Fraction], int]


def laplace(epsilon: Fraction) -> int:
    """A whole number with P(x) proportional to exp(-epsilon * |x|)."""
    s, t = epsilon.numerator, epsilon.denominator
    while True:
        within = secrets.randbelow(t)
        if not _happens_with_exp_of_minus(Fraction(within, t)):
            continue
        whole = 0
        while _happens_with_exp_of_minus(Fraction(1)):
            whole += 1
        size = (within + t * whole) // s
        negative = secrets.randbelow(2)
        if size or not negative:
            return -size if negative else size


def _happens_with_exp_of_minus(gamma: Fraction) -> bool:
    """True with probability exp(-gamma), for 0 <= gamma <= 1 (the same paper, algorithm 1)."""
    k = 1
    while secrets.randbelow(gamma.denominator * k) < gamma.numerator:
        k += 1
    return k % 2 == 1
