"""Amina's plan: two years, from closed envelopes to a cooking group. Not everything goes well."""

from krachtlijn.demo.words.amina.around import PLACES, TIES
from krachtlijn.demo.words.amina.balance import BALANCES, SIGNS
from krachtlijn.demo.words.amina.conditions import CONDITIONS
from krachtlijn.demo.words.amina.course import CHOICES, EXPLORED, WISHES
from krachtlijn.demo.words.amina.factors import FACTORS
from krachtlijn.demo.words.amina.goals import GOALS
from krachtlijn.demo.words.amina.lived import EXPERIENCES
from krachtlijn.demo.words.amina.steps import REFLECTIONS, STEPS
from krachtlijn.demo.words.amina.story import STORY
from krachtlijn.demo.words.amina.strengths import STRENGTHS
from krachtlijn.demo.words.amina.support import AIDS, SOURCES, VULNERABLE
from krachtlijn.demo.words.cast import Look, Shown
from krachtlijn.demo.words.line import Line, plan_of

AMINA: list[Line] = plan_of(
    "amina",
    [
        *STRENGTHS,
        *SOURCES,
        *PLACES,
        *TIES,
        *FACTORS,
        *AIDS,
        *VULNERABLE,
        *BALANCES,
        *WISHES,
        *EXPLORED,
        *CHOICES,
        *GOALS,
        *STEPS,
        *CONDITIONS,
        *EXPERIENCES,
        *REFLECTIONS,
        *SIGNS,
        *STORY,
    ],
)

PURPOSES: list[Shown] = [
    Shown("joke", "goals", "Dan hoef ik op dinsdag niet alles opnieuw te vertellen.", 602),
    Shown("joke", "steps", "Ze mag zien wat ik doe. En wat ik niet doe.", 601),
    Shown("joke", "conditions", "Wat zij beloven, onthoudt Joke ook.", 380),
    Shown("joke", "balances", "Dan hoef ik niet te zeggen hoe het gaat. Ze ziet het.", 300),
    Shown("joke", "ties", "Zodat ze weet wie er al is.", 240),
    Shown("fatma", "cook", "Zij zei het als eerste. Nu mag ze het ook lezen.", 205),
    Shown("fatma", "hard_times", "Zodat ze weet dat ze niets moet vragen.", 141),
]

LOOKS: list[Look] = [
    Look("joke", 171, 10, "goals"),
    Look("fatma", 149, 21, "cook"),
    Look("fatma", 140, 21, "hard_times"),
    Look("joke", 96, 14, "goals"),
    Look("joke", 95, 15, "conditions"),
    Look("fatma", 86, 20, "cook"),
    Look("joke", 47, 9, "goals"),
    Look("joke", 36, 10, "conditions"),
    Look("joke", 22, 11, "goals"),
    Look("joke", 21, 11, "steps"),
    Look("fatma", 12, 22, "cook"),
    Look("joke", 1, 16, "goals"),
]
