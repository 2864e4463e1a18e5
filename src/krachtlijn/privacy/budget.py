"""What a person's signals may tell at most in a year: every question that is answered has its price.

A question is answered about each theme in each place. One person counts at most once per cell and
period, and gives at most ``MOST`` signals in a quarter. So a year tells at most ``per_year()`` about
one theme, one possibility and one barrier, and ``MOST`` times as much about all themes (basic
composition). That is never more than ``A_YEAR``.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

MOST = 5  # signals of one person in one quarter
A_YEAR = 10  # what the table may cost in all; a new question has to fit in


class Spent(Exception):
    """This question was answered for this period already, or is not in the table."""


@dataclass(frozen=True)
class Question:
    what: object
    epsilon: Fraction  # of one cell
    per_year: int  # how many answers a year can hold the same voice
    cells: int = 1  # in how many cells of one answer a voice stands


BUDGET = {
    # Months do not overlap and a theme is said once a quarter: four answers a year hold someone.
    "heard": Question(_("Was this said by enough people this month?"), Fraction(1, 2), 4),
    "numbers": Question(_("About how many people said this, this quarter?"), Fraction(1, 2), 4),
    # Real, meaningful, feasible: one answer stands in up to three cells. It counts in the release of
    # its quarter and in the next one; changed within a year, it counts as if it was not.
    "fits": Question(
        _("Do people find this possibility real, meaningful, feasible?"), Fraction(1, 2), 2, cells=3
    ),
    # Yes, a bit or no: one cell. Counted like the former.
    "did": Question(_("Did what came of it do something for people?"), Fraction(1, 2), 2),
}


def epsilon_of(question: str) -> Fraction:
    """The price of one answer; ``Spent`` for a question that has no place in the table."""
    if question not in BUDGET:
        raise Spent(f"no question called {question} is in the budget")
    return BUDGET[question].epsilon


def per_year() -> Fraction:
    """The most a year tells about one theme, one possibility and one barrier of one person."""
    return sum((one.epsilon * one.per_year * one.cells for one in BUDGET.values()), Fraction(0))
