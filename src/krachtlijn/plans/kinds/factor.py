from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN, MECHANISM, WHERE
from krachtlijn.plans.codes import INFLUENCE, POLARITY, WEIGHT
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
    name="factor",
    one=_("What helps or holds back"),
    many=_("What helps and what holds back"),
    add=_("Add what helps or holds back"),
    saved=_("It is in your plan."),
    pictogram="scale",
    room="weighs",
    tone="load",
    order=20,
)
class Factor(Record):
    """Something that helps me or holds me back, wherever it sits."""

    words: Words = ask_words(
        _("What helps you, or what holds you back?"),
        hint=_("Something in you, around you, or in the rules. In your own words."),
    )
    polarity: One = ask_one(
        _("What does it do?"),
        POLARITY,
    )
    where: Several = ask_several(
        _("Where does it sit?"), WHERE, hint=_("You can choose more than one.")
    )
    mechanism: Several = ask_several(
        _("Does one of these play a part?"),
        MECHANISM,
    )
    domain: Several = ask_several(
        _("Which part of your life is it about?"),
        LIFE_DOMAIN,
    )
    weight: One = ask_one(
        _("How heavy does it feel?"),
        WEIGHT,
    )
    influenceable_by: Several = ask_several(
        _("Who can do something about it?"),
        INFLUENCE,
    )
