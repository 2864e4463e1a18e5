from django.utils.translation import gettext_lazy as _

from krachtlijn.plans.codes import STEP_KIND, STEP_STATE
from krachtlijn.vault.kinds import (
    Day,
    One,
    Record,
    ShortText,
    Someone,
    Words,
    ask_day,
    ask_one,
    ask_someone,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="step",
    one=_("Step"),
    many=_("My steps"),
    add=_("Add a step"),
    saved=_("Your step is in your plan."),
    pictogram="footprints",
    room="course",
    tone="sky",
    order=38,
    chips=("state",),
    meta=("kind",),
    due="on",
    to="asks",
    leads_to=("reflection", "experience"),
    ideas=(
        _("Call the housing office on Tuesday morning."),
        _("Ask my neighbour how she did it."),
        _("Go and look once, without signing up."),
    ),
)
class Step(Record):
    """A small step. Not now asks nothing, and who is named says their own yes."""

    words: Words = ask_words(_("Which small step?"))
    kind: One = ask_one(_("What kind of step is it?"), STEP_KIND)
    who: ShortText = ask_text(_("Who does it?"), hint=_("You, or someone who said yes to it."))
    asks: Someone = ask_someone(
        _("Do you ask someone of your circle?"), hint=_("It begins for them after their own yes.")
    )
    on: Day = ask_day(_("On which day?"), hint=_("Only if you want."))
    state: One = ask_one(_("How is it going?"), STEP_STATE)

    def mark(self):
        return "icon", ""
