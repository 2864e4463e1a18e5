"""Months and quarters as they are written: 2026-11 and 2026Q4."""

import re
from collections.abc import Iterator
from datetime import date

RELEASE_DAY = 8  # late letters have come in by then
WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")


class NotAPeriod(ValueError):
    """This is not how a month or a quarter is written."""


def month_of(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def months(period: str) -> list[str]:
    """The months of a period, the first one first."""
    year, first, many = _parts(period)
    return [f"{year}-{first + number:02}" for number in range(many)]


def first_day(period: str) -> date:
    """The day on which it begins."""
    year, first, _ = _parts(period)
    return date(year, first, 1)


def day_after(period: str) -> date:
    """The first day that is no longer in it."""
    year, first, many = _parts(period)
    return _later(date(year, first, 1), many)


def release_day(period: str) -> date:
    """From this day on its numbers are made."""
    return day_after(period).replace(day=RELEASE_DAY)


def months_before(day: date, many: int) -> str:
    """The month so many months before that of this day."""
    return month_of(_later(day.replace(day=1), -many))


def year_until(period: str) -> list[str]:
    """The twelve months that end with this period."""
    end = day_after(period)
    return [month_of(_later(end, -number)) for number in range(12, 0, -1)]


def last_ended(on: date, *, quarters: bool, many: int) -> Iterator[str]:
    """The last so many months or quarters whose numbers may be made on this day, oldest first."""
    name, long = (quarter_of, 3) if quarters else (month_of, 1)
    for number in range(many, 0, -1):
        period = name(_later(on.replace(day=1), -number * long))
        if release_day(period) <= on:
            yield period


def _parts(period: str) -> tuple[int, int, int]:
    found = WRITTEN.fullmatch(period)
    if not found:
        raise NotAPeriod(period)
    if found["month"]:
        return int(found["year"]), int(found["month"]), 1
    return int(found["year"]), 3 * int(found["quarter"]) - 2, 3


def _later(first: date, many: int) -> date:
    """The first of a month, so many months on or back."""
    counted = first.year * 12 + first.month - 1 + many
    return date(counted // 12, counted % 12 + 1, 1)
