"""Someone with everything but the keys: can they join a person to what that person said?

They hold the whole database, also as raw bytes with its write-ahead log, before the post and after
it, and the log of the requests: who was at the page for signals, in which order.
"""

import logging
import math
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from krachtlijn.community.models import Signal
from krachtlijn.community.signals import post_signals
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.codes import THEMES
from krachtlijn.plans import signalling
from krachtlijn.privacy.models import Letter
from tests.cast import person
from tests.community.conftest import squares
from tests.faults.planting import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("joiner")]

BATCH = 8
QUARTERS = [f"{year}-{month:02}" for year in (2024, 2025) for month in (1, 4, 7, 10)]
THEMES_EACH = ("no_bus", "debts", "papers")


@pytest.fixture(autouse=True)
def one_area(transactional_db):
    load_areas(squares(["kaai"]), year=2024, today=date(2023, 1, 1))


class Backup:
    """What lies on the disk and in the tables at one moment, as far as it can be read without keys."""

    def __init__(self):
        self.bytes = raw_bytes()
        self.letters = in_table_order(Letter, "row")
        self.signals = in_table_order(Signal, "token")
        self.letters_by_transaction = by_transaction(Letter, "row")


def raw_bytes() -> bytes:
    """The log first, then the file: in the log lies what happened, in the order in which it did."""
    if connection.vendor != "sqlite":
        return b""
    name = connection.settings_dict["NAME"]
    return Path(f"{name}-wal").read_bytes() + Path(name).read_bytes()


def begin_anew() -> None:
    """As after a nightly backup: the log of SQLite starts empty."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def in_table_order(model, key: str) -> list[str]:
    """As the rows lie in the table; PostgreSQL says where by ctid."""
    order = "ctid" if connection.vendor == "postgresql" else ""
    return asked(f"SELECT {key} FROM {model._meta.db_table} {order and 'ORDER BY ctid'}")


def by_transaction(model, key: str) -> list[str]:
    """In the order in which they were written, as PostgreSQL keeps it in every row."""
    if connection.vendor != "postgresql":
        return []
    return asked(f"SELECT {key} FROM {model._meta.db_table} ORDER BY xmin::text::bigint")


def asked(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def first_seen(names: list[str], raw: bytes) -> list[str]:
    """These names in the order in which they turn up in the raw bytes."""
    return sorted(names, key=lambda name: raw.find(name.encode()) % (len(raw) + 1))


def joins(before: Backup, after: Backup, batch: set[str]) -> dict[str, list[str]]:
    """Each way to put the new signals in the order of the people in the log of the requests."""
    new = [token for token in after.signals if token in batch]
    arrived = before.letters_by_transaction or first_seen(before.letters, before.bytes)
    same_name = [row for row in arrived if row in batch]
    return {
        "as the mailbox filled": same_name if len(same_name) == len(new) else new,
        "as they lie in the table": new,
        "as they turn up in the bytes": first_seen(new, after.bytes) if after.bytes else new,
        # SQLite fills a page from its end: this is the order in which they were written.
        "as they were written": first_seen(new, after.bytes)[::-1] if after.bytes else new,
        "the other way round": new[::-1],
    }


def attack(**post) -> dict[str, float]:
    """How often each way of joining is right, over many batches of the same people."""
    people = [person(f"Iemand {number}") for number in range(BATCH)]
    right: dict[str, int] = {}
    batches = [(month, theme) for month in QUARTERS for theme in THEMES_EACH]
    for turn, (month, theme) in enumerate(batches):
        begin_anew()
        log_of_requests = people[turn % BATCH :] + people[: turn % BATCH]
        for one in log_of_requests:
            signalling.give(one, theme, level="meso", area="kaai", month=month, by=one)
        before = Backup()
        assert post_signals(**post) == BATCH
        after = Backup()
        new = set(after.signals) - set(before.signals)
        for way, guessed in joins(before, after, new).items():
            truth = [
                signalling.keys_for(one.pk).token("signal/v1", theme, month).hex()
                for one in log_of_requests
            ]
            hits = sum(a == b for a, b in zip(guessed, truth, strict=True))
            right[way] = right.get(way, 0) + hits
    return {way: hits / (BATCH * len(batches)) for way, hits in right.items()}


def by_chance() -> float:
    """One in the batch, with three sigma; hits of one batch hang together as in a shuffle."""
    guesses = BATCH * len(QUARTERS) * len(THEMES_EACH)
    return 1 / BATCH + 3 * math.sqrt(1 / BATCH / guesses)


def test_nobody_is_joined_to_what_they_said_better_than_by_chance(record_property):
    joined = attack()
    if max(joined.values()) > by_chance():  # so many ways pass three sigma once in fifty times
        again = attack()
        joined = {way: min(rate, again[way]) for way, rate in joined.items()}

    for way, rate in joined.items():
        record_property(way, round(rate, 3))
    assert max(joined.values()) <= by_chance(), joined
    assert len(joined) == 5


def test_a_mailbox_row_named_as_the_signal_inside_is_found(monkeypatch):
    kept = 'row = keys.token("mailbox/v1", signals.SIGNALS, theme, month).hex()'
    plant(monkeypatch, signalling.give, kept, "row = token")

    assert attack()["as the mailbox filled"] == 1.0


def test_a_post_that_is_not_shuffled_is_found_where_tables_keep_their_order():
    joined = attack(shuffle=lambda letters: None)["as they lie in the table"]

    # SQLite lays letters and signals by their random names; there the shuffle is the second lock.
    assert (joined > 0.5) is (connection.vendor == "postgresql")


def test_the_log_says_nothing_of_what_was_said(caplog):
    caplog.set_level(logging.DEBUG)
    people = [person(f"Iemand {number}") for number in range(5)]
    for one in people:
        signalling.give(one, "no_bus", level="meso", area="kaai", month="2025-01", by=one)
    rows = in_table_order(Letter, "row")
    post_signals()

    told = "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    names = [*rows, *in_table_order(Signal, "token"), "no_bus", "kaai", *THEMES]
    assert [name for name in names if name in told] == []
    assert len(rows) == 5
