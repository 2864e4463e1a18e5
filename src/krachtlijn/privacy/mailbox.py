"""The sealed mailbox: what someone says without being known waits here until the post goes.

A letter's row is named by a token of its giver that differs from the token inside, every letter is
as long as every other, and nothing says when it came. The post takes all letters of a box at once,
shuffled, and destroys the key they were sealed under: what stays behind in files and backups says
nothing any more.
"""

import json
import secrets
import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction

from krachtlijn.privacy.keys import destroy_older_keys, keys_for, keys_of, make_keeper, renew_key
from krachtlijn.privacy.models import Box, Letter

LENGTH = 2048
FEWEST = 5
SHUFFLE: Callable[[list], None] = secrets.SystemRandom().shuffle


class TooLong(ValueError):
    """More was written than a letter holds."""


@transaction.atomic
def put(box: str, row: str, content: dict, *, giver: str = "") -> None:
    """Put a letter in, under a row name only its giver can make; the same row again replaces it.

    ``giver`` is a token of whoever lives it, the same in all their letters of this box. It is sealed
    along, so that the post can count people and not letters, and goes no further. Who speaks for an
    organisation or a group has none, and is not counted.
    """
    keeper = _locked(box).keeper
    text = json.dumps({**content, "giver": giver}, ensure_ascii=False).encode()
    if len(text) > LENGTH:
        raise TooLong
    sealed = keys_for(keeper).seal(text.ljust(LENGTH), what=f"letter/{box}", row=row)
    Letter.objects.update_or_create(row=row, defaults={"box": box, "sealed": sealed})


def take_back(rows: Iterable[str]) -> int:
    """Take letters out again, for who can name them; how many were there."""
    return Letter.objects.filter(row__in=list(rows)).delete()[0]


def waiting(rows: Iterable[str]) -> set[str]:
    """Which of these letters still wait for the post."""
    return set(Letter.objects.filter(row__in=list(rows)).values_list("row", flat=True))


@transaction.atomic
def begin_week(box: str, today: date) -> bool:
    """Whether the post of this box has still to go this week; from now on it has not.

    Only the week is kept. Who comes too few waits a week, so that no single letter sets the day.
    """
    held, (year, week, _day) = _locked(box), today.isocalendar()
    now = f"{year}W{week:02}"
    if held.week >= now:
        return False
    held.week = now
    held.save(update_fields=["week"])
    return True


def post(
    box: str,
    deliver: Callable[[list[dict[str, Any]]], Any],
    *,
    fewest: int = FEWEST,
    shuffle: Callable[[list], None] = SHUFFLE,
) -> int:
    """Deliver all letters of a box, shuffled, in one go; how many. Fewer than ``fewest`` people wait.

    Delivering and emptying the box are one transaction; then the key of the box is destroyed.
    """
    with transaction.atomic():
        keeper = _locked(box).keeper
        # Locked, so that whoever takes one back now waits, and then finds it delivered.
        letters = list(Letter.objects.select_for_update().filter(box=box))
        opened = _opened(box, keeper, letters)
        givers = {one.pop("giver", "") for one in opened} - {""}
        if len(givers) < fewest:
            return 0
        shuffle(opened)
        deliver(opened)
        Letter.objects.filter(row__in=[one.row for one in letters]).delete()
        # Under the lock, so that whoever waits with a letter seals it under the new key.
        renew_key(keeper)
    _sweep(keeper)
    return len(opened)


@transaction.atomic
def opened(box: str, rows: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What these letters say, for who can name them; they go on waiting. By row."""
    rows = waiting(rows)
    if not rows:
        return {}
    # Held, so that the post does not destroy their key in between.
    keeper = _locked(box).keeper
    letters = list(Letter.objects.filter(box=box, row__in=rows))
    told = {one.row: said for one, said in zip(letters, _opened(box, keeper, letters), strict=True)}
    for said in told.values():
        said.pop("giver", None)
    return told


@transaction.atomic
def read(box: str) -> list[dict[str, Any]]:
    """What waits, opened for a job that has to know it, and left as it is."""
    keeper = _locked(box).keeper
    return _opened(box, keeper, Letter.objects.filter(box=box))


def hold(box: str) -> None:
    """Let nobody else put a letter in this box until the transaction ends."""
    _locked(box)


def _opened(box: str, keeper: uuid.UUID, letters: Iterable[Letter]) -> list[dict[str, Any]]:
    keys = keys_for(keeper)
    return [
        json.loads(keys.unseal(bytes(one.sealed), what=f"letter/{box}", row=one.row))
        for one in letters
    ]


def _sweep(keeper: uuid.UUID) -> None:
    """Only now: had the transaction failed, the letters would still need their key."""
    destroy_older_keys(keeper)


def _locked(box: str) -> Box:
    held = Box.objects.select_for_update().get_or_create(name=box)[0]
    if not keys_of(held.keeper):
        make_keeper(held.keeper)
    return held
