"""What of a person lies with others: their groups, and what they said without a name.

Nothing of the latter is kept with them. Their own key makes their tokens again at the moment they
ask, and what is found under those is told to them alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from krachtlijn.community import sentences
from krachtlijn.community.models import Barrier, Sentence, Signal
from krachtlijn.groups.log import Told, written_by
from krachtlijn.groups.models import Member
from krachtlijn.organisations.codes import LEVEL, THEMES
from krachtlijn.people.models import Person
from krachtlijn.plans.became import all_answered
from krachtlijn.plans.codes import DID_FOR_ME, FITS
from krachtlijn.plans.kinds.neighbourhood import areas_of_today
from krachtlijn.plans.signalling import Said, given, letters_of, month_told
from krachtlijn.resources.models import Possibility

State = Sentence.State


@dataclass(frozen=True)
class SaidUnnamed:
    """Something this person said, with the sentence they gave along."""

    theme: str
    level: str
    area: str
    month: str
    waits: bool
    sentence: str
    sentence_is: str

    @property
    def label(self):
        return THEMES[self.theme].label

    @property
    def level_told(self) -> str:
        return LEVEL.label(self.level) if self.level else ""

    @property
    def when(self) -> str:
        return month_told(self.month)

    @property
    def sentence_told(self) -> str:
        return str(State(self.sentence_is).label) if self.sentence_is else ""


@dataclass(frozen=True)
class AnsweredUnnamed:
    """What this person answered, about a possibility or a barrier."""

    question: str
    about: UUID
    name: str
    said: list[str]
    waits: bool

    @property
    def told(self) -> list[str]:
        codes = FITS if self.question == "fits" else DID_FOR_ME
        return [str(codes.label(code)) for code in self.said]


@dataclass(frozen=True)
class WithOthers:
    """All there is of one person outside their plan."""

    groups: list[tuple[Member, list[Told]]]
    said: list[SaidUnnamed]
    answered: list[AnsweredUnnamed]
    areas: dict[str, str]

    def said_where(self) -> list[tuple[SaidUnnamed, str]]:
        """What was said, each with what its place is called today."""
        return [(one, self.areas.get(one.area, one.area)) for one in self.said]


def with_others(person: Person) -> WithOthers:
    """Gather it for this person alone: as many questions for little as for much."""
    said = given(person)
    return WithOthers(
        groups=written_by(person),
        said=_said(person, said),
        answered=_answered(person),
        areas=areas_of_today() if said else {},
    )


def _said(person: Person, said: list[Said]) -> list[SaidUnnamed]:
    posted = [one.signal.token for one in said if one.signal]
    along = {one.token: one for one in Sentence.objects.filter(token__in=posted)} if posted else {}
    words = _words_of(along.values())
    letters = letters_of(person, said)
    found = []
    for one in said:
        if one.signal:
            found.append(_posted(one.signal, along, words))
        elif letter := letters.get(one):
            found.append(_waiting(letter))
    return found


def _posted(signal: Signal, along: dict[str, Sentence], words: dict[str, str]) -> SaidUnnamed:
    sentence = along.get(signal.token)
    return SaidUnnamed(
        theme=signal.theme,
        level=signal.level,
        area=signal.area,
        month=signal.month,
        waits=False,
        sentence=words.get(signal.token, ""),
        sentence_is=sentence.state if sentence else "",
    )


def _waiting(letter: dict[str, str]) -> SaidUnnamed:
    words = letter.get("sentence", "")
    where = {name: letter[name] for name in ("theme", "level", "area", "month")}
    return SaidUnnamed(
        **where, waits=True, sentence=words, sentence_is=State.WAITING if words else ""
    )


def _words_of(found: Iterable[Sentence]) -> dict[str, str]:
    """The sentences by token; of what was refused there are no words any more."""
    there = [one for one in found if one.state != State.REFUSED]
    return dict(zip((one.token for one in there), sentences.texts_of(there), strict=True))


def _answered(person: Person) -> list[AnsweredUnnamed]:
    given = all_answered(person)
    names = _names(about for _question, about in given)
    return [
        AnsweredUnnamed(question, UUID(about), names[about], list(it.said), it.waits)
        for (question, about), it in given.items()
    ]


def _names(about: Iterable[str]) -> dict[str, str]:
    """What each possibility and barrier is called."""
    keys = list(about)
    if not keys:
        return {}
    possible = Possibility.objects.filter(pk__in=keys).values_list("pk", "name")
    barriers = Barrier.objects.filter(pk__in=keys).prefetch_related("scopes")
    return {str(pk): name for pk, name in possible} | {str(one.pk): one.called for one in barriers}
