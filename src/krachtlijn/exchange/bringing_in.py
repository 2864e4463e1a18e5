"""Bringing in what was taken along elsewhere: one's own words, with their days and earlier texts.

Either the whole file fits and comes in, or nothing does. Twice is the same as once, and nothing
that already stands here is overwritten.
"""

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from krachtlijn.exchange.parts import FORMAT, Document, Earlier, Kept
from krachtlijn.people.circle import circle_of
from krachtlijn.people.models import Person
from krachtlijn.privacy.keys import Keys, keys_for
from krachtlijn.vault import granting
from krachtlijn.vault.actions import canonical
from krachtlijn.vault.errors import Invalid
from krachtlijn.vault.kinds import Record
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt, Standing
from krachtlijn.vault.reading import seal, unseal
from krachtlijn.vault.rules import WIDE_WAITS
from krachtlijn.vault.validation import record_of

CLOCKS_DIFFER = timedelta(hours=1)


class Unfit(Exception):
    """This file cannot be brought in; the sentence says why, for whoever chose it."""

    def __init__(self, sentence: str):
        super().__init__("the file does not fit")
        self.sentence = sentence


@dataclass
class BroughtIn:
    """What became of each entry of a file."""

    new: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    otherwise: list[tuple[UUID, str]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    of_others: int = 0
    stays: bool = False  # groups and what was said without a name: of there, and only to read


@dataclass(frozen=True)
class Text:
    """One text of an entry on its way in, earlier or current."""

    number: int
    at: datetime
    standing: str
    mine: bool
    record: Record

    @property
    def content(self) -> dict:
        return self.record.model_dump(mode="json")


@dataclass(frozen=True)
class Coming:
    """An entry on its way in, with the texts of it that may come along, the current one last."""

    kept: Kept
    texts: list[Text]

    @property
    def now(self) -> Text:
        return self.texts[-1]


def read_file(raw: bytes) -> Document:
    """The file as a document that can be relied on, or ``Unfit``."""
    try:
        document = Document.model_validate_json(raw)
    except ValidationError as error:
        raise Unfit(_why(error)) from None
    _demand_that_it_hangs_together(document)
    return document


def bring_in(document: Document, *, others_said_yes: bool = False, by: Person) -> BroughtIn:
    """Put the entries of a file in one's own plan; words of others only with their yes."""
    coming = [
        (kept, _texts_of(number, kept, others_said_yes))
        for number, kept in enumerate(document.entries, 1)
    ]
    taken_along = [Coming(kept, texts) for kept, texts in coming if texts]
    stays = bool(document.groups or document.said or document.answered)
    result = BroughtIn(of_others=len(coming) - len(taken_along), stays=stays)
    if not taken_along:
        raise Unfit(_("There is nothing of yourself in this file. Nothing was brought in."))
    try:
        with transaction.atomic():
            _put_in_place(taken_along, result, by)
    except IntegrityError:
        raise Unfit(_("Something was written here in the meantime. Try once more.")) from None
    return result


# ------------------------------------------------------------------------- does the file hold?


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = first["loc"]
    if not where or first["type"] == "json_invalid":
        return _("This is not a plan of Krachtlijn. Choose the file mijn-plan.json you saved.")
    if where[0] == "format":
        return _(
            "This file says it is no plan, or one of a newer Krachtlijn. It needs “%(name)s”."
        ) % {"name": FORMAT}
    if where[0] == "entries" and len(where) > 1:
        return _not_whole(int(where[1]) + 1)
    return _("This file is not whole, or someone changed it. Save it again and choose that one.")


def _not_whole(number: int) -> str:
    return _(
        "Text number %(number)d in this file cannot be kept as it is. Nothing was brought in."
    ) % {"number": number}


def _demand_that_it_hangs_together(document: Document) -> None:
    """No id twice, nothing about what is not there or about itself, and days in their order."""
    about = {kept.id: kept.about for kept in document.entries}
    if len(about) < len(document.entries):
        raise Unfit(_("One text stands twice in this file. Nothing was brought in."))
    latest = timezone.now() + CLOCKS_DIFFER
    for number, kept in enumerate(document.entries, 1):
        moments = [kept.created, *(earlier.at for earlier in kept.earlier), kept.changed, latest]
        numbers = [0, *(earlier.number for earlier in kept.earlier), kept.revision]
        in_order = moments == sorted(moments) and kept.created <= kept.since <= latest
        counted = all(one < next_one for one, next_one in itertools.pairwise(numbers))
        if not (in_order and counted):
            raise Unfit(_not_whole(number))
        if kept.about is not None and kept.about not in about:
            raise Unfit(_not_whole(number))
    if _turns_round(about):
        raise Unfit(_("Two texts in this file belong to each other. Nothing was brought in."))


def _turns_round(about: dict[UUID, UUID | None]) -> bool:
    """Whether following what each is about ever comes back to where it began."""
    ends: set[UUID] = set()
    for start in about:
        path: set[UUID] = set()
        one: UUID | None = start
        while one is not None and one not in ends:
            if one in path:
                return True
            path.add(one)
            one = about[one]
        ends |= path
    return False


def _texts_of(number: int, kept: Kept, others_said_yes: bool) -> list[Text]:
    """The texts that may come along: all since the words are one's own; or with a yes, all."""
    told: list[Earlier | Kept] = [*kept.earlier, kept]
    if others_said_yes:
        if not any(text.standing == Standing.OWN for text in told):
            told = []  # it never was in the plan
    else:
        others = [at for at, text in enumerate(told) if text.words_of != "me"]
        told = told[others[-1] + 1 :] if others else told
    waits = kept.standing == Standing.PROPOSED and kept.words_of != "me"
    if waits:
        return []
    return [_text(number, kept, one) for one in told]


def _text(number: int, kept: Kept, told: Earlier | Kept) -> Text:
    mine = told.words_of == "me"
    if mine and told.standing == Standing.PROPOSED:
        raise Unfit(_not_whole(number))
    try:
        record = record_of(kept.kind, told.content, as_kept=True)
    except Invalid:
        raise Unfit(_not_whole(number)) from None
    if isinstance(told, Kept):
        return Text(told.revision, told.changed, told.standing, mine, record)
    return Text(told.number, told.at, told.standing, mine, record)


# ------------------------------------------------------------------------------ into the plan


def _put_in_place(coming: list[Coming], result: BroughtIn, by: Person) -> None:
    keys = keys_for(by.pk)
    ids = [one.kept.id for one in coming]
    used = set(Receipt.objects.filter(pk__in=ids).values_list("pk", flat=True))
    here = {row.pk: row for row in Entry.objects.for_actor(by, "keep")}
    new = []
    for one in coming:
        words = one.now.record.words
        row = here.get(one.kept.id)
        if row is None and one.kept.id not in used:
            new.append(one)
            result.new.append(words)
        elif row is None:
            result.taken.append(words)
        elif row.kind == one.kept.kind and _says(row, keys) == one.now.content:
            result.there.append(words)
        else:
            result.otherwise.append((row.pk, words))
    parents = {one.kept.id for one in new} | set(here)
    circle = set(circle_of(by).values_list("pk", flat=True))
    _save(new, Known(parents, circle), keys, by)


@dataclass(frozen=True)
class Known:
    """What an entry can be about here, and whom it can ask."""

    entries: set[UUID]
    circle: set[UUID]


def _says(row: Entry, keys: Keys) -> dict:
    return unseal(row.sealed, keys, row.pk, row.revision)


def _save(new: list[Coming], known: Known, keys: Keys, by: Person) -> None:
    Receipt.objects.bulk_create(_receipt(one, keys, by) for one in new)
    Entry.objects.bulk_create(_entry(one, known, keys, by) for one in new)
    EntryRevision.objects.bulk_create(
        _revision(one.kept.id, text, keys, by) for one in new for text in one.texts[:-1]
    )
    Grant.objects.bulk_create(_only_for_me(one, keys, by) for one in _to_keep_back(new, by))


def _receipt(one: Coming, keys: Keys, by: Person) -> Receipt:
    first, about = one.texts[0].content, one.kept.about
    mark = keys.mark(canonical(one.kept.kind, first, about, by.pk))
    return Receipt(pk=one.kept.id, actor=by.pk, keeper=by.pk, mark=mark)


def _entry(one: Coming, known: Known, keys: Keys, by: Person) -> Entry:
    kept, now = one.kept, one.now
    whole = len(one.texts) == len(kept.earlier) + 1
    created = kept.created if whole else one.texts[0].at
    return Entry(
        pk=kept.id,
        keeper=by.pk,
        # Whose words others' were is not taken from a file: anyone could write any name in it.
        author=by if now.mine else None,
        kind=kept.kind,
        about_id=kept.about if kept.about in known.entries else None,
        standing=now.standing,
        revision=now.number,
        created=created,
        since=max(kept.since, created),
        changed=now.at,
        due=now.record.due(),
        to_id=to if (to := now.record.to()) in known.circle else None,
        sealed=seal(now.content, keys, kept.id, now.number),
    )


def _revision(entry_id: UUID, text: Text, keys: Keys, by: Person) -> EntryRevision:
    return EntryRevision(
        entry_id=entry_id,
        number=text.number,
        author=by if text.mine else None,
        standing=text.standing,
        at=text.at,
        sealed=seal(text.content, keys, entry_id, text.number),
    )


def _to_keep_back(new: list[Coming], by: Person) -> list[Coming]:
    """What would else be shown at once: by a word that was given before this came in."""
    shown = {word.kind for word in granting.words_of(by) if word.shows and word.entry is None}
    return [
        one
        for one in new
        if one.now.record.kind_of.only_me or "" in shown or one.kept.kind in shown
    ]


def _only_for_me(one: Coming, keys: Keys, by: Person) -> Grant:
    now = timezone.now()
    word = Grant(
        person=by, entry_id=one.kept.id, shows=False, later=True, given=now,
        wide_from=now + WIDE_WAITS,
    )  # fmt: skip
    word.purpose = keys.seal(b"", what=granting.PURPOSE, row=str(word.pk))
    return word
