from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN
from krachtlijn.plans.codes import GOAL_KIND, GOAL_STATE, GOAL_TARGET
from krachtlijn.vault.kinds import (
    One,
    Record,
    Several,
    Text,
    Words,
    ask_one,
    ask_several,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="goal",
    one=_("Goal"),
    many=_("Where I want to go"),
    add=_("Add a goal"),
    saved=_("Your goal is in your plan."),
    pictogram="flag",
    room="course",
    tone="sky",
    order=36,
    leads_to=("step", "condition"),
    chips=("kind", "state"),
    ideas=(
        _("I want work that suits me."),
        _("I want to phone without feeling nervous."),
        _("I want to get to know someone in my street."),
        _("I want to open my post on the day it comes."),
        _("I want to keep living here."),
        _("My free evening stays mine."),
        _("I want to learn to live with my bad days."),
        _("The landlord should fix the damp."),
    ),
)
class Goal(Record):
    """Where I want to go. It is the person's own; nobody else can own it."""

    words: Words = ask_words(
        _("Where do you want to go?"), hint=_("Small is fine. In your own words.")
    )
    why: Text = ask_text(_("Why does this matter to you?"), rows=2, own_hand=True)
    kind: One = ask_one(
        _("What do you want with it?"),
        GOAL_KIND,
    )
    target: Several = ask_several(
        _("What has to move for this?"),
        GOAL_TARGET,
        hint=_("Not everything depends on you. You can choose more than one."),
    )
    domain: Several = ask_several(
        _("Which part of your life is it about?"),
        LIFE_DOMAIN,
    )
    state: One = ask_one(
        _("How is it with this goal now?"), GOAL_STATE, hint=_("Only if you want to say it.")
    )

    def mark(self):
        return "icon", ""
