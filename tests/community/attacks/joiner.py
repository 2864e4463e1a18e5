"""Someone with everything but the keys, who wants to join a person to what that person said.

They hold the whole database, also as raw bytes with its write-ahead log, before the post and after
it; a copy of the tables after every visit; and the log of the requests: who was at the page for
signals, in which order. They know who is a worker.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from krachtlijn.community import signals
from krachtlijn.community.models import Sentence, Signal
from krachtlijn.community.signals import post_signals
from krachtlijn.people.models import Person
from krachtlijn.privacy import mailbox
from krachtlijn.privacy.models import Letter

ALIKE = 8  # so many characters of a token are compared


@dataclass(frozen=True)
class Visit:
    """Someone is at the page for signals. ``about``: the signal they take back, if they do."""

    who: Person
    does: Callable[[], object]
    about: str = ""
    in_log: bool = True  # a worker, or someone nothing came of, is struck out by the joiner


@dataclass(frozen=True)
class Joined:
    """One post: who was there in which order, what each was about, and every way to guess it."""

    log: list[Person]
    truth: list[str]
    guessed: dict[str, list[str]]
    takes_back: list[bool]


class Copy:
    """What lies in the tables at one moment, as far as it can be read without keys."""

    def __init__(self):
        self.letters = in_table_order(Letter, "row")
        self.signals = in_table_order(Signal, "token")
        self.sentences = in_table_order(Sentence, "token")
        self.said_by = dict(Signal.objects.values_list("token", "raised_by"))

    def changed_since(self, before: "Copy") -> list[str]:
        """The signals of persons that came, went blank or went away; in the order they lie now."""
        now = [
            token
            for token in self.signals
            if self.said_by[token] in ("person", "nobody")
            and self.said_by[token] != before.said_by.get(token)
        ]
        return now + [token for token in before.signals if token not in self.said_by]

    def moved_since(self, before: "Copy") -> set[str]:
        """Every name of a row that came, went or changed, in any table."""
        rows = set(self.letters) ^ set(before.letters)
        return rows | set(self.changed_since(before))


def post_and_join(visits: Iterable[Visit], **post) -> Joined:
    """Let people come by in this order, let the post go, and guess."""
    began, looks, log = begin_anew(), [Copy()], []
    truth: list[str] = []
    moments: list[set[str]] = []
    visits = list(visits)
    for visit in visits:
        known = tokens_in_the_mailbox()
        visit.does()
        looks.append(Copy())
        if visit.in_log:
            log.append(visit.who)
            moments.append(looks[-1].moved_since(looks[-2]))
            truth.append(visit.about or (tokens_in_the_mailbox() - known).pop())
    arrived = by_transaction(Letter, "row") or first_seen(looks[-1].letters, raw_bytes(began))
    post_signals(**post)
    after = Copy()
    changed = after.changed_since(looks[0])
    assert sorted(changed) == sorted(truth), "what was posted is not what was at the page"
    guessed = ways(changed, after, moments, arrived, raw_bytes(began))
    guessed["as they look alike"] = alike(log, changed)
    return Joined(log, truth, guessed, [bool(one.about) for one in visits if one.in_log])


def ways(
    changed: list[str], after: Copy, moments: list[set[str]], arrived: list[str], raw: bytes
) -> dict[str, list[str]]:
    """Each way to lay the changed signals beside the people in the log of the requests."""
    written = first_seen(changed, raw)
    return {
        "as the mailbox filled": instead([row for row in arrived if row in changed], changed),
        "as rows came and went while they were there": [
            next((row for row in changed if row in moved), changed[number])
            for number, moved in enumerate(moments)
        ],
        "as they lie in the table": changed,
        "the other way round": changed[::-1],
        "as their sentences lie": instead([t for t in after.sentences if t in changed], changed),
        "as they turn up in the bytes": written,
        # A page is filled from its end: this is the order in which they were written.
        "as they were written": written[::-1],
    }


def instead(found: list[str], changed: list[str]) -> list[str]:
    """What was found, when that is all of it."""
    return found if len(found) == len(changed) else changed


def alike(log: list[Person], changed: list[str]) -> list[str]:
    """Signals that begin the same are of the one who came most often."""
    groups: dict[str, list[str]] = {}
    for token in changed:
        groups.setdefault(token[:ALIKE], []).append(token)
    most = max(groups.values(), key=len)
    often = max(log, key=log.count)
    if len(most) != log.count(often):
        return changed
    theirs, others = iter(most), iter([token for token in changed if token not in most])
    return [next(theirs if who == often else others) for who in log]


def tokens_in_the_mailbox() -> set[str]:
    """The truth, which only the keys tell."""
    return {one["token"] for one in mailbox.read(signals.SIGNALS)}


# ------------------------------------------------------------------------------------- raw bytes


def begin_anew() -> str:
    """As after a nightly backup: the log of SQLite starts empty, of PostgreSQL we note the place."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return ""
    return asked("SELECT pg_current_wal_insert_lsn()::text")[0]


def raw_bytes(began: str) -> bytes:
    """The log first, then the file: in the log lies what happened, in the order in which it did."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return Path(f"{name}-wal").read_bytes() + Path(name).read_bytes()
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_SINCE, [began])
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


# Every file of the write-ahead log since then, without what lies in it from before or from long ago.
WRITTEN_SINCE = """
    WITH span AS (
        SELECT began.file_name AS first, began.file_offset AS starts,
               ended.file_name AS last, ended.file_offset AS ends
        FROM pg_walfile_name_offset(%s::pg_lsn) AS began,
             pg_walfile_name_offset(pg_current_wal_flush_lsn()) AS ended
    )
    SELECT substr(
        pg_read_binary_file('pg_wal/' || name, 0, CASE name WHEN last THEN ends ELSE size END),
        CASE name WHEN first THEN starts + 1 ELSE 1 END
    )
    FROM pg_ls_waldir(), span WHERE name >= first AND name <= last ORDER BY name
"""


def in_table_order(model, key: str) -> list[str]:
    """As the rows lie in the table; PostgreSQL says where by ctid."""
    order = "ORDER BY ctid" if connection.vendor == "postgresql" else ""
    return asked(f"SELECT {key} FROM {model._meta.db_table} {order}")


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
