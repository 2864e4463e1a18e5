"""What a person's signals may tell at most in a year: every question that is answered has its price.

A question is answered about each theme in each place. One person counts at most once per question
and period, and gives at most ``MOST`` signals in a quarter, so a year tells at most ``per_year()``
about one theme and ``MOST`` times as much about everything (basic composition).
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

MOST = 5  # signals of one person in one quarter


class Spent(Exception):
    """This question was answered for this period already, or is not in the table."""


@dataclass(frozen=True)
class Question:
    what: object
    epsilon: Fraction
    per_year: int  # how often one signal can be counted in it, per year


BUDGET = {
    # Months do not overlap and a theme is said once a quarter: four answers a year hold someone.
    "heard": Question(_("Was this said by enough people this month?"), Fraction(1, 2), 4),
    "numbers": Question(_("About how many people said this, this quarter?"), Fraction(1, 2), 4),
    "fits": Question(
        _("Do people find this possibility real, meaningful, feasible?"), Fraction(1, 2), 4
    ),
}


def epsilon_of(question: str) -> Fraction:
    """The price of one answer; ``Spent`` for a question that has no place in the table."""
    if question not in BUDGET:
        raise Spent(f"no question called {question} is in the budget")
    return BUDGET[question].epsilon


def per_year() -> Fraction:
    """The most that a year of answers tells about one theme of one person."""
    return sum((one.epsilon * one.per_year for one in BUDGET.values()), Fraction(0))
