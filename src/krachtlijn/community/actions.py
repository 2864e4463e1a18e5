"""What people do together: from an idea to a result, or to none, and then told back to everyone.

Nobody is known here. Whoever makes a move comes with their parts: what they are to this action.
"""

from collections.abc import Set

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.community.barriers import Acting, survivor
from krachtlijn.community.models import Barrier, CollectiveAction
from krachtlijn.web.answers import Refused, demand

State = CollectiveAction.State

# What someone can be to an action: in the group that does it, or a reader of the neighbourhood.
PARTS = ("member", "moderator", "resident")
UNDER_WAY = (State.IDEA, State.INTEREST, State.FORMING, State.PLANNING, State.ACTING)

# Each move: from which states, to which, and whose it is.
MOVES: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "propose": (("",), State.IDEA, ("member",)),
    "ask": ((State.IDEA,), State.INTEREST, ("member",)),
    "form": ((State.INTEREST,), State.FORMING, ("member",)),
    "plan": ((State.FORMING,), State.PLANNING, ("member",)),
    "start": ((State.PLANNING,), State.ACTING, ("member",)),
    "result": ((State.ACTING,), State.RESULT, ("member",)),
    "no_result": (UNDER_WAY, State.NO_RESULT, ("member",)),
    "tell_back": ((State.RESULT, State.NO_RESULT), State.TOLD_BACK, ("member", "moderator")),
}
ENDINGS = ("result", "no_result")  # these ask for words that everyone can read

NOT_YOURS = {
    "tell_back": gettext_lazy("The group or a reader of the neighbourhood tells this back."),
}
ONLY_THE_GROUP = gettext_lazy("Only the group that does this takes this step.")


def may_move(action: CollectiveAction, move: str, parts: Set[str]):
    """Whether someone with these parts can make this move now."""
    before, _to, whose = MOVES[move]
    if not parts & set(whose):
        return Refused(str(NOT_YOURS.get(move, ONLY_THE_GROUP)))
    if action.state not in before:
        if move == "tell_back" and action.state in UNDER_WAY:
            return Refused(_("First say what it brought, or that it brought nothing."))
        return Refused(_("This step does not come now. Now it is: %(state)s.") % {
            "state": State(action.state).label if action.state else _("not begun")
        })  # fmt: skip
    return True


def next_moves(action: CollectiveAction, parts: Set[str]) -> list[str]:
    """The moves that can be made now, the way ahead first."""
    return [move for move in MOVES if move != "propose" and may_move(action, move, parts)]


def propose(
    title: str, *, area: str, kind: str, by: Acting, barrier: Barrier | None = None
) -> CollectiveAction:
    """An idea to do something together, about a barrier or so that everyone is welcome."""
    demand(may_move(CollectiveAction(state=""), "propose", by.parts))
    about = survivor(barrier) if barrier else None
    return CollectiveAction.objects.create(
        title=title.strip(), area=area, kind=kind, barrier=about, who=by.who, begun=by.on,
        changed=by.on,
    )  # fmt: skip


@transaction.atomic
def move(action: CollectiveAction, name: str, said: str = "", *, by: Acting) -> CollectiveAction:
    """One move; the row is locked, so two at once cannot both make it. An ending asks for words."""
    action = CollectiveAction.objects.select_for_update().get(pk=action.pk)
    demand(may_move(action, name, by.parts))
    if name in ENDINGS:
        if not said.strip():
            raise Refused(_("Say in a few words what it brought, or why it brought nothing."))
        action.result, action.brought = said.strip(), name == "result"
    action.state, action.changed = MOVES[name][1], by.on
    action.save()
    return action


def actions_of(barrier: Barrier) -> QuerySet[CollectiveAction]:
    """All that people did or do about this barrier and those that went on in it, oldest first."""
    about = Q(barrier=barrier) | Q(barrier__merged_into=barrier)
    return CollectiveAction.objects.filter(about).order_by("begun", "title")


def actions_in(area: str) -> QuerySet[CollectiveAction]:
    """All that people do in this area, what changed last first."""
    return CollectiveAction.objects.filter(area__in=[area, ""]).order_by("-changed", "title")
