"""What people do in a group. Each verb asks its rule; the actor is ``by``."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from krachtlijn.community import actions as together
from krachtlijn.community import raising
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Barrier, CollectiveAction, Signal
from krachtlijn.groups import rules
from krachtlijn.groups.log import sealed
from krachtlijn.groups.models import Group, Line, Member
from krachtlijn.people.models import Person
from krachtlijn.people.secrets import LETTERS, tidy
from krachtlijn.privacy.keys import keys_for, make_keeper
from krachtlijn.web.answers import Refused, demand

WORD_LENGTH = 10


def member_in(group: Group, person) -> Member | None:
    """Who this person is in the group; nobody for whoever is not in it, or not signed in."""
    if not getattr(person, "is_authenticated", False):
        return None
    return group.members.filter(person=person).first()


def begin(
    name: str, about: str = "", *, alias: str, by: Person, area: str = "",
    deciding: str = Group.Deciding.TALK, open: bool = True, barrier: Barrier | None = None,
    group_id: uuid.UUID | None = None,
) -> Group:  # fmt: skip
    """A new group, with its own key and whoever begins it in it.

    The id may be made by the page: sent again, it is the same group. Of others it is never taken.
    """
    there = group_id and Group.objects.filter(pk=group_id).first()
    if there and member_in(there, by):
        return there
    group = Group(name=name.strip(), about=about.strip(), area=area, deciding=deciding, open=open)
    group.pk = group_id if group_id and not there else group.pk
    if barrier:
        demand(rules.may_take_up(Member(), group, barrier))
        group.barrier = barrier
    make_keeper(group.pk)
    try:
        with transaction.atomic():
            group.save(force_insert=True)
            Member.objects.create(group=group, person=by, alias=alias.strip())
    except IntegrityError:
        # Sent twice at once: the other was first.
        return Group.objects.of(by).get(pk=group.pk)
    return group


@transaction.atomic
def join(group: Group, alias: str, *, by: Person, word: str = "") -> Member:
    """Come in, under the name you want to be called here."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    hosts = group.members.exclude(person=None).count()
    knows = bool(word) and tidy(word) in words_of(group)
    demand(rules.may_join(member_in(group, by), group, hosts=hosts, knows_word=knows))
    return Member.objects.create(group=group, person=by, alias=alias.strip())


def put_in(group: Group, alias: str, *, by: Person) -> Member:
    """Someone without an account is in it too, at their own wish, by the name they want."""
    demand(rules.may_take_part(member_in(group, by), group))
    return Member.objects.create(group=group, alias=alias.strip())


def put_out(other: Member, *, by: Person) -> None:
    """Someone without an account leaves: the name goes at once."""
    demand(rules.may_put_out(member_in(other.group, by), other.group, other))
    other.delete()


@transaction.atomic
def leave(group: Group, *, by: Person, wipe: bool = False) -> None:
    """Leave at any time. The alias goes; the words stay as someone's who left, or go along."""
    me = member_in(group, by)
    if me and wipe:
        me.lines.all().delete()
    if me:
        me.delete()


def take_role(group: Group, role: str, *, by: Person) -> None:
    """Take a role: taken by whoever does it, never given. An empty one hands it back."""
    me = member_in(group, by)
    demand(rules.may_take_part(me, group))
    Member.objects.filter(group=group, person=by).update(role=role.strip())


def write_line(
    group: Group, kind: str, words: str, *, on: date, by: Person, line_id: uuid.UUID | None = None
) -> None:
    """Write in the log, sealed. The id may be made by the page: sent again, it is the same line."""
    me = member_in(group, by)
    if kind == Line.Kind.DECISION:
        roles = group.members.exclude(role="").count()
        demand(rules.may_decide(me, group, roles=roles))
    else:
        demand(rules.may_take_part(me, group))
    line = Line(id=line_id or uuid.uuid4(), group=group, kind=kind, on=on, by=me)
    way = group.deciding if kind == Line.Kind.DECISION else ""
    line.sealed = sealed(group, line, words.strip(), way)
    Line.objects.bulk_create([line], ignore_conflicts=True)


def wipe_line(line: Line, *, by: Person) -> None:
    """Take one's own words out."""
    demand(rules.may_wipe(member_in(line.group, by), line))
    line.delete()


@transaction.atomic
def decide_otherwise(group: Group, deciding: str, *, by: Person) -> None:
    """Another way of deciding, from today; the log says it, decided in the way of before."""
    now = Group.Deciding(deciding).label
    words = _("From today we decide so: %(way)s.") % {"way": now}
    write_line(group, Line.Kind.DECISION, words, on=timezone.localdate(), by=by)
    Group.objects.filter(pk=group.pk).update(deciding=deciding)


def take_up(group: Group, barrier: Barrier, *, by: Person) -> None:
    """Make a barrier the group's own: from now on the group is one of those who move it."""
    demand(rules.may_take_up(member_in(group, by), group, barrier))
    Group.objects.filter(pk=group.pk).update(barrier=barrier)


@transaction.atomic
def begin_action(group: Group, title: str, kind: str, *, by: Person) -> CollectiveAction:
    """Something to do together; about the barrier of the group, when it has one."""
    group = Group.objects.select_for_update(of=("self",)).select_related("action").get(pk=group.pk)
    demand(rules.may_begin_action(member_in(group, by), group))
    group.action = together.propose(
        title, area=group.area, kind=kind, barrier=group.barrier, by=_acting(group)
    )
    group.save(update_fields=["action"])
    return group.action


@transaction.atomic
def move_action(group: Group, move: str, words: str = "", *, by: Person) -> None:
    """The next step of what the group does; what is said of it stands in the log too."""
    group = Group.objects.select_related("action").get(pk=group.pk)
    demand(rules.may_move_action(member_in(group, by), group))
    action = together.move(_going_on(group), move, words, by=_acting(group))
    if words.strip():
        said = f"{action.get_state_display()}: {words.strip()}"
        write_line(group, Line.Kind.ACTION, said, on=timezone.localdate(), by=by)


def raise_signal(group: Group, theme: str, *, level: str, area: str = "", by: Person) -> None:
    """The group says that something holds people back here; told as the group's, counted as nobody's."""
    demand(rules.may_take_part(member_in(group, by), group))
    today, as_group = timezone.localdate(), Signal.RaisedBy.GROUP
    where = group.area or area
    raising.raise_signal(group.pk, theme, level=level, area=where, raised_by=as_group, on=today)


def take_signal_back(group: Group, theme: str, month: str, *, by: Person) -> str:
    """Take back what the group raised; what that came to, as in ``raising.take_back``."""
    demand(rules.may_take_part(member_in(group, by), group))
    return raising.take_back(group.pk, theme, month)


@transaction.atomic
def end(group: Group, words: str = "", *, by: Person) -> None:
    """The group stops. Its log stays readable for those who are in it; nobody comes in any more."""
    demand(rules.may_take_part(member_in(group, by), group))
    if words.strip():
        write_line(group, Line.Kind.NOTE, words, on=timezone.localdate(), by=by)
    Group.objects.filter(pk=group.pk).update(ended=timezone.localdate())


def word_of(group: Group) -> str:
    """What someone says to come into a group that is not open to all; another one each month."""
    return words_of(group)[0]


def words_of(group: Group) -> list[str]:
    """The word of this month and that of the month before, made of the group's own secret."""
    keys, today = keys_for(group.pk), timezone.localdate()
    months = [today.year * 12 + today.month - back for back in (0, 1)]
    marks = [keys.token("group-word/v1", str(month))[:WORD_LENGTH] for month in months]
    return ["".join(LETTERS[byte % len(LETTERS)] for byte in mark) for mark in marks]


def _going_on(group: Group) -> CollectiveAction:
    if group.action is None:
        raise Refused(_("There is nothing going on in this group now."))
    return group.action


def _acting(group: Group) -> Acting:
    return Acting(who=group.name, parts=frozenset({"member"}), on=timezone.localdate())
