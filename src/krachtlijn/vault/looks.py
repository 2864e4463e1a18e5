"""The look-log: per person a chain of lines that can be checked, and that survives erasure.

A line's hash covers the line before it, the time and the sealed details, so the chain still checks
when the key is gone. Lines are added under the person's locked head row: the chain cannot fork.
"""

import base64
import hashlib
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from krachtlijn.people.models import Membership, Person
from krachtlijn.privacy.keys import Keys, keys_of
from krachtlijn.privacy.sealing import Unreadable, bound
from krachtlijn.vault.models import Entry, Look, LookHead

START = hashlib.sha256(b"krachtlijn look chain v1").digest()


@dataclass(frozen=True)
class Seen:
    """What one line will say about the entries of one person."""

    person: uuid.UUID
    action: str  # C, R, U, D or E, as NEN 7513 names them
    entries: list[tuple[str, str]] = field(default_factory=list)  # (entry id, kind)
    ground: str = ""  # the grant, "proposal" or "own request"


@dataclass(frozen=True)
class Line:
    """A line of the look-log in plain words, for the person it is about."""

    id: uuid.UUID
    seq: int
    when: datetime
    who: str
    who_id: str
    organisation: str
    role: str
    action: str
    entries: list[str]
    kinds: dict[str, int]
    ground: str


def note_looks(
    seen: Iterable[Seen],
    *,
    by: Person,
    keys: dict[uuid.UUID, Keys],
    at: datetime | None = None,
) -> None:
    """Add one line per person, in the transaction that reads. No line, no page.

    Persons are locked in order of id, so that two readers of the same people never wait in a ring.
    ``at`` is for a history that is written afterwards; else the line says now.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a look is written in the transaction that reads")
    lines = sorted(seen, key=lambda each: each.person)
    if not lines:
        return
    role, organisation = _standing_of(by)
    heads = _locked_heads([line.person for line in lines])
    added = []
    for line in lines:
        head = heads[line.person]
        details = {
            "who": str(by.pk),
            "role": role,
            "organisation": organisation,
            "action": line.action,
            "entries": line.entries,
            "ground": line.ground,
        }
        look = Look(
            person=line.person, seq=head.seq + 1, at=_microseconds(at), prev=bytes(head.hash)
        )
        look.details = keys[line.person].seal(
            json.dumps(details).encode(), what="vault.Look.details", row=str(look.pk)
        )
        look.hash = _hash(look)
        head.seq, head.hash = look.seq, look.hash
        added.append(look)
    Look.objects.bulk_create(added)
    LookHead.objects.bulk_update(heads.values(), ["seq", "hash"])


def looks_at(
    person: Person, *, since: datetime | None = None, before: int | None = None, limit: int = 500
) -> list[Line]:
    """Who looked at my things, newest first. Reading one's own log adds nothing to it.

    At most ``limit`` lines; ``before`` (the number of a line) goes on from there.
    """
    looks = Look.objects.for_actor(person, "read")
    if before:
        looks = looks.filter(seq__lt=before)
    if since:
        looks = looks.filter(at__gte=int(since.timestamp() * 1_000_000))
    keys = keys_of(person.pk).get(person.pk)
    if keys is None:
        raise Unreadable("this keeper has no keys")
    opened = [(look, _details(look, keys)) for look in looks.order_by("-seq")[:limit]]
    names = _names(details["who"] for _, details in opened)
    return [_line(look, details, names) for look, details in opened]


def last_look(person: Person) -> Line | None:
    """Who looked last; nothing when nobody did."""
    lines = looks_at(person, limit=1)
    return lines[0] if lines else None


def check_chain(person: uuid.UUID) -> str | None:
    """Nothing when the chain is whole; else the first thing that is wrong with it."""
    prev, seq = START, 0
    lines = Look.objects.unscoped("checking a chain opens no line")
    for look in lines.filter(person=person).order_by("seq").iterator():
        seq += 1
        if look.seq != seq:
            return f"line {seq} is missing"
        if bytes(look.prev) != prev:
            return f"line {seq} does not follow on the line before"
        if bytes(look.hash) != _hash(look):
            return f"line {seq} was changed"
        prev = bytes(look.hash)
    head = LookHead.objects.filter(person=person).first()
    if (head.seq, bytes(head.hash)) != (seq, prev) if head else seq:
        return "the end of the chain is missing"
    return None


def proof_code(person: Person) -> str:
    """Ten characters that stand for the whole log so far: on paper they prove it was not rewritten."""
    head = LookHead.objects.filter(person=person.pk).first()
    return base64.b32encode(bytes(head.hash)).decode()[:10] if head else ""


def _locked_heads(persons: list[uuid.UUID]) -> dict[uuid.UUID, LookHead]:
    asked = LookHead.objects.select_for_update().filter(person__in=persons).order_by("person")
    heads = {head.person: head for head in asked}
    if len(heads) < len(persons):
        first = [LookHead(person=one, hash=START) for one in persons if one not in heads]
        LookHead.objects.bulk_create(first, ignore_conflicts=True)
        heads = {head.person: head for head in asked.all()}
    return heads


def _standing_of(person: Person) -> tuple[str, str]:
    member = Membership.objects.select_related("organisation").filter(person=person).first()
    return (member.role, member.organisation.name) if member else ("", "")


def _names(ids: Iterable[str]) -> dict[str, str]:
    found = Person.objects.filter(pk__in=set(ids)).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


def _details(look: Look, keys: Keys) -> dict:
    row = str(look.pk)
    return json.loads(keys.unseal(bytes(look.details), what="vault.Look.details", row=row))


def _line(look: Look, details: dict, names: dict[str, str]) -> Line:
    return Line(
        id=look.pk,
        seq=look.seq,
        when=datetime.fromtimestamp(look.at / 1_000_000, UTC),
        who=names.get(details["who"], ""),
        who_id=details["who"],
        organisation=details["organisation"],
        role=details["role"],
        action=details["action"],
        entries=[entry for entry, _ in details["entries"]],
        kinds=Counter(kind for _, kind in details["entries"]),
        ground=details["ground"],
    )


def _microseconds(at: datetime | None) -> int:
    return round(at.timestamp() * 1_000_000) if at else time.time_ns() // 1000


def _hash(look: Look) -> bytes:
    return hashlib.sha256(
        bound(
            bytes(look.prev),
            look.person.bytes,
            look.pk.bytes,
            look.seq.to_bytes(8, "big"),
            look.at.to_bytes(8, "big"),
            bytes(look.details),
        )
    ).digest()


def seen_in(entries: Iterable[Entry], *, action: str, reader: Person) -> list[Seen]:
    """One line per keeper other than the reader, naming the entries and the ground."""
    by_keeper: dict[uuid.UUID, list[Entry]] = {}
    for entry in entries:
        if entry.keeper != reader.pk:
            by_keeper.setdefault(entry.keeper, []).append(entry)
    return [
        Seen(keeper, action, [(str(one.pk), one.kind) for one in theirs], _ground(theirs))
        for keeper, theirs in by_keeper.items()
    ]


def _ground(entries: list[Entry]) -> str:
    words = {str(word) for entry in entries if (word := getattr(entry, "word", None))}
    return ",".join(sorted(words)) or "proposal"
