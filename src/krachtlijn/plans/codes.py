"""The code lists that only a plan needs."""

from django.utils.translation import gettext_lazy as _

from krachtlijn.web.codes import Codes

STRENGTH_KIND = Codes(
    "strength_kind",
    quality=(_("How I am"), "heart"),
    talent=(_("Something I am good at by nature"), "star"),
    skill=(_("Something I can do"), "wrench"),
    knowledge=(_("Something I know about"), "lightbulb"),
    experience=(_("Something I went through"), "history"),
    interest=(_("Something I like"), "music"),
    value=(_("Something that matters to me"), "gem"),
)

IN_USE = Codes(
    "in_use",
    yes=(_("Yes, I use it"), "check"),
    partly=(_("Sometimes"), "clock"),
    no=(_("No, not now"), "x"),
    unknown=(_("I do not know"), "circle-help"),
)

POLARITY = Codes(
    "polarity",
    promoting=(_("It helps me"), "hand-heart"),
    hindering=(_("It holds me back"), "mountain"),
    mixed=(_("Both"), "scale"),
)

WEIGHT = Codes(
    "weight",
    light=(_("Feels light"), "feather"),
    middle=(_("In between"), "circle-dot"),
    heavy=(_("Feels heavy"), "weight"),
)

INFLUENCE = Codes(
    "influenceable_by",
    me=(_("I can"), "user-round"),
    together=(_("Together with people around me"), "handshake"),
    collectively=(_("Only with many people"), "users"),
    not_now=(_("Nobody right now"), "clock"),
)

GOAL_KIND = Codes(
    "goal_kind",
    change=(_("Change something"), "route"),
    keep=(_("Keep it as it is"), "shield"),
    live_with=(_("Learn to live with it"), "heart"),
    others_change=(_("Others should change something"), "landmark"),
)

GOAL_TARGET = Codes(
    "goal_target",
    self=(_("Me"), "user-round"),
    surroundings=(_("The people and places around me"), "trees"),
    organisation=(_("An organisation, school or employer"), "building-2"),
    society=(_("Rules and society"), "landmark"),
)
