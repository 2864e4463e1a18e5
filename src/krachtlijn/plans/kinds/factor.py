from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN, MECHANISM, WHERE
from krachtlijn.plans.codes import INFLUENCE, POLARITY, WEIGHT
from krachtlijn.plans.rights import About, rights_of
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
    room="balance",
    tone="load",
    order=20,
    leads_to=("aid", "source", "goal"),
    beside="plans/_not_only_mine.html",
    chips=("where",),
    in_sight=("polarity", "where"),
    meta=("domain", "weight"),
    ideas=(
        _("Someone calls me every week."),
        _("My neighbour has my spare key."),
        _("The walk in the morning clears my head."),
        _("I have been waiting for a home for years."),
        _("When the rent is paid, little is left."),
        _("I do not understand the letters I get."),
        _("Everything has to be done online."),
        _("I sleep badly."),
    ),
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

    @property
    def holds_back(self) -> bool:
        """Whether it weighs, at least in part; what was not said is asked, never taken as a no."""
        return self.polarity != "promoting"

    @property
    def not_only_mine(self) -> bool:
        """Whether the person says that it sits outside them too."""
        return bool({"surroundings", "society"} & set(self.where))

    @property
    def rights(self) -> list[About]:
        """What the law says about what plays a part in it."""
        return rights_of(self.mechanism)

    def mark(self):
        shapes = {"promoting": "bead", "hindering": "stone", "mixed": "both"}
        shape = shapes.get(self.polarity or "", "icon")  # not said: neither carries nor weighs
        return shape, self.weight or "middle"
