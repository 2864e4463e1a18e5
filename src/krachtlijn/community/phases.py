"""The line of a barrier: where it is, and how it came there. Eight phases, or four beads of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from krachtlijn.community.models import Barrier, Move, Phase, Scope
from krachtlijn.community.rules import MOVES, ORDER

DONE, NOW, TO_COME = "done", "now", "to-come"
DID = _("Done")

# The four beads of the neighbourhood's page: what each is called, and the phases it stands for.
BEADS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Heard"), (Phase.NOTICED, Phase.COLLECTED, Phase.BUNDLED)),
    (_("Talked about"), (Phase.ANALYSED, Phase.REPORTED)),
    (_("Decided"), (Phase.DECISION,)),
    (DID, (Phase.ACTION, Phase.FEEDBACK)),
)

# What stays in the line, and is not a step on it.
BESIDE = {
    "merge": _("Two that were one go on together"),
    "split": _("A part goes on by itself"),
    "close": _("Closed"),
    "reopen": _("Said again by enough people: open again"),
    "by_worker": _("Also raised by a worker"),
    "by_group": _("Also raised by a group"),
}


@dataclass(frozen=True)
class Bead:
    """One point of the line: its name, how far it is, and the move that brought it there."""

    label: str | Promise
    state: str
    move: Move | None = None

    @property
    def on(self) -> date | None:
        return self.move.on if self.move else None


def running(area: str) -> QuerySet[Barrier]:
    """The open barriers of an area, each with all its line needs."""
    return with_line(of_areas([area])).order_by("opened", "pk")


def closed_since(area: str, day: date) -> QuerySet[Barrier]:
    """What was closed here since this day: what came of it stays to be read."""
    return with_line(_in([area]).filter(closed__gte=day))


def waiting_for_answer() -> QuerySet[Barrier]:
    """Everything that was put to someone who has not decided yet; the nearest day first."""
    waiting = Barrier.objects.filter(phase=Phase.REPORTED, closed=None, merged_into=None)
    return with_line(waiting).order_by("answer_by", "opened", "pk")


def with_line(barriers: QuerySet[Barrier]) -> QuerySet[Barrier]:
    """Together with all that a page needs to draw their lines."""
    return barriers.select_related("addressee").prefetch_related("scopes", "moves")


def line_of_eight(barrier: Barrier) -> list[Bead]:
    """Every phase in its order, with the move that brought the barrier there."""
    moves, here = _moves_to_phases(barrier), ORDER.index(barrier.phase)
    skipped = _never_acts(barrier)
    return [
        Bead(_called(phase, state), state, moves.get(phase))
        for index, phase in enumerate(ORDER)
        for state in (_state(index, here, barrier),)
        if not (phase in skipped and phase not in moves)
    ]


def line_of_four(barrier: Barrier) -> list[Bead]:
    """Heard, talked about, decided, done: the line for who reads in passing."""
    moves, here = _moves_to_phases(barrier), ORDER.index(barrier.phase)
    return [_bead(label, phases, moves, here, barrier) for label, phases in BEADS]


def _bead(label, phases: Iterable[str], moves: dict[str, Move], here: int, barrier: Barrier):
    places = [ORDER.index(phase) for phase in phases]
    reached = [moves[phase] for phase in phases if phase in moves]
    state = TO_COME if here < places[0] else NOW if here < places[-1] else DONE
    if barrier.closed:
        state = DONE
    if _never_acts(barrier) & set(phases):
        label = _("Told back")
    if state == NOW and barrier.phase == Phase.ACTION:
        label = _called(Phase.ACTION, state)
    return Bead(label, state, reached[-1] if reached else None)


def _called(phase: str, state: str) -> str | Promise:
    """What is going on is not called done, and what is over not going on."""
    return DID if phase == Phase.ACTION and state == DONE else Phase(phase).label


def _state(index: int, here: int, barrier: Barrier) -> str:
    if index == here and not barrier.closed:
        return NOW
    return DONE if index <= here else TO_COME


def _never_acts(barrier: Barrier) -> set[str]:
    return {Phase.ACTION} if barrier.decision == Barrier.Decision.NOT_ACT else set()


def _moves_to_phases(barrier: Barrier) -> dict[str, Move]:
    """The last move to each phase; what came before it was said again is of an earlier round."""
    found: dict[str, Move] = {}
    for move in barrier.moves.all():
        if move.what == "reopen":
            # Heard again: only how it began is still of this round.
            found = {phase: found[phase] for phase in ORDER[:2] if phase in found}
        if move.what in MOVES and move.what != "close":
            found[MOVES[move.what][1]] = move
    return found


def next_moves(barrier: Barrier) -> list[str]:
    """What can come now, whoever does it; the usual one first."""
    if barrier.closed:
        return []
    if barrier.phase == Phase.DECISION and barrier.decision == Barrier.Decision.NOT_ACT:
        return ["tell_back"]
    return [
        move
        for move, (before, _to, _whose) in MOVES.items()
        if barrier.phase in before and move != "reopen"
    ]


def of_areas(areas: Iterable[str]) -> QuerySet[Barrier]:
    """Open barriers of any of these areas."""
    return _in(areas).filter(closed=None)


def _in(areas: Iterable[str]) -> QuerySet[Barrier]:
    # The scopes first: a city has very many barriers, and an area a few.
    there = Scope.objects.filter(area__in=list(areas)).values("barrier")
    return Barrier.objects.filter(pk__in=there, merged_into=None)
