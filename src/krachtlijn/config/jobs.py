"""The nightly work. Each job can be repeated, and none needs the others."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from krachtlijn.exchange import mydata
from krachtlijn.people.models import MeetCode, Session, Token
from krachtlijn.vault.anchors import anchor
from krachtlijn.vault.erasing import sweep_orphan_keys

HOUR = 3
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


JOBS: dict[str, Callable] = {
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
