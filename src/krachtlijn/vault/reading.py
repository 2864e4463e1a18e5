"""Opening entries. Whoever opens another's entries leaves a look, in the same transaction."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from krachtlijn.people.models import Person, Reach
from krachtlijn.privacy.keys import Keys, keys_of
from krachtlijn.privacy.sealing import Unreadable
from krachtlijn.vault.errors import NotThere, Wiped
from krachtlijn.vault.kinds import KINDS, Kind, Record
from krachtlijn.vault.looks import note_looks, seen_in
from krachtlijn.vault.models import Entry, EntryRevision, Receipt, Standing

WHAT = "vault.Entry.sealed"


@dataclass
class Opened:
    """An entry as one reader may see it."""

    id: uuid.UUID
    kind: Kind
    keeper: uuid.UUID
    author_id: uuid.UUID | None
    about: uuid.UUID | None
    standing: str
    revision: int
    record: Record
    created: datetime
    since: datetime
    changed: datetime
    mine: bool = True
    to: uuid.UUID | None = None
    author_name: str = ""
    beside: list[str] = field(default_factory=list)  # what others said to it, in a few words
    history: list["Earlier"] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.record.words

    @property
    def content(self) -> dict:
        return self.record.model_dump(mode="json")

    @property
    def is_proposed(self) -> bool:
        return self.standing == Standing.PROPOSED

    @property
    def is_let_go(self) -> bool:
        return self.standing == Standing.LET_GO


@dataclass
class Earlier:
    """How an entry was before."""

    number: int
    at: datetime
    author_id: uuid.UUID | None
    standing: str
    record: Record
    author_name: str = ""


def place(entry_id, revision: int) -> str:
    """The row a text is bound to: this entry, this revision, so that an old text stays in its place."""
    return f"{entry_id}/{revision}"


def seal(content: dict, keys: Keys, entry_id, revision: int) -> bytes:
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return keys.seal(plain, what=WHAT, row=place(entry_id, revision))


def unseal(sealed, keys: Keys, entry_id, revision: int) -> dict:
    return json.loads(keys.unseal(bytes(sealed), what=WHAT, row=place(entry_id, revision)))


def read_all(reader: Person, entries) -> list[Opened]:
    """Open these entries for this reader. Others' entries leave one look per person.

    ``entries`` is a query from ``Entry.objects.for_actor(reader, "read")``; a page asks once.
    """
    with transaction.atomic():
        rows = list(entries)
        keys = keys_of(reader.pk, *{row.keeper for row in rows})
        # Whoever is being erased right now is not there any more.
        rows = [row for row in rows if row.keeper in keys]
        note_looks(seen_in(rows, action="R", reader=reader), by=reader, keys=keys)
        first_words = _first_words([row for row in rows if _is_proposers_view(row, reader)], reader)
        opened = [_open(first_words.get(row.pk, row), keys, reader) for row in rows]
        _hide_unseen_parents(opened, reader)
    return opened


def read_own(person: Person, *, kind: str = "", standing: str = "") -> list[Opened]:
    """A person's own entries, newest first: one question and one key."""
    entries = Entry.objects.for_actor(person, "keep").order_by("-created", "pk")
    if kind:
        entries = entries.filter(kind=kind)
    if standing:
        entries = entries.filter(standing=standing)
    keys = keys_of(person.pk)
    return [_open(row, keys, person) for row in entries]


def read_own_on(person: Person, moment: datetime) -> list[Opened]:
    """A person's plan as it stood at a moment of the past: each entry with its text of then."""
    keys = keys_of(person.pk)
    rows = Entry.objects.for_actor(person, "keep").filter(created__lte=moment)
    earlier = EntryRevision.objects.unscoped("one's own earlier texts").filter(
        entry__keeper=person.pk, at__lte=moment
    )
    then = {row.entry_id: row for row in earlier.order_by("number")}
    as_of = (_as_of(row, then, moment) for row in rows.order_by("-created"))
    return [_open(row, keys, person) for row in as_of if row]


def _as_of(row: Entry, then: dict, moment: datetime) -> Entry | None:
    """The entry with its text of then; nothing when no text of it is that old."""
    if row.changed <= moment:
        return row
    was = then.get(row.pk)
    if was:
        row.sealed, row.revision, row.standing = was.sealed, was.number, was.standing
        row.author_id, row.changed = was.author_id, was.at
        return row
    return None


def turns_of(person: Person) -> dict[uuid.UUID, list[tuple[datetime, str]]]:
    """Per entry of this person, from when it stood how, oldest first. No words are opened."""
    rows = EntryRevision.objects.unscoped("when one's own entries turned").filter(
        entry__keeper=person.pk
    )
    turns: dict[uuid.UUID, list[tuple[datetime, str]]] = {}
    for entry, at, standing in rows.order_by("number").values_list("entry", "at", "standing"):
        turns.setdefault(entry, []).append((at, standing))
    return turns


def read_one(reader: Person, entry_id, *, history: bool = False) -> Opened:
    """One entry, or ``NotThere`` for a stranger, or ``Wiped`` for those who knew it."""
    own = _own(reader, entry_id, history=history)
    if own:
        return own
    found = read_all(reader, Entry.objects.for_actor(reader, "read").filter(pk=entry_id))
    if not found:
        raise missing(reader, entry_id)
    return found[0]


def read_mine(person: Person, entry_id) -> Opened:
    """One of one's own entries; another's is not there, and is not opened to find that out."""
    own = _own(person, entry_id)
    if own is None:
        raise missing(person, entry_id)
    return own


def _own(person: Person, entry_id, *, history: bool = False) -> Opened | None:
    row = Entry.objects.for_actor(person, "keep").filter(pk=entry_id).first()
    if row is None:
        return None
    keys = keys_of(person.pk)
    opened = _open(row, keys, person)
    if history:
        opened.history = _history(opened, keys[person.pk])
    return opened


def name_authors(opened: list[Opened], reader: Person) -> None:
    """Say whose words these are: in one's own plan always, in another's as far as one knows them."""
    pieces: list[tuple[Opened | Earlier, bool]] = [(one, one.mine) for one in opened]
    pieces += [(earlier, one.mine) for one in opened for earlier in one.history]
    asked = {piece.author_id for piece, _ in pieces if piece.author_id}
    near = Exists(Reach.objects.filter(person=reader, other=OuterRef("pk")))
    found = Person.objects.filter(pk__in=asked).annotate(near=near)
    names: dict = {each.pk: (each.name, each.near or each == reader) for each in found}
    for piece, mine in pieces:
        name, known = names.get(piece.author_id, ("", False))
        piece.author_name = name if mine or known else ""


def missing(reader: Person, entry_id) -> NotThere | Wiped:
    """Why an entry is not there, as far as this reader may know."""
    mine = Receipt.objects.filter(pk=entry_id, wiped=True)
    knew = mine.filter(keeper=reader.pk).exists() or mine.filter(actor=reader.pk).exists()
    return Wiped() if knew else NotThere()


def _open(row: Entry, keys: dict[uuid.UUID, Keys], reader: Person) -> Opened:
    if row.keeper not in keys:
        raise Unreadable("this keeper has no keys")
    content = unseal(row.sealed, keys[row.keeper], row.pk, row.revision)
    record = KINDS[row.kind]
    mine = row.keeper == reader.pk
    kept = record.kept(content)
    return Opened(
        id=row.pk,
        kind=record.kind_of,
        keeper=row.keeper,
        author_id=row.author_id,
        about=row.about_id,
        standing=row.standing,
        revision=row.revision,
        record=kept if mine else kept.without_links(),
        created=row.created,
        since=row.since,
        changed=row.changed,
        mine=mine,
        to=row.to_id if mine or row.to_id == reader.pk else None,
    )


def _is_proposers_view(row: Entry, reader: Person) -> bool:
    """Someone else's entry that the reader sees only because they proposed it."""
    return row.keeper != reader.pk and not (
        getattr(row, "shown", False) and row.standing == Standing.OWN
    )


def _first_words(rows: list[Entry], reader: Person) -> dict[uuid.UUID, Entry]:
    """These entries as they were sent, whatever their keeper did with them since."""
    numbers = EntryRevision.objects.unscoped("a proposer's own first words").filter(
        entry__in=[row.pk for row in rows], number=1
    )
    sealed = dict(numbers.values_list("entry", "sealed")) if rows else {}
    return {
        row.pk: Entry(
            pk=row.pk,
            keeper=row.keeper,
            author_id=reader.pk,
            kind=row.kind,
            about_id=row.about_id,
            standing=Standing.PROPOSED,
            revision=1,
            created=row.created,
            since=row.created,
            changed=row.created,
            sealed=sealed.get(row.pk, row.sealed),
        )
        for row in rows
    }


def _history(opened: Opened, keys: Keys) -> list[Earlier]:
    rows = EntryRevision.objects.unscoped("the entry came through the door").filter(entry=opened.id)
    return [
        Earlier(
            number=row.number,
            at=row.at,
            author_id=row.author_id,
            standing=row.standing,
            record=type(opened.record).kept(unseal(row.sealed, keys, opened.id, row.number)),
        )
        for row in rows.order_by("-number")
    ]


def _hide_unseen_parents(opened: list[Opened], reader: Person) -> None:
    """What an entry is about is not named to who may not see that other entry."""
    asked = {one.about for one in opened if one.about and not one.mine}
    asked -= {one.id for one in opened}
    if asked:
        seen = Entry.objects.for_actor(reader, "read").filter(pk__in=asked)
        hidden = asked - set(seen.values_list("pk", flat=True))
        for one in opened:
            if one.about in hidden:
                one.about = None
