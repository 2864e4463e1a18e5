"""Who someone is to a barrier or a place. This is the one door: pages ask here, rules decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Barrier
from krachtlijn.community.rules import MOVES, may_merge, may_move
from krachtlijn.groups.models import Group
from krachtlijn.groups.rules import COUNTS_FROM
from krachtlijn.people.models import Membership

Role = Membership.Role
READERS = (Role.MODERATOR, Role.EXPERT)  # of the neighbourhood: they have an area


@dataclass(frozen=True)
class Standing:
    """The parts someone has, each with the name people read: an organisation or a group, no person."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(self.names)

    def beside(self, other: "Standing") -> "Standing":
        """For two that go on as one: a group counts only when it stands on the other one too."""
        kept = {part: name for part, name in self.names.items() if part != "group"}
        both = {"group": self.names["group"]} if self.parts & other.parts & {"group"} else {}
        return Standing(kept | both)

    def acting(self, move: str) -> Acting:
        """This move by the part that it belongs to, today."""
        whose = MOVES[move][2] if move in MOVES else ("group", "moderator")
        who = next((self.names[part] for part in whose if part in self.names), "")
        return Acting(who=who, parts=self.parts, on=today())

    def may(self, barrier: Barrier, move: str, *, heard: bool = True):
        """Yes, or no with the reason."""
        if move in ("merge", "split"):
            return may_merge(barrier, None, self.parts)
        return may_move(barrier, move, self.parts, heard=heard)


def today() -> date:
    """The day it is for people here."""
    return timezone.localdate()


def standing_to(barrier: Barrier, person) -> Standing:
    """What this person is to this barrier."""
    areas = {scope.area for scope in barrier.scopes.all()}
    groups = Q(barrier=barrier) | Q(barrier__merged_into=barrier)
    return _standing(person, areas, groups, addressee=barrier.addressee_id)


def standing_in(area: str, person) -> Standing:
    """What this person is to what has not been written down yet, in this place."""
    return _standing(person, {area}, Q(area=area))


def _standing(person, areas: Iterable[str], groups: Q, *, addressee=None) -> Standing:
    if not person.is_authenticated:
        return Standing()
    names = {"resident": ""}
    for one in roles_of(person):
        if one.role == Role.WORKER:
            names["worker"] = one.organisation.name
        if one.role in READERS and one.area in areas:
            names["moderator"] = one.organisation.name
        # A worker there helps people, and does not decide for the organisation.
        if one.role == Role.OFFICER and addressee and one.organisation_id == addressee:
            names["addressee"] = one.organisation.name
    group = Group.objects.moving(person, many=COUNTS_FROM).filter(groups).first()
    if group:
        names["group"] = group.name
    return Standing(names)


def roles_of(person) -> list[Membership]:
    """All roles of a person, with their organisations."""
    if not person.is_authenticated:
        return []
    found = Membership.objects.filter(person=person).select_related("organisation")
    return list(found.order_by("pk"))


def areas_read_by(person) -> set[str]:
    """The areas whose sentences this person reads before others do."""
    return {one.area for one in roles_of(person) if one.role in READERS and one.area}


def answers_for(person) -> list[Membership]:
    """Where this person is a policy officer."""
    return [one for one in roles_of(person) if one.role == Role.OFFICER]


def is_worker(person) -> bool:
    """Whether this person works somewhere: then they may raise what they see."""
    return any(one.role == Role.WORKER for one in roles_of(person))
