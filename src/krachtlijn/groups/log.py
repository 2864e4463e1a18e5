"""The log of a group: sealed under the key of the group, read by whoever is in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from krachtlijn.groups.models import Group, Line, Member
from krachtlijn.groups.rules import may_read_log
from krachtlijn.people.models import Person
from krachtlijn.privacy.keys import Keys, keys_for, keys_of
from krachtlijn.web.answers import demand

WHAT = "groups.Line"


@dataclass(frozen=True)
class Told:
    """A line opened for someone of the group."""

    line: Line
    words: str
    way: str  # how a decision was made, as it was then

    @property
    def who(self) -> str:
        """The alias; empty for someone who left."""
        return self.line.by.alias if self.line.by else ""


def sealed(group: Group, line: Line, words: str, way: str = "") -> bytes:
    """What is kept of a line."""
    content = json.dumps({"words": words, "way": way}, ensure_ascii=False)
    return keys_for(group.pk).seal(content.encode(), what=WHAT, row=str(line.pk))


def lines_of(group: Group, *, me: Member | None) -> QuerySet[Line]:
    """The lines of the log, the newest first; refused to whoever is not in the group."""
    demand(may_read_log(me))
    return group.lines.select_related("by").order_by("-on", "-made")


def opened(group: Group, lines: Iterable[Line], *, me: Member | None) -> list[Told]:
    """What these lines say; one question for the key, whatever their number."""
    demand(may_read_log(me))
    lines = list(lines)
    keys = keys_for(group.pk) if lines else None
    return [_opened(line, keys) for line in lines if keys]


def written_by(person: Person) -> list[tuple[Member, list[Told]]]:
    """The groups someone is in, each with the lines they wrote there; as many questions for all."""
    inside = Member.objects.filter(person=person).select_related("group")
    found = list(inside.prefetch_related("lines").order_by("since", "group__name", "pk"))
    keys = keys_of(*(one.group_id for one in found))
    return [(me, [_opened(line, keys[me.group_id]) for line in me.lines.all()]) for me in found]


def _opened(line: Line, keys: Keys) -> Told:
    said = json.loads(keys.unseal(bytes(line.sealed), what=WHAT, row=str(line.pk)))
    way = Group.Deciding(said["way"]).label if said["way"] else ""
    return Told(line, said["words"], str(way))
