from django.utils.translation import gettext_lazy as _

from krachtlijn.vault.kinds import (
    Day,
    Record,
    ShortText,
    Text,
    Words,
    ask_day,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="choice",
    one=_("Choice"),
    many=_("What I choose"),
    add=_("Add a choice"),
    saved=_("Your choice is in your plan. You can always choose again."),
    pictogram="signpost",
    room="course",
    tone="sky",
    order=34,
    chips=(),
    meta=(),
    leads_to=("goal", "step"),
)
class Choice(Record):
    """A choice with its options and reasons. What others think stands apart, and it is reversible."""

    words: Words = ask_words(_("What do you choose about?"))
    options: Text = ask_text(_("What can you choose from?"), hint=_("One on each line."), rows=3)
    reasons: Text = ask_text(_("What counts for you?"), rows=2)
    others_think: Text = ask_text(
        _("What do others think?"), hint=_("It stands apart. You decide."), rows=2
    )
    chosen: ShortText = ask_text(_("What do you choose?"), hint=_("You may leave this open."))
    chosen_on: Day = ask_day(_("Since which day?"))

    def mark(self):
        return "icon", ""
