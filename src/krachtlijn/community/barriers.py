"""Barriers: from noticed to told back, in eight phases. Each move has a day, a who and what was said."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from krachtlijn.community.models import Barrier, Cell, Move, Scope, Signal
from krachtlijn.community.rules import MOVES, may_merge, may_move
from krachtlijn.organisations.codes import LEVEL
from krachtlijn.organisations.models import Organisation
from krachtlijn.web.answers import Refused, demand

SAY_SOMETHING = _("Write in a few words what is said or done, and why.")
BY_OTHERS: dict[str, str] = {
    Signal.RaisedBy.WORKER: "by_worker",
    Signal.RaisedBy.GROUP: "by_group",
}
RECENT = timedelta(days=366)  # a count older than this bundles nothing


@dataclass(frozen=True)
class Acting:
    """Who makes a move: the name people read, what they are to this barrier, and the day."""

    who: str
    parts: frozenset[str]
    on: date


@transaction.atomic
def notice(theme: str, area: str, said: str, *, by: Acting) -> Barrier:
    """Write down that something holds people back here; the answer is the one barrier about it."""
    demand(may_move(Barrier(phase=""), "notice", by.parts))
    if there := _about(theme, area):
        return there
    _demand_words(said)
    try:
        with transaction.atomic():
            barrier = Barrier.objects.create(opened=by.on)
            Scope.objects.create(barrier=barrier, theme=theme, area=area)
    except IntegrityError:
        # Noticed by two at once: the other was first.
        return survivor(Scope.objects.get(theme=theme, area=area, level="").barrier)
    _note(barrier, "notice", said, by)
    return barrier


def _about(theme: str, area: str) -> Barrier | None:
    there = Scope.objects.filter(theme=theme, area=area, level="").first()
    return survivor(there.barrier) if there else None


def collect(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """Ask around: whoever is held back by this can say so."""
    return _move(barrier, "collect", said, by)


def bundle(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """Bring the voices together; only above the threshold, as a release told it."""
    return _move(barrier, "bundle", said, by)


def analyse(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """What was said when people talked about it: what is behind it, who is hit, what would help."""
    return _move(barrier, "analyse", said, by)


def report(
    barrier: Barrier, said: str, *, to: Organisation, answer_by: date, by: Acting
) -> Barrier:
    """Put it to the organisation that can answer, with the day by which it does."""
    if answer_by <= by.on:
        raise Refused(_("Choose a day that is still to come."))
    return _move(barrier, "report", said, by, addressee=to, answer_by=answer_by)


def decide(barrier: Barrier, said: str, *, act: bool, by: Acting) -> Barrier:
    """Act, or not; either way ``said`` is the reason, and a decision without one is refused."""
    decision = Barrier.Decision.ACT if act else Barrier.Decision.NOT_ACT
    return _move(barrier, "decide", said, by, decision=decision)


def act(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """What is being done, by whom, from when."""
    return _move(barrier, "act", said, by)


def tell_back(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """Tell everyone who said this what came of it."""
    return _move(barrier, "tell_back", said, by)


def close(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """Close it; only after it was told back."""
    return _move(barrier, "close", said, by, closed=by.on)


def reopen(barrier: Barrier, said: str, *, by: Acting) -> Barrier:
    """It was said again above the threshold: it is back where voices are together, and says so."""
    return _move(
        barrier, "reopen", said, by, closed=None, decision="", answer_by=None, said_again=by.on
    )


@transaction.atomic
def merge(barrier: Barrier, into: Barrier, said: str, *, by: Acting) -> Barrier:
    """Two that are one go on as one: all voices of the first are voices of the second from now on."""
    # Always locked in the same order: two that merge crosswise cannot wait for each other.
    fresh = {one: _locked(one) for one in sorted((barrier, into), key=lambda one: one.pk)}
    barrier, into = fresh[barrier], fresh[into]
    demand(may_merge(barrier, into, by.parts))
    _demand_words(said)
    barrier.scopes.update(barrier=into)
    Barrier.objects.filter(merged_into=barrier).update(merged_into=into)
    Barrier.objects.filter(pk=barrier.pk).update(merged_into=into)
    _note(barrier, "merge", said, by)
    _note(into, "merge", said, by)
    return into


@transaction.atomic
def split(barrier: Barrier, level: str, said: str, *, by: Acting) -> Barrier:
    """What sits on one level goes on as a barrier of its own, in the same phase; voices follow.

    What happened so far happened to the part too: it has the same line, with what was asked.
    """
    barrier = _locked(barrier)
    demand(may_merge(barrier, None, by.parts))
    _demand_words(said)
    parts = _parts(barrier, level)
    if not parts:
        raise Refused(_("This part goes on by itself already."))
    kept = ("phase", "addressee", "answer_by", "decision", "said_again")
    part = Barrier.objects.create(opened=by.on, **{name: getattr(barrier, name) for name in kept})
    before = ("what", "on", "who", "said", "enough")
    Move.objects.bulk_create(Move(barrier=part, **one) for one in barrier.moves.values(*before))
    barrier.scopes.filter(level=level).update(barrier=part)
    for one in parts:
        one.barrier = part
        one.save()
    _note(barrier, "split", said, by)
    _note(part, "split", said, by)
    return part


def also_raised(theme: str, area: str, raised_by: str, *, on: date) -> None:
    """A worker or a group raised what a barrier is about: its line says so, once for each of the two.

    Only the month is kept. Where there is no barrier about it, and for what people say themselves,
    nothing is written.
    """
    what, barrier = BY_OTHERS.get(raised_by), _about(theme, area)
    if what and barrier and not barrier.moves.filter(what=what).exists():
        Move.objects.create(barrier=barrier, what=what, on=on.replace(day=1), who="")


def splittable(barrier: Barrier) -> list[str]:
    """The levels that do not go on by themselves yet."""
    return [level for level in LEVEL if _parts(barrier, level)]


def _parts(barrier: Barrier, level: str) -> list[Scope]:
    """What a part of this level would be about, and is not apart yet."""
    apart = set(Scope.objects.filter(level=level).values_list("theme", "area"))
    whole = [one for one in barrier.scopes.all() if not one.level]
    return [
        Scope(theme=one.theme, area=one.area, level=level)
        for one in whole
        if (one.theme, one.area) not in apart
    ]


def survivor(barrier: Barrier) -> Barrier:
    """The barrier itself, or the one it went on with."""
    return barrier.merged_into or barrier


def barrier_of(signal: Signal) -> Barrier | None:
    """Where this voice is heard now, whatever was merged or split since."""
    narrowest = Scope.objects.filter(
        Q(level=signal.level) | Q(level=""), theme=signal.theme, area=signal.area
    ).order_by("-level")
    first = narrowest.select_related("barrier").first()
    return first.barrier if first else None


def is_heard(barrier: Barrier, *, on: date) -> bool:
    """Whether a release of the last year told that enough people say this."""
    recent = Cell.objects.filter(release__made__gte=on - RECENT, release__made__lte=on)
    return any(
        recent.filter(area=scope.area, about=scope.theme).exists() for scope in barrier.scopes.all()
    )


@transaction.atomic
def _move(barrier: Barrier, move: str, said: str, by: Acting, **changes) -> Barrier:
    """One move of an open barrier; the row is locked, so two at once cannot both make it."""
    barrier = _locked(barrier)
    heard = move != "bundle" or is_heard(barrier, on=by.on)
    demand(may_move(barrier, move, by.parts, heard=heard))
    _demand_words(said)
    barrier.phase = MOVES[move][1]
    for name, value in changes.items():
        setattr(barrier, name, value)
    barrier.save()
    _note(barrier, move, said, by)
    return barrier


def _demand_words(said: str) -> None:
    if not said.strip():
        raise Refused(SAY_SOMETHING)


def _locked(barrier: Barrier) -> Barrier:
    return Barrier.objects.select_for_update().get(pk=barrier.pk)


def _note(barrier: Barrier, what: str, said: str, by: Acting) -> None:
    told = {"enough": said} if isinstance(said, Move.Enough) else {"said": said.strip()}
    Move.objects.create(barrier=barrier, what=what, on=by.on, who=by.who, **told)
