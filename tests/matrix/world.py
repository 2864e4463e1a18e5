"""The world of the matrix: seventeen plans, one per state between two people, and thirteen readers.

Every private text, name, purpose, label and device carries a mark of its own that stands nowhere
else, so that a mark in an answer says exactly what leaked. Nobody has any right here by being made:
the rights are written in ``rights.py``, by hand.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

import time_machine
from django.test import Client
from django.utils import timezone

from krachtlijn.community import barriers
from krachtlijn.community.barriers import Acting
from krachtlijn.exchange import mydata
from krachtlijn.groups import actions as groups
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.models import Organisation
from krachtlijn.people import circle
from krachtlijn.people.models import Membership, Person, Session
from krachtlijn.people.sessions import hashed
from krachtlijn.people.tokens import make_token
from krachtlijn.privacy.keys import make_keeper
from krachtlijn.vault import actions, granting
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import read_all
from tests.community.conftest import squares

BEGIN = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
WORDS_OLD = BEGIN + timedelta(hours=1)
LATER_OLD = BEGIN + timedelta(hours=2)
WORDS_YOUNG = BEGIN + timedelta(hours=30)
LATER_YOUNG = BEGIN + timedelta(hours=31)
LOOKED = BEGIN + timedelta(hours=35)
PARTED = BEGIN + timedelta(hours=36)
WITHDRAWN = BEGIN + timedelta(hours=38)
EXPIRED = BEGIN + timedelta(hours=39)
READ = BEGIN + timedelta(hours=40)

BACKEND = "krachtlijn.people.backends.CardBackend"

# Who each is to every keeper, and the organisation they belong to.
READERS = {
    "worker": "house",  # in the circle, is given the words of the state
    "sister": "",  # in the circle, is given the words of the state
    "peer": "",  # in the circle, is given the words, and proposed something too
    "expert": "peers",  # in the circle, is given nothing, and proposed
    "shown nothing": "",  # in the circle, and that is all
    "stranger": "",  # has an account
    "colleague": "house",  # of the worker
    "council": "council",
    "officer": "city",
    "operator": "operations",
    "former": "house",  # was given the words; the contact is gone, the words were left standing
    "parted": "",  # was given the words; the contact was ended as the page does it
}
ROLES = {"worker": "worker", "colleague": "worker", "former": "worker", "expert": "expert"} | {
    "council": "council", "officer": "officer", "operator": "operator",
}  # fmt: skip
CIRCLE = ("worker", "sister", "peer", "expert", "shown nothing")
GIVEN_WORDS = ("worker", "sister", "peer", "former", "parted")
IN_GROUP = {"worker", "sister"}  # of the one group there is
# Nobody but its person is shown these before they show that very one.
ONLY_ME = ("story", "reflection", "vulnerability", "neighbourhood")
OTHER_KINDS = (
    "place", "tie", "source", "aid", "balance", "wish", "exploration", "choice", "step",
    "condition", "experience", "signs", *ONLY_ME,
)  # fmt: skip
# Said by another, and taken in by the keeper: of each kind by whom.
SAID = {"yes": "peer", "view": "peer"}
# Of the step in this plan it was asked of the one who said it, so it stands without being taken in.
ASKING, ASKED_OF = "everything", "peer"
# Of each kind there is an entry that is shown, somewhere: the first three in every plan, the
# others in these two, of which one is shown and one is not.
KINDS_OF_ENTRIES = {"strength", "factor", "goal", *OTHER_KINDS, *SAID}
RICH = ("in the circle, no words", "everything")
TAKES_NOTHING = ("stranger",)  # everyone else asked to take everything along, and it is open
ORGANISATIONS = ("house", "peers", "council", "city", "operations")


class Marks:
    """Hands out marks, and remembers what each one stands for."""

    def __init__(self):
        self.numbers = count(1)
        self.means: dict[str, tuple] = {}
        self.by_meaning: dict[tuple, set[str]] = {}

    def new(self, *means) -> str:
        mark = f"zz{next(self.numbers):05d}zz"
        self.means[mark] = means
        for length in range(1, len(means) + 1):
            self.by_meaning.setdefault(means[:length], set()).add(mark)
        return mark

    def of(self, *begin) -> set[str]:
        """Every mark whose meaning begins so."""
        return set(self.by_meaning.get(begin, ()))


@dataclass
class Actor:
    """Someone, how they come in, and what they have."""

    name: str
    person: Person
    cookie: str
    key: str
    device: str = ""
    token: str = ""


@dataclass
class Plan:
    """The plan of one keeper, in one state with everyone who was given words."""

    state: str
    owner: Actor
    ids: dict[str, object] = field(default_factory=dict)
    words: dict[str, list] = field(default_factory=dict)  # per reader the ids of the words


class World:
    def __init__(self):
        self.marks = Marks()
        self.readers: dict[str, Actor] = {}
        self.plans: dict[str, Plan] = {}
        self.ids: dict[str, tuple] = {}

    def everyone(self) -> list[Actor]:
        return [*self.readers.values(), *(plan.owner for plan in self.plans.values())]


def build(states: dict) -> World:
    """Everything that happened before the moment at which the matrix reads."""
    world = World()
    with time_machine.travel(BEGIN) as clock:
        world.clock = clock
        houses = {
            name: Organisation.objects.create(name=world.marks.new("organisation", name))
            for name in ORGANISATIONS
        }
        for name, house in READERS.items():
            world.readers[name] = newcomer(world, name)
            if house:
                Membership.objects.create(
                    person=world.readers[name].person,
                    organisation=houses[house],
                    role=ROLES[name],
                )
        circle.bring_together(world.readers["worker"].person, world.readers["expert"].person)
        for name, reader in world.readers.items():
            write(world, reader, ("reader", name), "own", "goal")
        come_together(world)
        notice_something(world)
        for state in states:
            world.plans[state] = Plan(state, newcomer(world, f"owner of {state}"))
            begin(world, world.plans[state])
        for old, words, later in ((True, WORDS_OLD, LATER_OLD), (False, WORDS_YOUNG, LATER_YOUNG)):
            plans = [
                plan for state, plan in world.plans.items() if states[state].get("old", True) is old
            ]
            clock.move_to(words)
            for plan in plans:
                say_words(world, plan, states[plan.state])
            clock.move_to(later)
            for plan in plans:
                write_later(world, plan)
        for actor in world.everyone():
            if actor.name not in TAKES_NOTHING:
                clock.move_to(WORDS_OLD)
                mydata.ask(by=actor.person, proved_at=timezone.now())
        clock.move_to(LOOKED)
        for name in GIVEN_WORDS:
            reader = world.readers[name].person
            read_all(reader, Entry.objects.for_actor(reader, "read"))
        say_yes(world, world.plans[ASKING])
        clock.move_to(PARTED)
        for plan in world.plans.values():
            circle.end_contact(world.readers["former"].person, by=plan.owner.person)
            granting.part_from(world.readers["parted"].person, by=plan.owner.person)
        clock.move_to(WITHDRAWN)
        for plan in world.plans.values():
            if states[plan.state].get("withdrawn"):
                for word in [one for words in plan.words.values() for one in words]:
                    granting.withdraw(word, by=plan.owner.person)
    with time_machine.travel(READ, tick=False):
        for actor in world.everyone():
            come_in(world, actor)
    entries = Entry.objects.unscoped("the matrix looks behind the door")
    world.revisions = dict(entries.values_list("pk", "revision"))
    return world


def newcomer(world: World, name: str) -> Actor:
    person = Person(name=world.marks.new("name", name))
    make_keeper(person.pk)
    person.save()
    met = (*CIRCLE, "former", "parted") if name.startswith("owner") else ()
    for other in met:
        circle.bring_together(person, world.readers[other].person)
    world.ids[str(person.pk)] = ("name", name)
    return Actor(name, person, "", "")


def come_in(world: World, actor: Actor) -> None:
    """Signed in on an own device with a PIN given just now, and with a key for a program."""
    client = Client()
    client.force_login(actor.person, backend=BACKEND)
    session = client.session
    actor.device = world.marks.new("device", actor.name)
    session["own_device"], session["device"] = True, actor.device
    session["proved_at"] = timezone.now().isoformat()
    session.save()
    actor.cookie = session.session_key
    actor.token = world.marks.new("token", actor.name)
    actor.key = make_token(actor.token, by=actor.person)
    actor.token_id = actor.person.tokens.get().pk
    actor.handle = Session.objects.get(pk=hashed(actor.cookie)).handle


def notice_something(world: World) -> None:
    """A place on the map, and one barrier there; nobody's words are in it."""
    load_areas(squares(["kaai"]), year=BEGIN.year, today=BEGIN.date())
    by = Acting("house", frozenset({"worker"}), BEGIN.date())
    world.barrier = barriers.notice("no_bus", "kaai", "noticed", by=by).pk


def come_together(world: World) -> None:
    """A group: its name and what it is for are open, who is in it and its log are not."""
    marks, (worker, sister) = world.marks, (world.readers[name] for name in ("worker", "sister"))
    group = groups.begin(
        marks.new("group", "name"), marks.new("group", "about"),
        alias=marks.new("in the group", "alias"), by=worker.person,
    )  # fmt: skip
    groups.join(group, marks.new("in the group", "alias"), by=sister.person)
    groups.put_in(group, marks.new("in the group", "alias"), by=sister.person)
    groups.take_role(group, marks.new("in the group", "role"), by=worker.person)
    for name in ("worker", "sister"):
        words, by = marks.new("in the group", "line"), world.readers[name].person
        groups.write_line(group, "note", words, on=BEGIN.date(), by=by)
    world.group = group.pk
    by_name = {world.readers[name].person.pk: name for name in IN_GROUP}
    world.lines = {by_name[line.by.person_id]: line.pk for line in group.lines.select_related("by")}


# ------------------------------------------------------------------------------ what a plan holds


def texts(world: World, kind: str, *means, by_other=False) -> dict[str, str]:
    """A mark in every text that this kind asks for."""
    asked = [name for name, asked in KINDS[kind].asked() if is_text(asked, by_other)]
    return {name: f"{world.marks.new(*means, name)} {name}" for name in asked}


def is_text(asked, by_other: bool) -> bool:
    if by_other and asked.own_hand:
        return False
    return asked.codes is None and not (asked.day or asked.links or asked.someone)


def write(world: World, who: Actor, whose: tuple, name: str, kind: str, *, said=None):
    """An entry of one's own; its marks mean (whose, name, "now", field)."""
    content = texts(world, kind, *whose, name, "now") | (said or {})
    opened, _ = actions.write(uuid4(), kind, content, by=who.person)
    world.ids[str(opened.id)] = (*whose, name)
    return opened.id


def put_before(
    world: World, plan: Plan, name: str, kind: str, by: str, *, changed: bool, about=None
) -> None:
    """A proposal; when it will be changed, its first words get marks of their own."""
    when = "first" if changed else "now"
    content = texts(world, kind, "plan", plan.state, name, when, by_other=True)
    who = world.readers[by].person
    opened, _ = actions.propose(
        plan.owner.person, kind, content, entry_id=uuid4(), about=about, by=who
    )
    plan.ids[name] = opened.id
    world.ids[str(opened.id)] = ("plan", plan.state, name)


def rewrite(world: World, plan: Plan, name: str, kind: str, revision: int) -> None:
    content = texts(world, kind, "plan", plan.state, name, "now")
    actions.rewrite(plan.ids[name], content, revision=revision, by=plan.owner.person)


def begin(world: World, plan: Plan) -> None:
    """What is in the plan before anyone is shown anything."""
    whose, by = ("plan", plan.state), plan.owner.person
    for name, kind in (("strength", "strength"), ("factor", "factor")):
        plan.ids[name] = write(world, plan.owner, whose, name, kind)
    goal = texts(world, "goal", *whose, "goal", "first")
    opened, _ = actions.write(uuid4(), "goal", goal, about=plan.ids["strength"], by=by)
    plan.ids["goal"] = opened.id
    world.ids[str(opened.id)] = (*whose, "goal")
    rewrite(world, plan, "goal", "goal", 1)
    for name in ("dropped", "wiped"):
        plan.ids[name] = write(world, plan.owner, whose, name, "goal")
    put_before(world, plan, "pending", "goal", "expert", changed=False)
    put_before(world, plan, "yes", "goal", "expert", changed=False)
    put_before(world, plan, "yes, changed", "strength", "expert", changed=True)
    put_before(world, plan, "no", "factor", "expert", changed=False)
    put_before(world, plan, "proposal, wiped", "goal", "expert", changed=False)
    put_before(world, plan, "yes, after", "goal", "expert", changed=False)
    put_before(world, plan, "peer's yes, changed", "goal", "peer", changed=True)
    for name, kind in (("yes, changed", "strength"), ("peer's yes, changed", "goal")):
        actions.accept(plan.ids[name], by=by)
        rewrite(world, plan, name, kind, 2)
    actions.accept(plan.ids["yes"], by=by)
    for name in ("dropped", "no"):
        actions.let_go(plan.ids[name], by=by)
    for name in ("wiped", "proposal, wiped"):
        actions.wipe(plan.ids[name], by=by)
    if plan.state in RICH:
        begin_richly(world, plan)


def begin_richly(world: World, plan: Plan) -> None:
    """One entry of every other kind, the last ones said by someone else."""
    for kind in OTHER_KINDS:
        asks = str(world.readers[ASKED_OF].person.pk)
        more = {KINDS[kind].kind_of.to: asks} if KINDS[kind].kind_of.to else {}
        whose, name = ("plan", plan.state), f"a {kind}"
        plan.ids[name] = write(world, plan.owner, whose, name, kind, said=more)
    for kind, reader in SAID.items():
        put_before(world, plan, f"a {kind}", kind, reader, changed=False)
        actions.accept(plan.ids[f"a {kind}"], by=plan.owner.person)


def say_yes(world: World, plan: Plan) -> None:
    """Whoever is asked and can see it says their own yes."""
    put_before(world, plan, "the yes", "yes", ASKED_OF, changed=False, about=plan.ids["a step"])
    own = Entry.objects.for_actor(plan.owner.person, "keep").filter(standing="own")
    assert own.filter(pk=plan.ids["the yes"]).exists()


def say_words(world: World, plan: Plan, state: dict) -> None:
    """The words of this state, said to everyone who is given words."""
    for reader in GIVEN_WORDS:
        plan.words[reader] = []
        for says, what in state["words"]:
            world.clock.shift(timedelta(seconds=1))
            to, by = world.readers[reader].person, plan.owner.person
            what = {name: plan.ids[it] if name == "entry" else it for name, it in what.items()}
            if says == "show":
                purpose = world.marks.new("purpose", plan.state, reader)
                word, _ = granting.show(
                    to, **what, purpose=purpose, by=by, proved_at=timezone.now()
                )
            else:
                word = granting.keep_back(**what, to=to if says == "not to them" else None, by=by)
            plan.words[reader].append(word.pk)
            world.ids[str(word.pk)] = ("word", plan.state)


def write_later(world: World, plan: Plan) -> None:
    """What comes into the plan after the words were said."""
    whose = ("plan", plan.state)
    plan.ids["later goal"] = write(world, plan.owner, whose, "later goal", "goal")
    plan.ids["later strength"] = write(world, plan.owner, whose, "later strength", "strength")
    actions.accept(plan.ids["yes, after"], by=plan.owner.person)
    if plan.state == "taken up anew":
        actions.let_go(plan.ids["goal"], by=plan.owner.person)
        actions.take_up(plan.ids["goal"], by=plan.owner.person)
