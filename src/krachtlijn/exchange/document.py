"""Everything of one person: gathered once, told as a page, as paper and as a file."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any
from uuid import UUID

from django.utils import timezone

from krachtlijn.exchange.drawn import Drawn, pictures_of
from krachtlijn.exchange.parts import (
    FORMAT,
    AnsweredUnnamed,
    Document,
    Earlier,
    GroupLine,
    InGroup,
    Kept,
    Look,
    Me,
    Role,
    SaidUnnamed,
    Someone,
    Whose,
    Word,
)
from krachtlijn.exchange.with_others import WithOthers, with_others
from krachtlijn.people.circle import circle_of
from krachtlijn.people.models import Membership, Person
from krachtlijn.privacy.keys import keys_for
from krachtlijn.vault import granting
from krachtlijn.vault.kinds import KINDS, Kind
from krachtlijn.vault.looks import Line, looks_at
from krachtlijn.vault.models import EntryRevision, Standing
from krachtlijn.vault.reading import Earlier as EarlierText
from krachtlijn.vault.reading import Opened, name_authors, read_own, unseal

ALL = 10_000_000


# ----------------------------------------------------------------------- what a person has here


@dataclass(frozen=True)
class Everything:
    """All there is of one person, opened for that person alone."""

    person: Person
    made: datetime
    entries: list[Opened]
    words: list[granting.Shown]
    looks: list[Line]
    circle: list[Person]
    memberships: list[Membership]
    with_others: WithOthers
    sight: granting.Sight

    @cached_property
    def by_kind(self) -> list[tuple[Kind, list[dict]]]:
        """The entries per kind, in the order in which people meet the kinds, the oldest first."""
        known = {str(one.id): one for one in self.entries}
        ordered = sorted(self.entries, key=lambda one: (one.kind.order, one.kind.name))
        return [
            (kind, [self._with_all(one, known) for one in found])
            for kind, found in groupby(ordered, key=lambda one: one.kind)
        ]

    @cached_property
    def pictures(self) -> list[Drawn]:
        """The same entries, drawn."""
        turns = {
            one.id: [(earlier.at, earlier.standing) for earlier in one.history]
            for one in self.entries
        }
        return pictures_of(self.entries, turns)

    def shown(self) -> list[dict]:
        """Every word about who sees what, with what it is about."""
        known = {one.id: one for one in self.entries}
        return [
            {
                "word": word,
                "entry": known.get(word.entry) if word.entry else None,
                "kind": KINDS[word.kind].kind_of if word.kind in KINDS else None,
            }
            for word in self.words
        ]

    def looked(self) -> list[dict]:
        """Every look, with what was looked at as far as it is still there."""
        known = {str(one.id): one for one in self.entries}
        roles = dict(Membership.Role.choices)
        return [
            {
                "line": line,
                "role": roles.get(line.role, ""),
                "entries": [known[one] for one in line.entries if one in known],
                "gone": any(one not in known for one in line.entries),
            }
            for line in self.looks
        ]

    def _with_all(self, one: Opened, known: dict[str, Opened]) -> dict:
        return {
            "entry": one,
            "readers": self.sight.readers(one),
            "parent": known.get(str(one.about)),
            "asks": next((each for each in self.circle if each.pk == one.to), None),
            "linked": [known[each] for each in one.record.links() if each in known],
            "before": _before(one),
        }


def _before(one: Opened) -> list[dict]:
    """Every earlier text, the newest first, each with the answers that were another then."""
    texts = [earlier.record for earlier in one.history] + [one.record]
    return [
        {
            "earlier": earlier,
            "answers": [
                answer
                for answer in was.told()
                if getattr(was, answer.name) != getattr(became, answer.name)
            ],
        }
        for earlier, (was, became) in zip(one.history, pairwise(texts), strict=True)
    ][::-1]


def everything_of(person: Person) -> Everything:
    """Gather it all: as many questions for a small plan as for a large one, and no look."""
    entries = sorted(read_own(person), key=lambda one: (one.created, one.id))
    _add_histories(entries, person)
    name_authors(entries, person)
    return Everything(
        person=person,
        made=timezone.now(),
        entries=entries,
        words=granting.words_of(person),
        looks=looks_at(person, limit=ALL),
        circle=list(circle_of(person)),
        memberships=list(
            Membership.objects.filter(person=person).select_related("organisation").order_by("pk")
        ),
        with_others=with_others(person),
        sight=granting.Sight(person),
    )


def _add_histories(entries: list[Opened], person: Person) -> None:
    """Every earlier text of every entry in one question, the oldest first."""
    keys = keys_for(person.pk)
    mine = {one.id: one for one in entries}
    rows = EntryRevision.objects.unscoped("everything of one's own, for oneself")
    for row in rows.filter(entry__keeper=person.pk).order_by("number"):
        one = mine.get(row.entry_id)
        if one:
            content = unseal(row.sealed, keys, one.id, row.number)
            record = type(one.record).kept(content)
            one.history.append(EarlierText(row.number, row.at, row.author_id, row.standing, record))


# ------------------------------------------------------------------------------------- the file


def document(all_of: Everything) -> Document:
    """The file. It carries no key, no session and no secret: only what the person wrote and did."""
    return Document(
        format=FORMAT,
        made=all_of.made,
        person=_me(all_of),
        circle=[_someone(one) for one in all_of.circle],
        entries=[_kept(one, all_of.person) for one in all_of.entries],
        shown=[_word(one) for one in all_of.words],
        looks=[_look(line) for line in all_of.looks],
        **_with_others(all_of.with_others),
    )


def schema() -> dict[str, Any]:
    """What the file looks like, for whoever writes a program that reads it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | (
        Document.model_json_schema()
    )


def _with_others(there: WithOthers) -> dict[str, list]:
    return {
        "groups": [
            InGroup(
                id=me.group_id,
                name=me.group.name,
                alias=me.alias,
                role=me.role,
                since=me.since,
                ended=me.group.ended,
                lines=[
                    GroupLine(on=one.line.on, kind=one.line.kind, words=one.words) for one in log
                ],
            )
            for me, log in there.groups
        ],
        "said": [SaidUnnamed(**vars(one)) for one in there.said],
        "answered": [AnsweredUnnamed(**vars(one)) for one in there.answered],
    }


def _me(all_of: Everything) -> Me:
    person = all_of.person
    roles = [Role(organisation=one.organisation.name, role=one.role) for one in all_of.memberships]
    return Me(
        id=person.pk, name=person.name, language=person.language, since=person.since, roles=roles
    )


def _someone(person: Person) -> Someone:
    return Someone(id=person.pk, name=person.name)


def _whose(piece: Opened | EarlierText, me: Person) -> Whose:
    if piece.author_id == me.pk:
        return "me"
    return Someone(id=piece.author_id, name=piece.author_name) if piece.author_id else None


def _kept(one: Opened, me: Person) -> Kept:
    return Kept(
        id=one.id,
        kind=one.kind.name,
        about=one.about,
        standing=Standing(one.standing),
        words_of=_whose(one, me),
        revision=one.revision,
        created=one.created,
        since=one.since,
        changed=one.changed,
        content=one.content,
        earlier=[
            Earlier(
                number=earlier.number,
                at=earlier.at,
                standing=Standing(earlier.standing),
                words_of=_whose(earlier, me),
                content=earlier.record.model_dump(mode="json"),
            )
            for earlier in one.history
        ],
    )


def _word(word: granting.Shown) -> Word:
    return Word(
        to=_someone(word.to) if word.to else None,
        entry=word.entry,
        kind=word.kind or None,
        shows=word.shows,
        later=word.later,
        purpose=word.purpose,
        given=word.given,
        until=word.until,
        opens=word.opens,
    )


def _look(line: Line) -> Look:
    return Look(
        when=line.when,
        who=Someone(id=UUID(line.who_id), name=line.who) if line.who else None,
        organisation=line.organisation,
        role=line.role,
        action=line.action,
        entries=line.entries,
        ground=line.ground,
    )
