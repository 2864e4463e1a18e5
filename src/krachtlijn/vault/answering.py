"""What others can say to an entry, and what they said: the yes of whom it asks."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from krachtlijn.people.models import Person
from krachtlijn.vault.kinds import kinds
from krachtlijn.vault.models import Entry, Standing
from krachtlijn.vault.reading import Opened


def can_say(reader: Person, opened: Opened) -> dict:
    """What this reader can say about another's entry, and what they said to it that still stands."""
    if opened.is_proposed:
        return {}
    answers = [each.kind_of for each in kinds() if opened.kind.name in each.kind_of.answers]
    said = Entry.objects.for_actor(reader, "read").filter(
        about=opened.id,
        author=reader,
        standing=Standing.OWN,
        kind__in=[one.name for one in answers],
    )
    asks_me = opened.to == reader.pk
    # Who was not asked only offered, and does not hear whether it was taken.
    standing = dict(said.values_list("kind", "pk")) if asks_me else {}
    return {
        "asks_me": asks_me,
        "answers": [(kind, standing.get(kind.name)) for kind in answers],
        "id": uuid.uuid4(),
    }


def tell_answers(entries: Iterable[Opened], circle: Iterable[Person]) -> None:
    """Put beside each entry that asks someone whether that one said yes."""
    names = {person.pk: person.called for person in circle}
    said = {
        (one.about, one.author_id)
        for one in entries
        if one.kind.chosen_by_others and one.standing == Standing.OWN
    }
    for one in entries:
        if one.to in names:
            yes = (one.id, one.to) in said
            told = _("%(name)s said yes") if yes else _("waits for a yes of %(name)s")
            one.beside = [told % {"name": names[one.to]}]
