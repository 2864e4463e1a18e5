"""A signal raised by a worker or a group: labelled so, and never counted as a voice of its own.

It goes the same way as every other, through the mailbox, under tokens of whoever raised it. Those
differ from the tokens of what the same worker says as a person: the two can never be tied.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from krachtlijn.community import signals
from krachtlijn.community.models import Signal
from krachtlijn.community.periods import month_of
from krachtlijn.organisations.codes import LEVEL, THEMES
from krachtlijn.privacy import budget, mailbox
from krachtlijn.privacy.keys import Keys, keys_for
from krachtlijn.web.answers import Refused

BY = (Signal.RaisedBy.WORKER, Signal.RaisedBy.GROUP)
LOOKS_BACK = 12  # months in which one's own are found again


@dataclass(frozen=True)
class Raised:
    """A signal found again by who raised it: on its way, or delivered."""

    theme: str
    month: str
    waits: bool

    @property
    def label(self) -> str:
        return str(THEMES[self.theme].label)


def raise_signal(
    keeper: uuid.UUID, theme: str, *, level: str, area: str, raised_by: str, on: date
) -> None:
    """Put it in the mailbox. Each theme once a month; so many in all, like everyone."""
    if raised_by not in BY or theme not in THEMES or level not in LEVEL:
        raise ValueError("a worker or a group raises a known theme on a known level")
    month = month_of(on)
    this_month = [one for one in raised(keeper, on=on) if one.month == month]
    if any(one.theme == theme for one in this_month):
        raise Refused(_("You raised this already this month."))
    if len(this_month) >= budget.MOST:
        raise Refused(_("You raised a lot this month. Wait until the next one."))
    keys = keys_for(keeper)
    of_theme = THEMES[theme]
    mailbox.put(signals.SIGNALS, _row(keys, theme, month), {
        "token": _token(keys, theme, month), "theme": theme, "level": level,
        "mechanism": of_theme.mechanism, "domain": of_theme.domain, "area": area,
        "month": month, "raised_by": str(raised_by),
    })  # fmt: skip


def raised(keeper: uuid.UUID, *, on: date) -> list[Raised]:
    """What this keeper raised in the last year, the newest first; in two questions."""
    keys = keys_for(keeper)
    possible = [(theme, month) for month in _months(on) for theme in THEMES]
    tokens = {_token(keys, *one): one for one in possible}
    rows = {_row(keys, *one): one for one in possible}
    here = {tokens[one.token] for one in signals.found(tokens)}
    waits = {rows[row] for row in mailbox.waiting(rows)}
    return [
        Raised(theme, month, (theme, month) in waits)
        for theme, month in possible
        if (theme, month) in here | waits
    ]


def take_back(keeper: uuid.UUID, theme: str, month: str) -> str:
    """Take it back: ``NEVER_LEFT`` while it waited, ``LEFT`` when it was delivered, else ``NOTHING``.

    What was delivered counts no more from the next release.
    """
    keys = keys_for(keeper)
    waited = mailbox.take_back([_row(keys, theme, month)])
    left = signals.take_back([_token(keys, theme, month)])
    return signals.LEFT if left else signals.NEVER_LEFT if waited else signals.NOTHING


def _months(on: date) -> Iterator[str]:
    for back in range(LOOKS_BACK):
        year, month = divmod(on.year * 12 + on.month - 1 - back, 12)
        yield f"{year}-{month + 1:02}"


def _token(keys: Keys, theme: str, month: str) -> str:
    return keys.token("raised/v1", theme, month).hex()


def _row(keys: Keys, theme: str, month: str) -> str:
    return keys.token("mailbox/v1", "raised", theme, month).hex()
