"""How what the vault opens is told to a program."""

from collections.abc import Iterable

from krachtlijn.exchange import schemas
from krachtlijn.exchange.kinds import is_required, longest
from krachtlijn.people.circle import circle_of
from krachtlijn.people.models import Person
from krachtlijn.vault.granting import Shown
from krachtlijn.vault.kinds import Asked, Record
from krachtlijn.vault.looks import Line
from krachtlijn.vault.reading import Opened


def me(person: Person) -> schemas.Me:
    circle = [schemas.Contact(person=one.pk, name=one.name) for one in circle_of(person)]
    return schemas.Me(id=person.pk, name=person.name, language=person.language, circle=circle)


def entry(opened: Opened, reader: Person) -> schemas.Entry:
    return entries([opened], reader)[0]


def entries(opened: Iterable[Opened], reader: Person) -> list[schemas.Entry]:
    """With the author of each, as far as this reader may know who that is."""
    told = list(opened)
    known = _known_authors(told, reader)
    return [_entry(one, known) for one in told]


def grant(word: Shown) -> schemas.Grant:
    return schemas.Grant(
        id=word.id,
        to=word.to.pk if word.to else None,
        to_name=word.to.name if word.to else None,
        entry=word.entry,
        kind=word.kind or None,
        shows=word.shows,
        later=word.later,
        purpose=word.purpose,
        given=word.given,
        until=word.until,
        opens=word.opens,
    )


def look(line: Line) -> schemas.Look:
    return schemas.Look(
        id=line.id,
        when=line.when,
        who=line.who,
        who_id=line.who_id,
        organisation=line.organisation,
        role=line.role,
        action=line.action,
        entries=line.entries,
        ground=line.ground,
    )


def kind(record: type[Record]) -> schemas.Kind:
    about = record.kind_of
    return schemas.Kind(
        name=about.name,
        one=str(about.one),
        many=str(about.many),
        pictogram=about.pictogram,
        fields=[_field(record, name, asked) for name, asked in record.asked()],
    )


def _known_authors(told: list[Opened], reader: Person) -> set:
    """Of another's plan one knows whose words they are only when that is oneself or one's circle."""
    asked = {one.author_id for one in told if not one.mine}
    if not asked:
        return set()
    circle = circle_of(reader).filter(pk__in=asked - {None})
    return {reader.pk, *circle.values_list("pk", flat=True)}


def _entry(one: Opened, known: set) -> schemas.Entry:
    return schemas.Entry(
        id=one.id,
        kind=one.kind.name,
        about=one.about,
        person=one.keeper,
        author=one.author_id if one.mine or one.author_id in known else None,
        standing=one.standing,
        revision=one.revision,
        content=one.content,
        created=one.created,
        changed=one.changed,
    )


def _field(record: type[Record], name: str, asked: Asked) -> schemas.KindField:
    codes = [schemas.Code(code=code, label=str(label)) for code, label in _choices(asked)]
    return schemas.KindField(
        name=name,
        question=str(asked.question),
        hint=str(asked.hint),
        required=is_required(record, name),
        longest=longest(record, name),
        several=asked.several,
        codes=codes or None,
    )


def _choices(asked: Asked) -> list:
    return asked.codes.choices() if asked.codes else []
