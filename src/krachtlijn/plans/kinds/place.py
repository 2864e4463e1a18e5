from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN
from krachtlijn.plans.codes import PLACE_TENSE
from krachtlijn.vault.kinds import (
    One,
    Record,
    Several,
    Words,
    ask_one,
    ask_several,
    ask_words,
    kind,
)


@kind(
    name="place",
    one=_("Role or place"),
    many=_("My roles and places"),
    add=_("Add a role or a place"),
    saved=_("It is in your plan."),
    pictogram="map-pin",
    room="strengths",
    order=14,
    chips=("tense",),
    ideas=(
        _("Mother of two."),
        _("Helper at the school party."),
        _("Someone who knows the market."),
    ),
)
class PlaceOfMine(Record):
    """A role or a place in life: had, have, or wanted."""

    words: Words = ask_words(_("Which role or place?"), hint=_("At home, at work, in the street."))
    tense: One = ask_one(_("Do you have it, or want it?"), PLACE_TENSE)
    domain: Several = ask_several(_("Which part of your life is it about?"), LIFE_DOMAIN)

    def mark(self):
        return "icon", ""
