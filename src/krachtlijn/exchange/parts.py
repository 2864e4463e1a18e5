"""The file of a person, field by field. What is not named here does not pass."""

from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from krachtlijn.exchange.kinds import of_each_kind
from krachtlijn.vault.models import Standing

FORMAT: Final = "krachtlijn-plan/2"
OLDEST = datetime(1900, 1, 1, tzinfo=UTC)


def _within_time(moment: datetime) -> datetime:
    # The last hours of time itself fit in no page.
    if not OLDEST <= moment <= OLDEST.replace(year=9000):
        raise PydanticCustomError("moment", "a moment outside all plans")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_within_time)]
Content = dict[str, JsonValue]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Someone(Part):
    id: UUID
    name: str


# Whose words: the person's own, someone's, or of someone who left.
Whose = Literal["me"] | Someone | None


class Earlier(Part):
    """How an entry was before: from when, how it stood, and whose words they were."""

    number: int = Field(ge=1, le=1_000_000)
    at: Moment
    standing: Standing
    words_of: Whose
    content: Content


class Kept(Part):
    """One entry of the plan, with every earlier text of it, the oldest first."""

    model_config = ConfigDict(json_schema_extra=of_each_kind)

    id: UUID
    kind: str
    about: UUID | None
    standing: Standing
    words_of: Whose
    revision: int = Field(ge=1, le=1_000_000)
    created: Moment
    since: Moment
    changed: Moment
    content: Content
    earlier: list[Earlier] = Field(max_length=2000)


class Word(Part):
    """A word about who sees what; ``to`` is null when it holds for nobody at all."""

    to: Someone | None
    entry: UUID | None
    kind: str | None
    shows: bool
    later: bool
    purpose: str
    given: AwareDatetime
    until: AwareDatetime | None
    opens: AwareDatetime | None


class Look(Part):
    """Who saw or did what with these entries; ``action`` is one of C, R, U, D, E."""

    when: AwareDatetime
    who: Someone | None
    organisation: str
    role: str
    action: str
    entries: list[str]
    ground: str


class GroupLine(Part):
    """A line in the log of a group, in this person's own words."""

    on: date
    kind: str
    words: str


class InGroup(Part):
    """A group someone is in, and what they wrote there; of the others there is nothing."""

    id: UUID
    name: str
    alias: str
    role: str
    since: date
    ended: date | None
    lines: list[GroupLine]


class SaidUnnamed(Part):
    """Something said to the neighbourhood without a name, as far as it can still be found."""

    theme: str
    level: str
    area: str
    month: str
    waits: bool
    sentence: str
    sentence_is: Literal["", "waiting", "checked", "refused"]


class AnsweredUnnamed(Part):
    """What someone said of what came of it: of a possibility (``fits``) or a barrier (``did``)."""

    question: Literal["fits", "did"]
    about: UUID
    name: str
    said: list[str]
    waits: bool


class Role(Part):
    organisation: str
    role: str


class Me(Part):
    id: UUID
    name: str
    language: str
    since: date
    roles: list[Role]


class Document(Part):
    """Everything of one person, as it was at one moment.

    The entries are brought in elsewhere; the rest is there to read. The first format had no groups
    and nothing that was said without a name.
    """

    format: Literal["krachtlijn-plan/1", "krachtlijn-plan/2"]
    made: AwareDatetime
    person: Me
    circle: list[Someone]
    entries: list[Kept] = Field(max_length=5000)
    shown: list[Word]
    looks: list[Look]
    groups: list[InGroup] = []
    said: list[SaidUnnamed] = []
    answered: list[AnsweredUnnamed] = []
