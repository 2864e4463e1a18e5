"""What the vault would have kept, if people had really written, shown and looked on those days.

The verbs of the vault work in the present; here the same rows are made for the past, with the same
sealing, receipts and chains. A test holds them against the verbs.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from random import Random

from django.utils import timezone

from krachtlijn.demo.words import Line, Shown
from krachtlijn.demo.words import Look as Looked
from krachtlijn.people.models import Person, Reach
from krachtlijn.privacy.keys import Keys
from krachtlijn.vault.actions import canonical
from krachtlijn.vault.granting import PURPOSE
from krachtlijn.vault.kinds import KINDS, Record
from krachtlijn.vault.looks import Seen, note_looks
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt, Standing
from krachtlijn.vault.reading import seal
from krachtlijn.vault.rules import WIDE_WAITS
from krachtlijn.vault.validation import record_of

WATERDAM = uuid.UUID("6b1c5c0e-8f0a-4c53-9a1b-3a0d7f2e91c4")
A_MOMENT = timedelta(minutes=3)


def id_of(*names: str) -> uuid.UUID:
    return uuid.uuid5(WATERDAM, "/".join(names))


@dataclass(frozen=True)
class Calendar:
    """Days counted back from now, as moments at which people write."""

    now: datetime

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, *what: str, hour: int | None = None) -> datetime:
        """Sometime that day, the same for the same thing, and never in the night or the future."""
        random = Random("/".join((*what, str(days_ago))))
        hour = int(random.triangular(7, 22, 19)) if hour is None else hour
        clock = time(hour, random.randrange(60), random.randrange(60))
        at = datetime.combine(self.day(days_ago), clock, timezone.get_default_timezone())
        return min(at, self.now - A_MOMENT)


@dataclass
class Written:
    """One line of a plan as the vault keeps it, and when it stood how."""

    line: Line
    entry: Entry
    stood: list[tuple[datetime, str]]

    def was_own(self, at: datetime) -> bool:
        return [standing for since, standing in self.stood if since <= at][-1:] == [Standing.OWN]


@dataclass
class Rows:
    """Rows on their way to the database, in the order in which they can stand there."""

    people: list[Person] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    revisions: list[EntryRevision] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    reaches: list[Reach] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)

    def keep(self, line: Line, owner: str, keys: Keys, calendar: Calendar) -> Written:
        """A line with everything that became of it since."""
        record = _record(line.kind, line.content, owner, calendar)
        entry, content = _first_written(line, record, owner, keys, calendar)
        parent = entry.about_id and str(entry.about_id)
        mark = keys.mark(canonical(line.kind, content, parent, keys.keeper))
        author = id_of("person", line.by)
        self.receipts.append(Receipt(pk=entry.pk, actor=author, keeper=keys.keeper, mark=mark))
        if record.kind_of.only_me:
            self.grants.append(_kept_back(entry, keys))
        written = Written(line, entry, [(entry.created, entry.standing)])
        for days_ago, changes, standing in _turns(line, owner):
            at = calendar.moment(days_ago, owner, line.key, standing or str(entry.revision))
            self.revisions.append(_earlier(entry))
            record = _record(line.kind, {**content, **changes}, owner, calendar)
            content = record.model_dump(mode="json")
            entry.due = record.due()
            _turn(entry, content, keys, max(at, entry.changed + A_MOMENT))
            if changes:
                entry.author_id = keys.keeper
            if standing:
                entry.standing = standing
                written.stood.append((entry.changed, standing))
            if standing == Standing.OWN:
                entry.since = entry.changed
        self.entries.append(entry)
        return written

    def meet(self, one: str, other: str, since: date) -> None:
        pair = id_of("person", one), id_of("person", other)
        self.reaches += [
            Reach(person_id=each, other_id=them, since=since) for each, them in (pair, pair[::-1])
        ]

    def save(self) -> None:
        Person.objects.bulk_create(self.people)
        Receipt.objects.bulk_create(self.receipts)
        Entry.objects.bulk_create(self.entries)
        EntryRevision.objects.bulk_create(self.revisions)
        Reach.objects.bulk_create(self.reaches)
        Grant.objects.bulk_create(self.grants)


def _first_written(
    line: Line, record: Record, owner: str, keys: Keys, calendar: Calendar
) -> tuple[Entry, dict]:
    content = record.model_dump(mode="json")
    at = calendar.moment(line.days_ago, owner, line.key)
    entry = Entry(
        pk=id_of("entry", owner, line.key),
        keeper=keys.keeper,
        author_id=id_of("person", line.by),
        kind=line.kind,
        about_id=id_of("entry", owner, line.about) if line.about else None,
        standing=Standing.OWN if line.by == owner else Standing.PROPOSED,
        created=at,
        since=at,
        changed=at,
        due=record.due(),
    )
    entry.sealed = seal(content, keys, entry.pk, 1)
    return entry, content


def _turns(line: Line, owner: str) -> list[tuple[int, dict, str]]:
    """What became of a line, in order: days ago, what was changed, and how it stood from then on."""
    turns: list[tuple[int, dict, str]] = [(days, changes, "") for days, changes in line.edits]
    since = line.days_ago if line.since is None else line.since
    if line.by != owner and line.standing == "own":
        turns.append((since, {}, Standing.OWN))
    if line.standing == "let_go":
        turns.append((since, {}, Standing.LET_GO))
    order = (Standing.OWN, "", Standing.LET_GO)
    return sorted(turns, key=lambda turn: (-turn[0], order.index(turn[2])))


def _earlier(entry: Entry) -> EntryRevision:
    return EntryRevision(
        entry=entry,
        number=entry.revision,
        author_id=entry.author_id,
        standing=entry.standing,
        at=entry.changed,
        sealed=entry.sealed,
    )


def _turn(entry: Entry, content: dict, keys: Keys, at: datetime) -> None:
    entry.revision += 1
    entry.changed = at
    entry.sealed = seal(content, keys, entry.pk, entry.revision)


def _record(kind: str, content: dict, owner: str, calendar: Calendar) -> Record:
    """What a line says, with its days on the calendar and its links to the entries they mean."""
    return record_of(kind, content | dict(_resolved(kind, content, owner, calendar)))


def _resolved(
    kind: str, content: dict, owner: str, calendar: Calendar
) -> Iterator[tuple[str, str | list[str]]]:
    for name, is_day in _to_resolve(kind):
        said = content.get(name)
        if is_day and isinstance(said, int):
            yield name, calendar.day(said).isoformat()
        elif said and not is_day:
            yield name, [_entry_of(owner, key) for key in said]


@cache
def _to_resolve(kind: str) -> list[tuple[str, bool]]:
    """The fields of a kind that are days, or links; and which of the two."""
    asked = KINDS[kind].asked()
    return [(name, each.day) for name, each in asked if each.day or each.links]


def _entry_of(owner: str, key: str) -> str:
    try:
        # Kept before an edit, and already an id.
        return str(uuid.UUID(key))
    except ValueError:
        return str(id_of("entry", owner, key))


def _kept_back(entry: Entry, keys: Keys) -> Grant:
    """The word "only me" that a kind may carry from its first moment."""
    grant_id = id_of("grant", str(entry.pk))
    return Grant(
        pk=grant_id,
        person_id=keys.keeper,
        entry=entry,
        shows=False,
        later=True,
        purpose=keys.seal(b"", what=PURPOSE, row=str(grant_id)),
        given=entry.created,
        wide_from=entry.created + WIDE_WAITS,
    )


def granted(owner: str, shown: Shown, keys: Keys, calendar: Calendar) -> Grant:
    """One entry by its key, or a whole kind (``goals``), then also what is written later."""
    kind = shown.which.removesuffix("s")
    is_kind = kind in KINDS
    given = calendar.moment(shown.days_ago, owner, shown.to, shown.which)
    grant_id = id_of("grant", owner, shown.to, shown.which)
    return Grant(
        pk=grant_id,
        person_id=keys.keeper,
        to_id=id_of("person", shown.to),
        entry_id=None if is_kind else id_of("entry", owner, shown.which),
        kind=kind if is_kind else "",
        later=is_kind,
        purpose=keys.seal(shown.purpose.encode(), what=PURPOSE, row=str(grant_id)),
        given=given,
        wide_from=given + WIDE_WAITS,
    )


# ------------------------------------------------------------------------------------- who looked

Happened = tuple[datetime, str, Seen]  # when, who, what the line will say


def proposed(written: Written) -> Happened:
    entry = written.entry
    seen = Seen(entry.keeper, "C", [(str(entry.pk), entry.kind)], "proposal")
    return entry.created, written.line.by, seen


def read(
    looked: list[Looked], plan: list[Written], grants: list[Grant], calendar: Calendar
) -> list[Happened]:
    """When someone of Amina's circle read what she shows them, as it stood that day."""
    happened = []
    for who, days_ago, hour, which in looked:
        at = calendar.moment(days_ago, who, which, hour=hour)
        grant = next(each for each in grants if each.pk == id_of("grant", "amina", who, which))
        seen = [
            (str(written.entry.pk), written.entry.kind)
            for written in plan
            if written.was_own(at) and _is_shown(written.entry, grant)
        ]
        happened.append((at, who, Seen(grant.person_id, "R", seen, str(grant.pk))))
    return happened


def _is_shown(entry: Entry, grant: Grant) -> bool:
    return entry.pk == grant.entry_id or entry.kind == grant.kind


def note(happened: list[Happened], keys: Keys) -> None:
    """A person's chain of looks, each at its own moment of the past."""
    for at, who, seen in sorted(happened, key=lambda each: each[0]):
        by = Person(pk=id_of("person", who))
        note_looks([seen], by=by, keys={keys.keeper: keys}, at=at)
