"""What a person's signals may tell at most in a year: every question that is answered has its price.

A question is answered about each theme in each place. One person counts at most once per cell and
period, and gives at most ``MOST`` signals in a quarter. So a year tells at most ``per_year()`` about
one theme, one possibility and one barrier, and ``MOST`` times as much about all themes (basic
composition). That is never more than ``A_YEAR``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

MOST = 5  # signals of one person in one quarter
A_YEAR = 10  # what the table may cost in all; a new question has to fit in
HALF = Fraction(1, 2)


class Spent(Exception):
    """An answer would tell more than was agreed: it was given already, or has no place in the table."""


@dataclass(frozen=True)
class Question:
    what: object
    epsilon: Fraction  # of one cell
    voices: int  # how many someone has in a year about one theme, possibility or barrier
    each: int = 1  # in how many answers each of those stands
    cells: int = 1  # in how many cells of one answer it stands

    @property
    def per_year(self) -> int:
        """How many answers of a year can hold someone."""
        return self.voices * self.each

    @property
    def price(self) -> Fraction:
        """The most it tells in a year."""
        return self.epsilon * self.per_year * self.cells


BUDGET = {
    # A theme is said once a quarter, and months and quarters do not overlap: a year has four voices
    # of it, and each stands in one answer to each of these.
    "areas": Question(_("Did enough people in this area say something this month?"), HALF, 4),
    "heard": Question(_("Was this said by enough people this month?"), HALF, 4),
    "numbers": Question(_("About how many people said this, this quarter?"), HALF, 4),
    # Real, meaningful, feasible: one answer stands in up to three cells. It counts in the release of
    # its quarter and in the next one; changed within a year, it counts as if it was not: one voice.
    "fits": Question(
        _("Do people find this possibility real, meaningful, feasible?"), HALF, 1, each=2, cells=3
    ),
    # Yes, a bit or no: one cell. Counted like the former.
    "did": Question(_("Did what came of it do something for people?"), HALF, 1, each=2),
}


def epsilon_of(question: str) -> Fraction:
    """The price of one answer; ``Spent`` for a question that has no place in the table."""
    if question not in BUDGET:
        raise Spent(f"no question called {question} is in the budget")
    return BUDGET[question].epsilon


def per_year() -> Fraction:
    """The most a year tells about one theme, one possibility and one barrier of one person."""
    return sum((one.price for one in BUDGET.values()), Fraction(0))


def demand_room(question: str, months: Collection[str], answered: list[Collection[str]]) -> None:
    """Refuse an answer over these months, when with it a year would tell more than was agreed.

    ``answered`` are the months of each answer to this question there is. Raises ``Spent`` when a
    voice would stand in more answers than the table says, or the table costs more than ``A_YEAR``.
    """
    epsilon_of(question)
    if per_year() > A_YEAR:
        raise Spent(f"the questions cost {per_year()} a year, and {A_YEAR} was agreed")
    each = BUDGET[question].each
    for month in months:
        if sum(month in of_one for of_one in answered) >= each:
            raise Spent(f"{question} was answered {each} times about {month}: a year tells no more")
