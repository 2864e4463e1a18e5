"""The code lists the neighbourhood shares: plans, signals and services are sorted by them."""

from django.utils.translation import gettext_lazy as _

from krachtlijn.web.codes import Codes

LIFE_DOMAIN = Codes(
    "life_domain",
    home=(_("Home and daily life"), "house"),
    money=(_("Money and papers"), "wallet"),
    work_learn=(_("Work and learning"), "graduation-cap"),
    day=(_("How I spend my day"), "calendar-days"),
    family=(_("Family and partner"), "baby"),
    people=(_("People around me"), "users-round"),
    body=(_("My body"), "activity"),
    mind=(_("How I feel"), "smile"),
    free=(_("Free time and fun"), "music"),
    meaning=(_("Meaning and faith"), "flame"),
    rights=(_("Rights, transport, digital"), "bus"),
)

# "Waar zit het?": each of the three can be true at once, and none is the first guess.
WHERE = Codes(
    "where",
    self=(_("In me"), "user-round"),
    surroundings=(_("Around me"), "trees"),
    society=(_("In rules and society"), "landmark"),
)

MECHANISM = Codes(
    "mechanism",
    income=(_("Too little income"), "coins"),
    housing=(_("No good or affordable home"), "house"),
    rules=(_("Rules that do not fit"), "scroll-text"),
    access_waiting=(_("Waiting lists, hard to get in"), "hourglass"),
    digital=(_("Everything has to be done online"), "monitor-smartphone"),
    transport=(_("Getting there"), "bus"),
    language_information=(_("Language and information"), "languages"),
    discrimination_stigma=(_("Prejudice and discrimination"), "ban"),
    network=(_("Few people to turn to"), "waypoints"),
    safety=(_("Not feeling safe"), "shield"),
    health_limitation_effects=(_("What illness or a limitation brings"), "heart-pulse"),
)
