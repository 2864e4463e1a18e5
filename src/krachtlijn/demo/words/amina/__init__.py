"""Amina's plan: two years, from closed envelopes to a cooking group. Not everything goes well."""

from krachtlijn.demo.words.amina.factors import FACTORS
from krachtlijn.demo.words.amina.goals import GOALS
from krachtlijn.demo.words.amina.strengths import STRENGTHS
from krachtlijn.demo.words.cast import Look, Shown
from krachtlijn.demo.words.line import Line, plan_of

AMINA: list[Line] = plan_of("amina", [*STRENGTHS, *FACTORS, *GOALS])

PURPOSES: list[Shown] = [
    Shown("joke", "goals", "Dan hoef ik op dinsdag niet alles opnieuw te vertellen.", 602),
    Shown("fatma", "cook", "Zij zei het als eerste. Nu mag ze het ook lezen.", 205),
]

LOOKS: list[Look] = [
    Look("joke", 171, 10, "goals"),
    Look("fatma", 149, 21, "cook"),
    Look("joke", 96, 14, "goals"),
    Look("fatma", 86, 20, "cook"),
    Look("joke", 47, 9, "goals"),
    Look("joke", 22, 11, "goals"),
    Look("fatma", 12, 22, "cook"),
    Look("joke", 1, 16, "goals"),
]
