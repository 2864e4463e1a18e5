"""Who may do what in a group: yes, or no with a reason that can be read aloud.

``me`` is who the asker is in this very group, and nobody (``None``) for everyone outside.
"""

from django.utils.translation import gettext as _

from krachtlijn.community.models import Barrier
from krachtlijn.groups.models import Group, Line, Member
from krachtlijn.web.answers import Refused

# From so many members with an account a group moves a barrier. Anyone can begin a group alone; one
# person would then speak for a neighbourhood, close what others said, or make it go on elsewhere.
COUNTS_FROM = 3


def may_join(me: Member | None, group: Group, *, hosts: int, knows_word: bool):
    """Whether someone may come in. ``hosts``: how many are in it who could meet them."""
    if me:
        return Refused(_("You are in this group already."))
    if group.ended:
        return Refused(_("This group has ended. Its log stays with those who were in it."))
    if not hosts:
        # Else whoever comes first would read what others wrote, with nobody there to see it.
        return Refused(_("Nobody is in this group any more. You can begin a new one."))
    if not group.open and not knows_word:
        return Refused(_("You need the word of this group. Ask it from someone who is in it."))
    return True


def may_read_log(me: Member | None):
    """Only who is in the group reads its log, also after it ended."""
    return True if me else Refused(_("Only who is in the group reads its log."))


def may_take_part(me: Member | None, group: Group):
    """Write, take a role, act, let someone in, raise a signal: whoever is in it, while it goes on."""
    if not me:
        return Refused(_("Only who is in the group can do this."))
    if group.ended:
        return Refused(_("This group has ended. Its log stays with those who were in it."))
    return True


def may_decide(me: Member | None, group: Group, *, roles: int):
    """Who writes down a decision. Where a role decides, it is someone with a role, once there is one."""
    answer = may_take_part(me, group)
    by_role = group.deciding == Group.Deciding.ROLE
    if me and answer and by_role and roles and not me.role:
        return Refused(_("In this group, who has a role decides. Take a role first."))
    return answer


def may_wipe(me: Member | None, line: Line):
    """Everyone wipes their own words, and nobody those of another."""
    return True if me and line.by_id == me.pk else Refused(_("These are not your words."))


def may_put_out(me: Member | None, group: Group, other: Member):
    """Who has an account leaves by themselves; for who has none, someone else does it."""
    if other.person_id:
        return Refused(_("Only they themselves can leave."))
    return may_take_part(me, group)


def may_take_up(me: Member | None, group: Group, barrier: Barrier):
    """Whether this group may make a barrier its own."""
    if barrier.merged_into_id:
        return Refused(_("This goes on together with another one. Take up that one."))
    if barrier.closed:
        return Refused(_("This is closed. It comes back when enough people say it again."))
    return may_take_part(me, group)


def may_begin_action(me: Member | None, group: Group):
    """One thing at a time: the next one begins when the last one was told back."""
    if group.action and group.action.state != "told_back":
        return Refused(_("First tell back what came of what you do now."))
    return may_take_part(me, group)


def may_move_action(me: Member | None, group: Group):
    """Whoever is in it takes the next step of what the group does; which one, the action says."""
    if me and not group.action:
        return Refused(_("The group has nothing to do yet. Begin with an idea."))
    return may_take_part(me, group)
