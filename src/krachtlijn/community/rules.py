"""Who may move a barrier: yes, or no with a reason that can be read aloud.

Nobody is known here. Whoever asks comes with their parts: what they are to this very barrier.
"""

from collections.abc import Set

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.community.models import Barrier, Phase
from krachtlijn.web.answers import Refused

# What someone can be to a barrier. A group counts from three members with an account; the addressee is
# a policy officer of the organisation that was asked; a moderator reads here; the post is the system
# itself, when enough voices came in.
PARTS = ("resident", "worker", "group", "moderator", "addressee", "post")

ORDER = tuple(Phase.values)

# Each move: from which phases, to which, and whose it is.
MOVES: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "notice": (("",), Phase.NOTICED, ("worker", "group", "moderator", "post")),
    "collect": ((Phase.NOTICED,), Phase.COLLECTED, ("worker", "group", "moderator", "post")),
    "bundle": ((Phase.COLLECTED,), Phase.BUNDLED, ("group", "moderator", "post")),
    "analyse": ((Phase.BUNDLED,), Phase.ANALYSED, ("group", "moderator")),
    "report": ((Phase.ANALYSED,), Phase.REPORTED, ("group", "moderator")),
    "decide": ((Phase.REPORTED,), Phase.DECISION, ("addressee",)),
    "act": ((Phase.DECISION,), Phase.ACTION, ("addressee", "group")),
    "tell_back": ((Phase.DECISION, Phase.ACTION), Phase.FEEDBACK, ("addressee", "group", "moderator")),
    "close": ((Phase.FEEDBACK,), Phase.FEEDBACK, ("group", "moderator")),
    "reopen": ((Phase.FEEDBACK,), Phase.BUNDLED, ("post",)),
}  # fmt: skip

NOT_YOURS = {
    "notice": gettext_lazy("A worker, a group of three or more, or a reader writes this down."),
    "collect": gettext_lazy("A worker, a group of three or more, or a reader asks around."),
    "bundle": gettext_lazy("A group of three or more, or a reader, brings this together."),
    "analyse": gettext_lazy("A group of three or more, or a reader, writes down the talk."),
    "report": gettext_lazy("A group of three or more, or a reader, puts this to who can answer."),
    "decide": gettext_lazy(
        "Only a policy officer of the organisation that was asked can decide here."
    ),
    "act": gettext_lazy(
        "A policy officer of who was asked, or a group of three or more, says what is being done."
    ),
    "tell_back": gettext_lazy(
        "A policy officer of who was asked, a group of three or more, or a reader tells this back."
    ),
    "close": gettext_lazy("A group of three or more, or a reader, closes this."),
    "reopen": gettext_lazy("This comes back by itself, when enough people say it again."),
}


def may_move(barrier: Barrier, move: str, parts: Set[str], *, heard: bool = True):
    """Whether this move can be made now by someone with these parts. ``heard``: above the threshold."""
    before, _to, whose = MOVES[move]
    if barrier.merged_into_id:
        return Refused(_("This goes on together with another one. Say it there."))
    if not parts & set(whose):
        return Refused(str(NOT_YOURS[move]))
    if barrier.closed and move != "reopen":
        return Refused(_("This is closed. It comes back when enough people say it again."))
    if move == "close" and barrier.phase != Phase.FEEDBACK:
        return Refused(_("First tell back what came of it. Then it can be closed."))
    if barrier.phase not in before:
        return Refused(_("This step does not come now. Now it is: %(phase)s.") % {
            "phase": Phase(barrier.phase).label if barrier.phase else _("not begun")
        })  # fmt: skip
    if move == "bundle" and not heard:
        return Refused(_("Not enough people said this yet. Ask around, and wait for the count."))
    if move == "act" and barrier.decision == Barrier.Decision.NOT_ACT:
        return Refused(_("It was decided that nothing will be done. Tell that back."))
    if move == "reopen" and not barrier.closed:
        return Refused(_("This is not closed."))
    return True


def may_merge(barrier: Barrier, into: Barrier | None, parts: Set[str]):
    """Whether someone may join two barriers, or (without ``into``) split one.

    For two, ``group`` among the parts says that a group stands on both.
    """
    if not parts & {"group", "moderator"}:
        return Refused(
            _("A reader of the neighbourhood, or a group that stands on both, can do this.")
        )
    if barrier == into or barrier.merged_into_id or (into and into.merged_into_id):
        return Refused(_("This goes on together with another one. Say it there."))
    if barrier.closed or (into and into.closed):
        return Refused(_("This is closed. It comes back when enough people say it again."))
    return True
