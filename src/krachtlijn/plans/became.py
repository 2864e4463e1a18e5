"""What became of what a person said: found by their tokens, told to them alone, and answered unseen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from krachtlijn.community import phases, signals
from krachtlijn.community.models import Answer, Barrier, Move, Phase, Scope, Signal
from krachtlijn.community.periods import month_of
from krachtlijn.community.releases import is_counted
from krachtlijn.community.rules import MOVES
from krachtlijn.community.telling import numbers_of_areas
from krachtlijn.organisations.codes import THEMES
from krachtlijn.people.models import Person
from krachtlijn.plans.codes import DID_FOR_ME, FITS
from krachtlijn.plans.signalling import Said, months_since, posted, take_each_back
from krachtlijn.privacy import mailbox
from krachtlijn.privacy.keys import Keys, keys_for, keys_of
from krachtlijn.resources.models import Possibility
from krachtlijn.vault.reading import Opened
from krachtlijn.web.answers import Refused

FRESH = timedelta(days=30)  # so long something counts as news
QUESTIONS = {"fits": FITS, "did": DID_FOR_ME}


@dataclass(frozen=True)
class Answered:
    """What someone answered: the codes once they are posted, and whether a new answer waits."""

    said: tuple[str, ...]
    waits: bool


@dataclass
class Became:
    """What became of what a person said: where it is now, what came of it, what they think of it.

    What they said in several months, or in other words, of one barrier is one.
    """

    times: list[Said]
    barrier: Barrier | None
    heard: bool
    possibilities: list[Possibility]
    today: date
    answers: dict[tuple[str, str], Answered] = field(default_factory=dict)

    @property
    def said(self) -> Said:
        """The last time they said it."""
        return self.times[0]

    @property
    def title(self):
        return (self.barrier and self.barrier.title) or self.said.label

    @property
    def line(self) -> list[phases.Bead]:
        return phases.line_of_four(self.barrier) if self.barrier else []

    @property
    def moves(self) -> list[Move]:
        """All that happened since, the newest first."""
        return list(self.barrier.moves.all())[::-1] if self.barrier else []

    @property
    def told(self) -> list[tuple[str | Promise, Move]]:
        """The same, each with what it was: the phase it came to, or what stands beside the line."""
        return [(_told(move.what), move) for move in self.moves]

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What this person may answer: each possibility, and the barrier once it is told back.

        Nothing is asked that no release will count.
        """
        about = [("fits", str(one.pk)) for one in self.possibilities]
        if self.barrier and self.barrier.phase == Phase.FEEDBACK:
            back = [one.on for one in self.moves if one.what == "tell_back"]
            if back and is_counted(back[0], today=self.today):
                about.append(("did", str(self.barrier.pk)))
        return about

    @property
    def news(self) -> list[Move | Possibility]:
        """What happened in the last thirty days."""
        since = self.today - FRESH
        moved = [one for one in self.moves if one.on >= since]
        return [*moved, *(one for one in self.possibilities if one.began >= since)]

    def is_new(self, one: Possibility) -> bool:
        """Whether it began in the last thirty days."""
        return one.began >= self.today - FRESH

    @property
    def is_offered_something(self) -> bool:
        """Whether the news is that something is possible now."""
        return any(isinstance(one, Possibility) for one in self.news)


def what_became(person: Person, *, today: date | None = None) -> list[Became]:
    """What became of everything this person said, the newest first; for nobody else to find.

    As many questions for one signal as for all. Who took a signal back finds nothing of it.
    """
    today = today or timezone.localdate()
    said = posted(person, today=today)
    voices = [one.signal for one in said if one.signal]
    if not voices:
        return []
    barriers, told = _barriers_of(voices), numbers_of_areas({one.area for one in voices}, today)
    there = _possibilities(voices, barriers.values(), today)
    became: dict[object, Became] = {}
    for one, signal in zip(said, voices, strict=True):
        barrier = barriers.get(signal.token)
        about = barrier.pk if barrier else (signal.theme, signal.area)
        it = became.setdefault(about, Became([], barrier, False, [], today))
        it.times.append(one)
        it.heard = it.heard or signal.theme in told[signal.area].themes
        it.possibilities += [
            each
            for each in there
            if each not in it.possibilities and _came_of(each, signal, barrier)
        ]
    answers = answered(person, {about for it in became.values() for about in it.asked})
    for it in became.values():
        it.answers = answers
    return list(became.values())


def news(person: Person, entries: Iterable[Opened], *, today: date | None = None) -> list[Became]:
    """Where something happened in the last thirty days. Nothing is kept of what was read."""
    # Who never said where they live cannot have said anything: most pages need not look.
    if not any(one.kind.name == "neighbourhood" for one in entries):
        return []
    return [one for one in what_became(person, today=today) if one.news]


def _told(move: str) -> str | Promise:
    return phases.BESIDE.get(move) or (Phase(MOVES[move][1]).label if move in MOVES else "")


def _barriers_of(voices: list[Signal]) -> dict[str, Barrier]:
    """Where each voice is heard now: the narrowest scope holds, as in ``barriers.barrier_of``."""
    scopes = Scope.objects.filter(
        theme__in={one.theme for one in voices}, area__in={one.area for one in voices}
    )
    of = {(one.theme, one.area, one.level): one.barrier_id for one in scopes}
    heard = Barrier.objects.filter(pk__in=of.values()).prefetch_related("merged")
    lines = {one.pk: one for one in phases.with_line(heard)}
    found = {}
    for one in voices:
        whole = of.get((one.theme, one.area, ""))
        if (number := of.get((one.theme, one.area, one.level), whole)) is not None:
            found[one.token] = lines[number]
    return found


def _possibilities(voices: list[Signal], barriers: Iterable[Barrier], today: date):
    ours = Q(theme__in={one.theme for one in voices})
    ours |= Q(came_of__in={key for one in barriers for key in _keys_of(one)})
    there = Q(area="") | Q(area__in={one.area for one in voices})
    going_on = Q(ended=None) | Q(ended__gt=today)
    return list(Possibility.objects.filter(ours & there & going_on).order_by("-began", "name"))


def _keys_of(barrier: Barrier) -> set:
    """Its own, and those of all that went on in it: what came of those came of it."""
    return {barrier.pk, *(one.pk for one in barrier.merged.all())}


def _came_of(one: Possibility, signal: Signal, barrier: Barrier | None) -> bool:
    """An answer to this very voice: of its theme or its barrier, in its area or everywhere."""
    same = one.theme == signal.theme or (barrier is not None and one.came_of in _keys_of(barrier))
    return same and one.area in ("", signal.area)


def answer(
    person: Person,
    question: str,
    about,
    said: Iterable[str],
    *,
    by: Person,
    today: date | None = None,
) -> None:
    """Say what a possibility (``fits``) or a barrier (``did``) is for oneself; a later answer replaces it.

    ``fits`` takes any of real, meaningful and feasible; ``did`` takes one of yes, a_bit and no.
    """
    if person != by:
        raise Refused(_("Only you can say this for yourself."))
    codes = list(dict.fromkeys(said))
    if question not in QUESTIONS or any(one not in QUESTIONS[question] for one in codes):
        raise Refused(_("Choose one of the list."))
    if question == "did" and len(codes) != 1:
        raise Refused(_("Choose one of the list."))
    keys, month = keys_for(person.pk), month_of(today or timezone.localdate())
    token, row = _answer_names(keys, question, str(about))
    letter = {"token": token, "question": question, "about": str(about), "said": codes}
    giver = keys.token("giver/v1").hex()
    mailbox.put(signals.ANSWERS, row, {**letter, "month": month}, giver=giver)


def _answer_names(keys: Keys, question: str, about: str) -> tuple[str, str]:
    token = keys.token("answer/v1", question, about).hex()
    return token, keys.token("mailbox/v1", signals.ANSWERS, question, about).hex()


def answered(person: Person, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Answered]:
    """Which of these (question, about) this person answered, found by its tokens alone."""
    asked = [(question, str(about)) for question, about in asked]
    keys = keys_of(person.pk).get(person.pk) if asked else None
    if keys is None:
        return {}
    names = {one: _answer_names(keys, *one) for one in asked}
    waiting = mailbox.waiting(row for _token, row in names.values())
    rows = Answer.objects.filter(token__in=[token for token, _row in names.values()])
    said = dict(rows.values_list("token", "said"))
    return {
        one: Answered(tuple(said.get(token, ())), row in waiting)
        for one, (token, row) in names.items()
        if row in waiting or token in said
    }


def has_answered(person: Person) -> bool:
    """Whether this person answered anything, waiting or posted."""
    names = _all_answer_names(keys_for(person.pk))
    posted_too = Answer.objects.filter(token__in=names).exists()
    return posted_too or bool(mailbox.waiting(names.values()))


def all_answered(person: Person) -> dict[tuple[str, str], Answered]:
    """All this person answered, as they said it last; also what still waits, opened for them alone."""
    found = answered(person, _all_asked())
    keys = keys_for(person.pk) if found else None
    rows = {_answer_names(keys, *one)[1]: one for one in found if found[one].waits and keys}
    for row, letter in mailbox.opened(signals.ANSWERS, rows).items():
        if "said" in letter:
            found[rows[row]] = Answered(tuple(letter["said"]), waits=True)
    return found


def _all_asked() -> list[tuple[str, str]]:
    """Every question there is to answer."""
    possible = Possibility.objects.values_list("pk", flat=True)
    barriers = Barrier.objects.values_list("pk", flat=True)
    return [("fits", str(pk)) for pk in possible] + [("did", str(pk)) for pk in barriers]


def _all_answer_names(keys: Keys) -> dict[str, str]:
    """Token and row of every answer this person could have given."""
    return dict(_answer_names(keys, *one) for one in _all_asked())


@transaction.atomic
def take_all_back(person: Person, *, by: Person) -> int:
    """Take back everything this person ever said, and what they answered to anything."""
    today = timezone.localdate()
    months = months_since(person.since, today)
    gone = sum(take_each_back(person, [(theme, month) for theme in THEMES for month in months], by))
    keys, giver = keys_for(person.pk), keys_for(person.pk).token("giver/v1").hex()
    names = _all_answer_names(keys)
    mailbox.take_back(names.values())
    for token in Answer.objects.filter(token__in=names).values_list("token", flat=True):
        mailbox.put(signals.ANSWERS, names[token], {"token": token, "gone": True}, giver=giver)
    return gone
