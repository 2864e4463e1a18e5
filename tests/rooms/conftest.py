"""Two neighbourhoods, and someone for every part that one can have to a barrier there."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from krachtlijn.community import barriers
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Barrier, Cell, Move, Release
from krachtlijn.groups.models import Group, Member
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership, Person
from tests import cast
from tests.community.conftest import squares

BACKEND = "krachtlijn.people.backends.CardBackend"
THEME, AREA, ELSEWHERE = "wait_home", "kaai", "molenwijk"
EVERYTHING = frozenset({"worker", "group", "moderator", "addressee", "post"})
# How a barrier comes to each state: its moves, one after the other.
WAY = ("notice", "collect", "bundle", "analyse", "report", "decide", "act", "tell_back", "close")
STATES = {
    "noticed": WAY[:1],
    "collected": WAY[:2],
    "bundled": WAY[:3],
    "analysed": WAY[:4],
    "reported": WAY[:5],
    "decided to act": WAY[:6],
    "decided not to act": WAY[:6],
    "being done": WAY[:7],
    "told back": WAY[:8],
    "closed": WAY,
}


def today() -> date:
    return timezone.localdate()


@dataclass
class Place:
    """The city and its people."""

    city: Organisation
    house: Organisation
    people: dict[str, Person] = field(default_factory=dict)

    def barrier(self, state: str, theme: str = THEME, area: str = AREA) -> Barrier:
        """A barrier that came to this state, with its group."""
        here = None
        for move in STATES[state]:
            here = self.make(move, here, theme, area, act=state != "decided not to act")
        return Barrier.objects.get(pk=here.pk)

    def make(self, move: str, barrier, theme=THEME, area=AREA, *, act=True, parts=EVERYTHING):
        """One move, in words of its own."""
        by, said = Acting(f"who does {move}", frozenset(parts), today()), f"said at {move}"
        if move == "notice":
            return barriers.notice(theme, area, said, by=by)
        more = {
            "report": {"to": self.city, "answer_by": today() + timedelta(days=30)},
            "decide": {"act": act},
        }
        return getattr(barriers, move)(barrier, said, by=by, **more.get(move, {}))

    def group_of(self, barrier: Barrier) -> Group:
        """The group around a barrier, with who is a member and two more."""
        group = Group.objects.create(name="Werkgroep", barrier=barrier, area=AREA)
        for who, alias in (("group", "Sam"), ("second", "Noor"), ("third", "Ilse")):
            Member.objects.create(group=group, person=self.people[who], alias=alias)
        return group

    def lone_group_of(self, barrier: Barrier) -> Group:
        """A group that someone began alone, with names of people who have no account."""
        group = Group.objects.create(name="Ik alleen", barrier=barrier, area=AREA)
        Member.objects.create(group=group, person=self.people["lone group"], alias="Solo")
        Member.objects.create(group=group, alias="One")
        Member.objects.create(group=group, alias="Two")
        return group

    def page(self, who: str, language: str = "en") -> Client:
        """The browser of someone; of nobody, when nobody is called so."""
        client = Client(headers={"accept-language": language})
        if who in self.people:
            client.force_login(self.people[who], backend=BACKEND)
            session = client.session
            session["own_device"] = True
            session.save()
        return client


def tell(number: int | None, theme: str = THEME, area: str = AREA, question: str = "numbers"):
    """A number that a release keeps."""
    period = "2026Q3" if question == "numbers" else "2026-09"
    release, _new = Release.objects.get_or_create(
        question=question, period=period, defaults={"made": today() - timedelta(days=20)}
    )
    return Cell.objects.create(release=release, area=area, about=theme, number=number)


def lines_of(barrier: Barrier) -> int:
    return Move.objects.filter(barrier=barrier).count()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def place(db):
    return furnish()


def furnish() -> Place:
    """The two areas, their organisations, and everyone."""
    load_areas(squares([AREA, ELSEWHERE]), year=today().year, today=date(2025, 1, 1))
    city = Organisation.objects.create(name="Stad", city=True)
    house = Organisation.objects.create(name="Wijkhuis")
    there = Place(city, house)
    for who, where, role, area in (
        ("resident", None, "", ""),
        ("group", None, "", ""),
        ("second", None, "", ""),
        ("third", None, "", ""),
        ("lone group", None, "", ""),
        ("worker", house, "worker", ""),
        ("moderator", house, "moderator", AREA),
        ("expert", house, "expert", AREA),
        ("moderator elsewhere", house, "moderator", ELSEWHERE),
        ("officer", city, "officer", ""),
        ("officer elsewhere", house, "officer", ""),
        ("worker of the addressee", city, "worker", ""),
        ("operator", city, "operator", ""),
    ):
        person = there.people[who] = cast.person(who.title(), language="en")
        if where:
            Membership.objects.create(person=person, organisation=where, role=role, area=area)
    return there
