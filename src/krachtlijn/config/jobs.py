"""The nightly work. Each job can be repeated, and none needs the others.

Each night asks what is due: the post once a week, what was heard from the 8th of the next month,
numbers from the 8th after a quarter. What was done already is not done again.
"""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from krachtlijn.community import releases, signals
from krachtlijn.community.models import Release
from krachtlijn.community.periods import first_day, last_ended
from krachtlijn.exchange import mydata
from krachtlijn.organisations.areas import division_at
from krachtlijn.organisations.codes import THEMES
from krachtlijn.people.models import MeetCode, Session, Token
from krachtlijn.privacy import mailbox
from krachtlijn.resources.models import Possibility
from krachtlijn.vault.anchors import anchor
from krachtlijn.vault.erasing import sweep_orphan_keys

HOUR = 3
BOXES = {signals.SIGNALS: signals.post_signals, signals.ANSWERS: signals.post_answers}
LOOKS_BACK = 3  # months or quarters that are still released when the jobs did not run
log = logging.getLogger(__name__)


def forget_what_ended() -> int:
    """Sessions, codes, keys and take-aways past their end."""
    now = timezone.now()
    ended = [
        Session.objects.filter(expire_date__lt=now),
        MeetCode.objects.filter(until__lt=now),
        Token.objects.filter(until__lt=now),
        mydata.ended(),
    ]
    return sum(found.delete()[0] for found in ended)


def post(today: date | None = None) -> int:
    """Both boxes, once in a calendar week. A box with too few letters waits for the next week."""
    today = today or timezone.localdate()
    sent = 0
    for box, deliver in BOXES.items():
        if mailbox.begin_week(box, today):
            sent += deliver()
    return sent


def release_what_was_heard(today: date | None = None) -> int:
    """The months that are over and not told yet; how many were released."""
    today = today or timezone.localdate()
    there = Release.objects.filter(question=releases.HEARD)
    for release in there.filter(period__in=last_ended(today, quarters=False, many=LOOKS_BACK)):
        releases.open_barriers(release)  # what an interrupted night left undone
    return _release_themes(releases.HEARD, releases.release_heard, today, quarters=False)


def release_numbers(today: date | None = None) -> int:
    """The quarters that are over and not told yet; how many were released."""
    return _release_themes(releases.NUMBERS, releases.release_numbers, today, quarters=True)


def release_fits(today: date | None = None) -> int:
    """What people find of every possibility, for the quarters not told yet; how many."""
    themes = dict(Possibility.objects.values_list("pk", "theme"))
    hurts = {pk for pk, theme in themes.items() if theme in THEMES and THEMES[theme].sensitive}
    release = partial(releases.release_fits, among=themes, sensitive=hurts)
    return _release_answers(releases.FITS, release, today)


def release_did(today: date | None = None) -> int:
    """What people say that something did for them, for the quarters not told yet; how many."""
    return _release_answers(releases.DID, releases.release_did, today)


def _release_answers(question: str, release: Callable, today: date | None) -> int:
    today = today or timezone.localdate()
    due = _not_released(question, today, quarters=True)
    for quarter in due:
        release(quarter, on=today)
    return len(due)


def forget_what_is_old(today: date | None = None) -> int:
    """What was said and answered more than three years ago."""
    return signals.forget_what_is_old(today or timezone.localdate())


def forget_what_was_taken_back(today: date | None = None) -> int:
    """The blank rows of quarters that are over."""
    return signals.forget_what_was_taken_back(today or timezone.localdate())


def _release_themes(question: str, release: Callable, today: date | None, *, quarters: bool) -> int:
    today = today or timezone.localdate()
    done = 0
    for period in _not_released(question, today, quarters=quarters):
        # Whether there are areas and not whether anyone spoke: a release that waited for the first
        # voice would tell that it came.
        if division_at(first_day(period)):
            release(period, on=today)
            done += 1
    return done


def _not_released(question: str, today: date, *, quarters: bool) -> list[str]:
    due = list(last_ended(today, quarters=quarters, many=LOOKS_BACK))
    there = Release.objects.filter(question=question, period__in=due)
    return sorted(set(due) - set(there.values_list("period", flat=True)))


JOBS: dict[str, Callable] = {
    "post": post,
    "release what was heard": release_what_was_heard,
    "release numbers": release_numbers,
    "release what fits": release_fits,
    "release what it did": release_did,
    "forget what was taken back": forget_what_was_taken_back,
    "forget what is old": forget_what_is_old,
    "forget what ended": forget_what_ended,
    "sweep orphan keys": sweep_orphan_keys,
    "anchor the look-log": anchor,
}


def run(*, once: bool) -> int:
    """Every job, now or each night; how many failed. One that fails does not stop the others."""
    while True:
        failed = 0
        if not once:
            time.sleep(until_next_night(timezone.localtime()).total_seconds())
        for name, job in JOBS.items():
            try:
                print(f"{name}: {job()}", flush=True)
            except Exception:
                failed += 1
                log.exception(name)
        if once:
            return failed


def until_next_night(now: datetime) -> timedelta:
    """How long until the clock next says three."""
    night = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return (night if night > now else night + timedelta(days=1)) - now
