from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN
from krachtlijn.plans.codes import IN_USE, LOCUS, SUPPORT
from krachtlijn.vault.kinds import (
    Linked,
    One,
    Record,
    Several,
    ShortText,
    Words,
    ask_linked,
    ask_one,
    ask_several,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="source",
    one=_("Source of strength"),
    many=_("Where I find strength"),
    add=_("Add a source of strength"),
    saved=_("It is in your plan."),
    pictogram="sprout",
    room="strengths",
    order=12,
    chips=("locus",),
    leads_to=("step",),
    meta=("domain",),
    ideas=(
        _("The bench by the water, early in the morning."),
        _("My cousin. I can always call after eight."),
        _("The choir on Thursday."),
    ),
)
class Source(Record):
    """Someone, somewhere or something that gives me strength, and how to reach it."""

    words: Words = ask_words(_("Who or what gives you strength?"))
    locus: Several = ask_several(_("Where do you find it?"), LOCUS)
    support_type: Several = ask_several(_("What does it give you?"), SUPPORT)
    how_to_reach: ShortText = ask_text(
        _("How do you reach it?"), hint=_("A number, a place, a moment.")
    )
    in_use: One = ask_one(_("Do you use it now?"), IN_USE)
    domain: Several = ask_several(_("Which part of your life is it about?"), LIFE_DOMAIN)
    eases: Linked = ask_linked(_("Does it make something lighter?"), ("factor", "vulnerability"))

    def mark(self):
        return "bead", "sun"
