"""The code lists the neighbourhood shares: plans, signals and services are sorted by them."""

from dataclasses import dataclass

from django.utils.functional import Promise
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

LEVEL = Codes(
    "level",
    micro=(_("With me and who is close"), "user-round"),
    meso=(_("In an organisation, school, work or the neighbourhood"), "building-2"),
    macro=(_("In society and its rules"), "landmark"),
)


@dataclass(frozen=True)
class Theme:
    """What people in many places say, in one sentence; where it comes from and what it is about."""

    label: Promise
    mechanism: str
    domain: str
    sensitive: bool = False  # health, safety, discrimination, origin: a higher floor

    @property
    def pictogram(self) -> str:
        return MECHANISM.pictogram(self.mechanism)


THEMES = {
    "wait_home": Theme(_("Waiting too long for a home"), "housing", "home"),
    "rent_high": Theme(_("The rent is too high"), "housing", "home"),
    "home_bad": Theme(_("A home that is damp, cold or too small"), "housing", "home"),
    "home_lost": Theme(_("Afraid to lose the home"), "housing", "home"),
    "too_little": Theme(_("Too little money to live on"), "income", "money"),
    "debts": Theme(_("Debts that keep growing"), "income", "money"),
    "energy": Theme(_("An energy bill that cannot be paid"), "income", "money"),
    "free_costs": Theme(_("Sports and fun cost too much"), "income", "free"),
    "rules_clash": Theme(_("Rules that work against each other"), "rules", "rights"),
    "papers": Theme(_("Too many papers to get help"), "rules", "money"),
    "no_work": Theme(_("No work or course that fits"), "rules", "work_learn"),
    "wait_help": Theme(_("Waiting too long for help"), "access_waiting", "mind", sensitive=True),
    "no_doctor": Theme(_("No doctor or dentist with room"), "access_waiting", "body", sensitive=True),
    "no_childcare": Theme(_("No place for the children"), "access_waiting", "family"),
    "online_only": Theme(_("Everything has to be done online"), "digital", "rights"),
    "no_bus": Theme(_("No bus when you need one"), "transport", "rights"),
    "letters": Theme(_("Letters that nobody understands"), "language_information", "money"),
    "no_interpreter": Theme(
        _("Nobody who speaks my language"), "language_information", "rights", sensitive=True
    ),
    "turned_away": Theme(
        _("Turned away because of name or origin"), "discrimination_stigma", "rights", sensitive=True
    ),
    "looked_down": Theme(
        _("Looked down on"), "discrimination_stigma", "people", sensitive=True
    ),
    "nobody_near": Theme(_("Nobody to turn to"), "network", "people"),
    "no_meeting_place": Theme(_("No place to meet others"), "network", "people"),
    "little_to_do": Theme(_("Little to do during the day"), "network", "day"),
    "unsafe_street": Theme(_("Not safe in the street"), "safety", "home", sensitive=True),
    "unsafe_home": Theme(_("Not safe at home"), "safety", "family", sensitive=True),
    "illness_work": Theme(
        _("Being ill and working do not go together"),
        "health_limitation_effects", "work_learn", sensitive=True,
    ),
    "no_way_in": Theme(
        _("Places you cannot get into"), "health_limitation_effects", "rights", sensitive=True
    ),
}  # fmt: skip


def themes_of(mechanisms) -> list[str]:
    """All themes, those of these mechanisms first."""
    return sorted(THEMES, key=lambda theme: THEMES[theme].mechanism not in mechanisms)
