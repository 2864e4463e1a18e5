from django.utils.translation import gettext_lazy as _

from krachtlijn.plans.codes import OUTCOME, YES_NO
from krachtlijn.vault.kinds import One, Record, Text, Words, ask_one, ask_text, ask_words, kind


@kind(
    name="exploration",
    one=_("Exploration"),
    many=_("What I look into"),
    add=_("Look into it"),
    saved=_("It is in your plan."),
    pictogram="search",
    room="course",
    tone="sky",
    order=32,
    chips=("outcome",),
    meta=(),
    leads_to=("choice", "goal"),
)
class Exploration(Record):
    """First whether, then what, then how. It may end in: nothing changes now."""

    words: Words = ask_words(_("What do you look into?"))
    possible: One = ask_one(_("Is it possible?"), YES_NO)
    wanted: One = ask_one(_("Do you really want it?"), YES_NO)
    how: Text = ask_text(_("How could it be done?"), rows=2)
    outcome: One = ask_one(_("Where does it end, for now?"), OUTCOME)

    def mark(self):
        return "icon", ""
