from django.utils.translation import gettext_lazy as _
from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from krachtlijn.organisations.codes import MECHANISM
from krachtlijn.plans.codes import CONDITION_STATE
from krachtlijn.vault.kinds import (
    AS_KEPT,
    One,
    Record,
    Several,
    ShortText,
    Words,
    ask_one,
    ask_several,
    ask_text,
    ask_words,
    kind,
)

NEVER_ALONE = _("Name who around you can change this. It is never up to you alone.")
# How people say themselves, in each language a page speaks.
MYSELF = {
    "ik", "ikzelf", "ik zelf", "mij", "me", "mezelf", "mijzelf", "i", "i myself", "myself",
    "je", "moi", "moi-même", "moi même", "moi-meme", "moi meme",
}  # fmt: skip


def _plainly(said: str) -> str:
    """Without capitals, spaces around it, or a full stop."""
    return " ".join(said.casefold().replace("’", "'").split()).strip(" .,!?;:'\"")


@kind(
    name="condition",
    one=_("What must change around me"),
    many=_("What must change around me"),
    add=_("Add what must change around me"),
    saved=_("It is in your plan, beside your own steps."),
    pictogram="landmark",
    room="course",
    tone="load",
    order=40,
    chips=("state",),
    meta=("mechanism",),
)
class Condition(Record):
    """The second column: what others must change. The person is never the one responsible."""

    words: Words = ask_words(_("What must change around you?"))
    responsible: ShortText = ask_text(
        _("Who has to do that?"), hint=_("An organisation, a landlord, a city. Never you.")
    )
    mechanism: Several = ask_several(_("Does one of these play a part?"), MECHANISM)
    state: One = ask_one(_("How far is it?"), CONDITION_STATE)

    @field_validator("responsible")
    @classmethod
    def someone_else(cls, value: str, info: ValidationInfo) -> str:
        """What was kept before stays as it is; what is said now names another."""
        if info.context != AS_KEPT and _plainly(value) in MYSELF:
            raise PydanticCustomError("said", "not oneself", {"sentence": str(NEVER_ALONE)})
        return value

    def wrong_for(self, keeper):
        name = _plainly(keeper.name)
        is_own = bool(name) and _plainly(self.responsible) in {name, name.split()[0]}
        return {"responsible": [str(NEVER_ALONE)]} if is_own else {}

    def mark(self):
        return "icon", ""
