"""The nightly work. Each job can be repeated, and none needs the others."""

import time
from collections.abc import Callable

from django.utils import timezone

from krachtlijn.people.models import MeetCode, Session, Token
from krachtlijn.vault.anchors import anchor
from krachtlijn.vault.erasing import sweep_orphan_keys

HOUR = 3


def forget_what_ended() -> int:
    """Sessions, codes and keys past their end."""
    now = timezone.now()
    ended = [
        Session.objects.filter(expire_date__lt=now),
        MeetCode.objects.filter(until__lt=now),
        Token.objects.filter(until__lt=now),
    ]
    return sum(found.delete()[0] for found in ended)


JOBS: dict[str, Callable] = {
    "forget what ended": forget_what_ended,
    "sweep orphan keys": sweep_orphan_keys,
    "anchor the look-log": anchor,
}


def run(*, once: bool) -> None:
    """Every job, now or each night."""
    while True:
        if once or timezone.localtime().hour == HOUR:
            for name, job in JOBS.items():
                print(f"{name}: {job()}", flush=True)
        if once:
            return
        time.sleep(3600)
