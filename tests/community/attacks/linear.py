"""A linear programme over everything that is published, solved by HiGHS.

Of unknown numbers it is known between what they lie, and between what sums of them lie. What such a
programme can work out of a number is how small and how large it can be while all the rest still
fits; or, when noise is in it, which numbers are the likeliest.
"""

import math
from collections.abc import Hashable, Iterable

import highspy
import numpy

ANY = highspy.kHighsInf
NEARLY = 1e-6
Terms = Iterable[tuple[Hashable, float]]


class Programme:
    """Unknown numbers, what is known of them, and what follows from all of it together."""

    def __init__(self):
        self._solver = highspy.Highs()
        # Solved again and again from where it stands: preparing it anew each time is slower.
        for option, value in (("output_flag", False), ("presolve", "off"), ("threads", 1)):
            self._solver.setOptionValue(option, value)
        self._columns: dict[Hashable, int] = {}
        self._nothing_fits: bool | None = None

    def unknown(self, name: Hashable, low: float = 0, high: float = ANY) -> None:
        """A number between these two."""
        self._columns[name] = len(self._columns)
        self._solver.addVar(low, high)

    def between(self, low: float, terms: Terms, high: float) -> None:
        """So many times this and so many times that lie together between these two."""
        terms = list(terms)
        columns = numpy.array([self._columns[name] for name, _times in terms], dtype=numpy.int32)
        times = numpy.array([times for _name, times in terms], dtype=numpy.double)
        self._solver.addRow(low, high, len(terms), columns, times)

    def adds_up(self, low: float, names: Iterable[Hashable], high: float) -> None:
        """The sum of these lies between these two."""
        self.between(low, [(name, 1) for name in names], high)

    def bounds(self, name: Hashable) -> tuple[float, float]:
        """The smallest and the largest whole number this can be; any, when nothing fits at all."""
        if self._nothing_fits is None:
            self._nothing_fits = self._solve() is None
        if self._nothing_fits:
            return 0, ANY
        self._solver.changeColCost(self._columns[name], 1)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMinimize)
        low = self._solve()
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        high = self._solve()
        self._solver.changeColCost(self._columns[name], 0)
        return math.ceil(low - NEARLY), high if high == ANY else math.floor(high + NEARLY)

    def costs_above(self, most: float, terms: Terms, weight: float) -> None:
        """It costs this much for each by which these lie above this, together."""
        over = "over", len(self._columns)
        self.unknown(over)
        self._solver.changeColCost(self._columns[over], weight)
        self.between(-ANY, [*terms, (over, -1)], most)

    def costs_below(self, least: float, terms: Terms, weight: float) -> None:
        """It costs this much for each by which these lie below this, together."""
        self.costs_above(-least, [(name, -times) for name, times in terms], weight)

    def likeliest(self) -> dict[Hashable, float]:
        """The numbers that cost least; under Laplace noise those are the likeliest."""
        self._solver.changeObjectiveSense(highspy.ObjSense.kMinimize)
        assert self._solve() is not None
        found = self._solver.getSolution().col_value
        return {name: found[column] for name, column in self._columns.items()}

    def _solve(self) -> float | None:
        """The least or the most it can be, without end if there is none; none when nothing fits."""
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return self._solver.getInfo().objective_function_value
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        assert status == highspy.HighsModelStatus.kUnbounded, status
        return ANY
