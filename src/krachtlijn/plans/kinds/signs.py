from django.utils.translation import gettext_lazy as _

from krachtlijn.vault.kinds import Record, ShortText, Text, Words, ask_text, ask_words, kind


@kind(
    name="signs",
    one=_("Plan for a hard time"),
    many=_("My plan for a hard time"),
    add=_("Add a plan for a hard time"),
    saved=_("It is in your plan. It is yours to show, or not."),
    pictogram="umbrella",
    room="experiences",
    order=54,
    meta=(),
    own_hand=True,
)
class Signs(Record):
    """Early signs, and what I want to happen then; written by me, in a good time."""

    words: Words = ask_words(
        _("How do you notice that it is getting hard?"), hint=_("Small things count.")
    )
    helps: Text = ask_text(_("What helps you then?"), rows=2)
    not_helps: Text = ask_text(_("What should others not do?"), rows=2)
    whom_to_call: ShortText = ask_text(_("Whom do you want to call?"))

    def mark(self):
        return "icon", ""
