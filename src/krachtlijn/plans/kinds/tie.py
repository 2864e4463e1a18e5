from django.utils.translation import gettext_lazy as _

from krachtlijn.plans.codes import CLOSENESS, DIRECTION, SUPPORT, TIE_KIND
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
    name="tie",
    one=_("Someone around me"),
    many=_("The people around me"),
    add=_("Add someone around me"),
    saved=_("This person stands in your picture."),
    pictogram="waypoints",
    room="people",
    order=16,
    chips=("direction",),
    meta=("tie_kind", "support_type"),
    ideas=(
        _("Who would I call first?"),
        _("With whom do I laugh?"),
        _("Who counts on me?"),
    ),
)
class Tie(Record):
    """Someone around me, by a name I choose: how close, and who gives what."""

    words: Words = ask_words(
        _("Who is it?"), hint=_("A first name or a nickname is enough."), rows=1
    )
    tie_kind: One = ask_one(_("Who is this for you?"), TIE_KIND)
    closeness: One = ask_one(_("How close?"), CLOSENESS)
    direction: One = ask_one(_("Who gives, who receives?"), DIRECTION)
    support_type: Several = ask_several(_("What goes between you?"), SUPPORT)
    note: ShortText = ask_text(_("Anything else?"))

    def mark(self):
        return "icon", ""
