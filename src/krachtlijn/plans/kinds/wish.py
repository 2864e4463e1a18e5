from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN
from krachtlijn.vault.kinds import Record, Several, Words, ask_several, ask_words, kind


@kind(
    name="wish",
    one=_("Wish"),
    many=_("What I wish"),
    add=_("Add a wish"),
    saved=_("Your wish is in your plan."),
    pictogram="star",
    room="course",
    tone="sky",
    order=30,
    leads_to=("exploration", "goal", "step"),
    ideas=(
        _("A morning a week for myself."),
        _("Seeing the sea with the children."),
        _("Knowing what my rights are."),
    ),
)
class Wish(Record):
    """Something I would like. It need not become anything."""

    words: Words = ask_words(_("What would you like?"), hint=_("You need not do anything with it."))
    domain: Several = ask_several(_("Which part of your life is it about?"), LIFE_DOMAIN)

    def mark(self):
        return "icon", ""
