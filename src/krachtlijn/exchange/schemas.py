"""What goes in and out at the API, field by field. What is not named here does not pass."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from krachtlijn.exchange.kinds import ANYTHING, name_kinds, of_any_kind, of_each_kind
from krachtlijn.vault.forms import end_of
from krachtlijn.vault.granting import LONGEST_PURPOSE
from krachtlijn.vault.kinds import KINDS, Text

DAY = len("2027-01-31")


def _moment(said: Any, *, of_a_day) -> datetime | None:
    if said is None:
        return None
    try:
        is_moment = len(said) > DAY
        found = datetime.fromisoformat(said) if is_moment else of_a_day(date.fromisoformat(said))
        if timezone.is_naive(found):
            found = timezone.make_aware(found)
        timezone.localtime(found)  # the last hours of time itself fit in no page
        # Whole seconds, so that what we tell can be sent back and is still the same moment.
        return found.astimezone(UTC).replace(microsecond=0)
    except (TypeError, ValueError, OverflowError):
        raise PydanticCustomError("moment", "no day and no moment") from None


def _last_of(said: Any) -> datetime | None:
    return _moment(said, of_a_day=end_of)


def _first_of(said: Any) -> datetime | None:
    return _moment(said, of_a_day=lambda day: datetime.combine(day, time.min))


def _empty_is_none(said: Any) -> Any:
    return None if said == "" else said


def _of_the_kinds(said: str | None) -> str | None:
    if said is not None and said not in KINDS:
        raise PydanticCustomError("not_in_list", "no such kind")
    return said


_NONE = {"anyOf": [{"type": "null"}, {"const": ""}]}
_DAY_OR_MOMENT = [{"type": "string", "format": how} for how in ("date", "date-time")]
Until = Annotated[
    datetime | None,
    BeforeValidator(_last_of),
    WithJsonSchema({"anyOf": [*_DAY_OR_MOMENT, {"type": "null"}]}),
]
Since = Annotated[
    datetime | None,
    BeforeValidator(_first_of),
    BeforeValidator(_empty_is_none),
    WithJsonSchema({"anyOf": [*_DAY_OR_MOMENT, _NONE]}),
]
WhoseId = Annotated[
    UUID | None,
    BeforeValidator(_empty_is_none),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "uuid"}, _NONE]}),
]
KindName = Annotated[
    str | None,
    AfterValidator(_of_the_kinds),
    BeforeValidator(_empty_is_none),
    Field(json_schema_extra=name_kinds),
]
_PURPOSE: Any = {"type": "string", "maxLength": LONGEST_PURPOSE, "pattern": ANYTHING}
Purpose = Annotated[Text, WithJsonSchema(_PURPOSE)]


# ------------------------------------------------------------------------------- what is sent


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class NewEntry(Sent):
    """``person`` is with whom the entry is to lie; another than yourself makes it a proposal."""

    model_config = ConfigDict(json_schema_extra=of_each_kind)

    kind: str
    content: dict
    about: UUID | None = None
    person: UUID | None = None


class Changes(Sent):
    """Only the fields that change; the others stay as they are."""

    model_config = ConfigDict(json_schema_extra=of_any_kind)

    content: dict


class NewGrant(Sent):
    """One entry or one kind; with neither it is everything, and that opens after 24 hours."""

    to: UUID
    entry: UUID | None = None
    kind: KindName = None
    purpose: Purpose = ""
    until: Until = None
    later: StrictBool = False


# ------------------------------------------------------------------------------- what is told


class Contact(BaseModel):
    person: UUID
    name: str


class Me(BaseModel):
    id: UUID
    name: str
    language: str
    circle: list[Contact]


class Entry(BaseModel):
    """``person`` is with whom it lies; ``author`` is null when gone or unknown to the reader."""

    id: UUID
    kind: str
    about: UUID | None
    person: UUID
    author: UUID | None
    standing: str
    revision: int
    content: dict
    created: datetime
    changed: datetime


class Entries(BaseModel):
    items: list[Entry]
    count: int


class Grant(BaseModel):
    """``to`` is null when it holds for nobody at all; ``opens`` tells when a wide one begins."""

    id: UUID
    to: UUID | None
    to_name: str | None
    entry: UUID | None
    kind: str | None
    shows: bool
    later: bool
    purpose: str
    given: datetime
    until: datetime | None
    opens: datetime | None


class Grants(BaseModel):
    items: list[Grant]
    count: int


class Look(BaseModel):
    """One line of the look-log; ``who`` is the chosen name, ``action`` one of C, R, U, D, E."""

    id: UUID
    when: datetime
    who: str
    who_id: str
    organisation: str
    role: str
    action: str
    entries: list[str]
    ground: str


class Looks(BaseModel):
    items: list[Look]
    count: int


class Code(BaseModel):
    code: str
    label: str


class KindField(BaseModel):
    """``codes`` is null for a text; ``several`` says whether a list of codes is sent."""

    name: str
    question: str
    hint: str
    required: bool
    longest: int | None
    several: bool
    codes: list[Code] | None


class Kind(BaseModel):
    name: str
    one: str
    many: str
    pictogram: str
    fields: list[KindField]


class Kinds(BaseModel):
    items: list[Kind]
    count: int


# --------------------------------------------------------------------------- what is said instead


class Said(BaseModel):
    """One sentence in the reader's language."""

    detail: str


class Misfit(Said):
    """Per field, what to do."""

    errors: dict[str, list[str]]


class InUse(Said):
    """``current`` is what the id stands for, when the reader may see that."""

    current: Entry | None = None


class Outdated(Said):
    """Both texts, so that neither is lost."""

    current: Entry
    yours: dict
