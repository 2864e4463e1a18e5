from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import MECHANISM
from krachtlijn.plans.codes import CONDITION_STATE
from krachtlijn.vault.kinds import (
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

    def mark(self):
        return "icon", ""
