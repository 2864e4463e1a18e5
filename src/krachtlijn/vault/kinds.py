"""Kinds: what a person can keep. Each is declared once, as a typed record with its words for people.

A kind is one file in the package whose word it is. Storing, history, undo, sharing, export and
wiping come from the vault, so a new kind needs no migration.
"""

import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from krachtlijn.web.codes import Codes, LiveCodes

LONG, SHORT = 4000, 200
AS_KEPT = "as it was kept"  # a list that lies elsewhere is not asked again about what is kept


@dataclass(frozen=True)
class Kind:
    """How a kind is called and shown. Texts are lazy translations."""

    name: str
    one: Promise
    many: Promise
    add: Promise
    pictogram: str
    room: str
    saved: Promise
    tone: str = "lead"
    order: int = 50
    chips: tuple[str, ...] = ()
    meta: tuple[str, ...] = ("domain",)
    leads_to: tuple[str, ...] = ()
    due: str = ""  # the field that is also kept as a date outside the seal
    to: str = ""  # the field whose person is also kept outside the seal: whom it asks
    only_me: bool = False  # nobody sees it until its person shows that very one
    own_hand: bool = False  # only its person writes it; nobody can put it before them
    chosen_by_others: bool = False  # made by whoever it asks, never from one's own list
    one_stands: bool = False  # only the newest stands: a new one lets go of the former
    page: str = ""  # the name of a page of its own on which it is added
    beside: str = ""  # a template of its own package that stands beside it on its page
    answers: tuple[str, ...] = ()  # what of another it is said about
    ideas: tuple[Promise, ...] = ()
    in_sight: tuple[str, ...] = ()  # what is asked without unfolding


@dataclass(frozen=True)
class Answer:
    """One answered question, ready for a page: what was chosen, or the text."""

    name: str
    question: Promise
    chosen: list[tuple[Promise, str]]
    text: str = ""


@dataclass(frozen=True)
class Asked:
    """How a field is asked: the question, a hint, and the code list it is answered from."""

    question: Promise
    hint: Promise | str = ""
    codes: Codes | None = None
    several: bool = False
    rows: int = 1
    day: bool = False
    links: tuple[str, ...] = ()
    someone: bool = False
    own_hand: bool = False


def _clean(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for letter in tidy:
        if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t":
            raise PydanticCustomError("unreadable_sign", "a sign that cannot be kept")
    return tidy


def _a_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise PydanticCustomError("not_a_day", "a day that does not exist") from None


def _entry_ids(ids: list[str]) -> list[str]:
    try:
        return list(dict.fromkeys(str(uuid.UUID(one)) for one in ids))
    except ValueError:
        raise PydanticCustomError("not_in_list", "not an entry") from None


def _person_id(someone: str) -> str:
    try:
        return str(uuid.UUID(someone)) if someone else ""
    except ValueError:
        raise PydanticCustomError("not_in_list", "not a person") from None


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=LONG)]
ShortText = Annotated[str, BeforeValidator(_clean), Field(max_length=SHORT)]
Words = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=LONG)]
One = str | None  # one code of the field's list, or none
Several = list[str]  # any codes of the field's list
Day = Annotated[str, AfterValidator(_a_day)]  # a day as 2026-03-01, or empty
Someone = Annotated[str, AfterValidator(_person_id)]  # someone of the circle, or nobody
Linked = Annotated[list[str], AfterValidator(_entry_ids)]  # other entries of the same person


def ask_words(question, *, hint="", rows=4) -> Any:
    """The one field every kind has: what the person says, in their own words."""
    asked = Asked(question, hint, rows=rows)
    return Field(json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def ask_text(question, *, hint="", rows=1, own_hand=False) -> Any:
    """More text, if they want; with ``own_hand`` nobody else can fill it in."""
    asked = Asked(question, hint, rows=rows, own_hand=own_hand)
    return Field(default="", json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def ask_one(question, codes: Codes, *, hint="") -> Any:
    """One code of a list, or none; none is preset."""
    asked = Asked(question, hint, codes)
    return Field(default=None, json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def ask_several(question, codes: Codes, *, hint="") -> Any:
    """Any codes of a list; none is preset."""
    asked = Asked(question, hint, codes, several=True)
    return Field(default_factory=list, json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def ask_day(question, *, hint="") -> Any:
    """A day, if there is one."""
    asked = Asked(question, hint, day=True)
    return Field(default="", json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def ask_someone(question, *, hint="") -> Any:
    """Someone of one's circle, or nobody. Only its person can ask them."""
    asked = Asked(question, hint, someone=True, own_hand=True)
    return Field(default="", json_schema_extra={"asked": asked})  # type: ignore[dict-item]


def ask_linked(question, kinds: tuple[str, ...], *, hint="") -> Any:
    """Other entries of the same person, of these kinds."""
    asked = Asked(question, hint, several=True, links=kinds)
    return Field(default_factory=list, json_schema_extra={"asked": asked})  # type: ignore[dict-item]


class Record(BaseModel):
    """What an entry of one kind says. Nothing but the words is ever required."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    kind_of: ClassVar[Kind]
    words: Words

    @field_validator("*")
    @classmethod
    def of_the_list(cls, value: Any, info: ValidationInfo) -> Any:
        codes = _asked(cls.model_fields[str(info.field_name)]).codes
        if codes is None or value is None:
            return value
        if info.context == AS_KEPT and isinstance(codes, LiveCodes):
            return value
        chosen = value if isinstance(value, list) else [value]
        if any(code not in codes for code in chosen):
            raise PydanticCustomError("not_in_list", "choose one of the list")
        return list(dict.fromkeys(chosen)) if isinstance(value, list) else value

    @classmethod
    def asked(cls) -> Iterator[tuple[str, Asked]]:
        """The questions of this kind, in the order they are asked."""
        for name, info in cls.model_fields.items():
            yield name, _asked(info)

    @classmethod
    def kept(cls, content: dict) -> "Record":
        """A record as it was kept. What a later version no longer asks is left out, never lost."""
        known = {name: value for name, value in content.items() if name in cls.model_fields}
        try:
            return cls.model_validate(known, context=AS_KEPT)
        except ValueError:
            return cls.model_construct(**known)

    def told(self) -> list[Answer]:
        """The answered questions beside the words, for a page to print."""
        answers = (self.answer(name) for name in type(self).model_fields if name != "words")
        return [each for each in answers if each.chosen or each.text]

    def answer(self, name: str) -> Answer:
        asked, value = _asked(type(self).model_fields[name]), getattr(self, name)
        if asked.links or asked.someone:
            return Answer(name, asked.question, [])
        if asked.day:
            day = date.fromisoformat(value) if value else None
            return Answer(name, asked.question, [], date_format(day) if day else "")
        if asked.codes is None:
            return Answer(name, asked.question, [], value or "")
        codes = value if isinstance(value, list) else [value]
        known = [code for code in codes if code in asked.codes]
        chosen = [(asked.codes.label(code), asked.codes.pictogram(code)) for code in known]
        return Answer(name, asked.question, chosen)

    def links(self) -> list[str]:
        """The ids of the entries this one points to."""
        fields = [name for name, asked in self.asked() if asked.links]
        return [one for name in fields for one in getattr(self, name)]

    def without_links(self) -> "Record":
        """The same, for a reader who may not know what it points to, or whom it asks."""
        links: dict = {name: [] for name, asked in self.asked() if asked.links}
        people = {name: "" for name, asked in self.asked() if asked.someone}
        return self.model_copy(update=links | people)

    def wrong_for(self, keeper) -> dict[str, list[str]]:
        """What cannot stand in the plan of this very person: per question, what to do."""
        return {}

    def due(self) -> date | None:
        """The day this asks for something, where the kind has one."""
        said = getattr(self, self.kind_of.due, "") if self.kind_of.due else ""
        return date.fromisoformat(said) if said else None

    def to(self) -> uuid.UUID | None:
        """Whom this asks, where the kind asks someone."""
        said = getattr(self, self.kind_of.to, "") if self.kind_of.to else ""
        return uuid.UUID(said) if said else None

    @classmethod
    def of_own_hand(cls) -> list[str]:
        """The questions that only the person can answer whose plan it is."""
        return [name for name, asked in cls.asked() if asked.own_hand]

    def chips(self) -> list[Promise]:
        """What stands in a chip beside the words in a list."""
        return [label for name in self.kind_of.chips for label, _ in self.answer(name).chosen]

    def meta(self) -> list[Promise]:
        """What stands softly beside the words in a list."""
        return [label for name in self.kind_of.meta for label, _ in self.answer(name).chosen]

    def mark(self) -> tuple[str, str]:
        """Its shape in a list (bead, stone, both, or the kind's icon) and how heavy it is."""
        return "bead", "middle"


def _asked(info: FieldInfo) -> Asked:
    return info.json_schema_extra["asked"]  # type: ignore[index, return-value]


KINDS: dict[str, type[Record]] = {}


def kind(**named):
    """Declare a record as a kind."""

    def declare(record: type[Record]) -> type[Record]:
        record.kind_of = Kind(**named)
        if record.kind_of.name in KINDS:
            raise ValueError(f"two kinds called {record.kind_of.name}")
        KINDS[record.kind_of.name] = record
        return record

    return declare


def kinds() -> list[type[Record]]:
    """All kinds, in the order in which people meet them."""
    return sorted(KINDS.values(), key=lambda record: record.kind_of.order)
