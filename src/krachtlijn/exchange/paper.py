"""The plan on paper: to read, to hang up, and to write on; and what was written, typed over."""

import re
import textwrap
import uuid
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from krachtlijn.exchange.drawn import Drawn, pictures_of
from krachtlijn.people.models import Person
from krachtlijn.people.secrets import LETTERS, draw, grouped, tidy
from krachtlijn.vault import actions
from krachtlijn.vault.errors import Invalid, Taken, Wiped
from krachtlijn.vault.kinds import KINDS, Kind
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, read_own, turns_of
from krachtlijn.web.codes import Codes

ROOMS = Codes(
    "room",
    strengths=(_("My strengths"), "sparkles"),
    people=(_("The people around me"), "users"),
    balance=(_("What carries and what weighs"), "scale"),
    course=(_("Where I want to go"), "flag"),
    experiences=(_("What I went through"), "sun"),
    story=(_("My story"), "book-open-text"),
)


# ------------------------------------------------------------------------------- to read on A4


def rooms_of(person: Person, *, without_only_me: bool = False) -> list[dict]:
    """What stands in the plan, per room and kind, the oldest first."""
    found = [one for one in _standing(person) if not (without_only_me and one.kind.only_me)]
    order = list(ROOMS)
    place = {name: at for at, name in enumerate(order)}
    found.sort(key=lambda one: (place.get(one.kind.room, len(order)), one.kind.order))
    return [{"title": _title(room, kinds), "kinds": kinds} for room, kinds in _in_kinds(found)]


def pictures_of_plan(person: Person, *, without_only_me: bool = False) -> list[Drawn]:
    """The balance, the people around me and the line of time, as far as there is something."""
    found = [one for one in read_own(person) if not (without_only_me and one.kind.only_me)]
    return pictures_of(found, turns_of(person))


def _in_kinds(entries: list[Opened]) -> list[tuple[str, list[tuple[Kind, list[Opened]]]]]:
    return [
        (room, [(kind, list(same)) for kind, same in groupby(of_room, key=lambda one: one.kind)])
        for room, of_room in groupby(entries, key=lambda one: one.kind.room)
    ]


def _title(room: str, kinds: list):
    return ROOMS.label(room) if room in ROOMS else kinds[0][0].many


def _standing(person: Person) -> list[Opened]:
    return sorted(read_own(person, standing=Standing.OWN), key=lambda one: (one.created, one.id))


# ---------------------------------------------------------------------------- for on the fridge

GOALS, STEPS, CALLS = 4, 5, 5
LONGEST, BESIDE = 150, 90  # of a line, and of what stands beside it
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
# With so many lines in all the letters become smaller, so that it stays one sheet.
SIZES = ((24, ""), (36, "small"))
SMALLEST, WIDE = "smaller", 72
NOT_ON_THE_FRIDGE = {"done", "not_now", "otherwise"}


def fridge_of(person: Person) -> dict:
    """Where I want to go, my next small steps, and whom I call: no more than fits on one sheet."""
    entries = _standing(person)[::-1]
    steps = [one for one in entries if _is(one, "step") and not _is_over(one)]
    # What has a day comes first, by that day; the rest as it was written.
    steps.sort(key=lambda one: _answer(one, "on") or "9999")
    goals = [one for one in entries if _is(one, "goal") and _answer(one, "state") != "reached"]
    told = {
        "goals": [[whole(one.words, LONGEST)] for one in goals[:GOALS]],
        "steps": [_step(one) for one in steps[:STEPS]],
        "calls": [_call(who, how) for who, how in _calls(entries)[:CALLS]],
    }
    return {**told, "size": size_of([line for lines in told.values() for line in lines])}


def whole(text: str, most: int) -> str:
    """What fits of a text: whole sentences, else whole words. No word is cut off."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    sentences = SENTENCE.split(words)
    fitting = (" ".join(sentences[:many]) for many in range(len(sentences) - 1, 0, -1))
    found = next((some for some in fitting if len(some) <= most), "")
    # A first word that is longer than the paper is wide is the only one that is cut.
    line = textwrap.wrap(words, most, break_long_words=False, break_on_hyphens=False)[0][:most]
    return f"{found or line} …"


def size_of(lines: list[list[str]]) -> str:
    """How small the letters have to be for all of this on one sheet."""
    many = sum(-(-len(" ".join(line)) // WIDE) for line in lines)
    return next((size for most, size in SIZES if many <= most), SMALLEST)


def _step(one: Opened) -> list[str]:
    """The step, and with it the day and who does it."""
    told = {answer.name: answer.text for answer in one.record.told()}
    beside = [told[name] for name in ("on", "who") if told.get(name)]
    return [whole(one.words, LONGEST), *(whole(str(said), BESIDE) for said in beside)]


def _call(who: str, how: str) -> list[str]:
    return [whole(who, LONGEST), *([whole(how, BESIDE)] if how else [])]


def _is(one: Opened, kind: str) -> bool:
    return one.kind.name == kind


def _is_over(one: Opened) -> bool:
    return _answer(one, "state") in NOT_ON_THE_FRIDGE


def _answer(one: Opened, question: str) -> str:
    return str(one.content.get(question) or "")


def _calls(entries: list[Opened]) -> list[tuple[str, str]]:
    """Whom to call and how: from the plan for a hard time, and from the sources of strength."""
    called = [_answer(one, "whom_to_call") for one in entries if _is(one, "signs")]
    people = [one for one in entries if _is(one, "source") and _can_be_called(one)]
    reached = [(one.words, _answer(one, "how_to_reach")) for one in people]
    return [(who, "") for who in called if who] + [(who, how) for who, how in reached if how]


def _can_be_called(source: Opened) -> bool:
    """A bench by the water gives strength too, but does not answer the telephone."""
    return bool({"circle", "service"} & set(source.content.get("locus", ())))


# ----------------------------------------------------------------------------- to write on

# One sign per kind that a sheet can ask, as it stands in the number of the sheet.
LINE_KINDS = {"1": "strength", "2": "factor", "3": "goal", "4": "step"}
DRAWN = 6
LINES = 16
SHEETS = uuid.UUID("0d0cf0c7-6f7e-4c0b-9f43-2f5f6f0a7c1e")


@dataclass(frozen=True)
class Line:
    number: int
    kind: Kind

    @property
    def name(self) -> str:
        return f"line-{self.number}"


@dataclass(frozen=True)
class Sheet:
    """An empty sheet. Its number says which kinds it asks, so nothing of it need be kept."""

    number: str

    @property
    def spoken(self) -> str:
        return grouped(self.number)

    @property
    def kinds(self) -> list[str]:
        return [LINE_KINDS[sign] for sign in self.number[DRAWN:-1]]

    @property
    def lines(self) -> list[Line]:
        """As many lines as fit on one sheet, the same for every kind it asks."""
        each = LINES // len(self.kinds)
        return [
            Line(at * each + one, KINDS[name].kind_of)
            for at, name in enumerate(self.kinds)
            for one in range(1, each + 1)
        ]

    @property
    def parts(self) -> list[tuple[Kind, list[Line]]]:
        return [
            (kind, list(found)) for kind, found in groupby(self.lines, key=lambda one: one.kind)
        ]

    def entry_id(self, line: int, person: Person) -> uuid.UUID:
        """The same line of the same sheet of the same person is the same entry."""
        return uuid.uuid5(SHEETS, f"{person.pk}/{self.number}/{line}")


def new_sheet(kinds: list[str]) -> Sheet:
    """A sheet with a number of its own, asking these kinds; without a choice, all of them."""
    signs = [sign for sign, kind in LINE_KINDS.items() if kind in kinds] or list(LINE_KINDS)
    number = draw(DRAWN) + "".join(signs)
    return Sheet(number + _check(number))


def sheet_called(typed: str) -> Sheet | None:
    """The sheet with this number; none when it was misread or is no number of a sheet."""
    number = tidy(typed)
    signs = number[DRAWN:-1]
    is_sheet = (
        signs
        and all(sign in LINE_KINDS for sign in signs)
        and list(signs) == sorted(set(signs))
        and all(letter in LETTERS for letter in number)
        and number[-1] == _check(number[:-1])
    )
    return Sheet(number) if is_sheet else None


def _check(letters: str) -> str:
    """One letter that no longer fits when another is misread or two are swapped."""
    # Odd weights have an inverse modulo 32, so every single mistake changes the sum.
    total = sum((2 * at + 1) * LETTERS.index(letter) for at, letter in enumerate(letters))
    return LETTERS[total % len(LETTERS)]


SAID_BEFORE = _(
    "This line was typed over before, with other words. Leave it empty, and those stay. "
    "In your plan you can change them."
)
WIPED_BEFORE = _("You wiped this line before. Leave it empty.")


class LinesRefused(Exception):
    """Some lines cannot be kept; nothing was. Per line one sentence that says what to do."""

    def __init__(self, errors: dict[int, list]):
        super().__init__("some lines cannot be kept")
        self.errors = errors


def keep_lines(sheet: Sheet, contents: dict[int, dict], *, by: Person) -> int:
    """Put what was written on a sheet in one's own plan, all at once; how many are new.

    Typing the same over again changes nothing. When one line cannot be kept, none is.
    """
    errors: dict[int, list] = {}
    new = 0
    with transaction.atomic():
        for line in sheet.lines:
            if line.number not in contents:
                continue
            try:
                _opened, is_new = actions.write(
                    sheet.entry_id(line.number, by), line.kind.name, contents[line.number], by=by
                )
                new += is_new
            except Taken:
                errors[line.number] = [SAID_BEFORE]
            except Wiped:
                errors[line.number] = [WIPED_BEFORE]
            except Invalid as wrong:
                errors[line.number] = [said for each in wrong.errors.values() for said in each]
        if errors:
            raise LinesRefused(errors)
    return new
