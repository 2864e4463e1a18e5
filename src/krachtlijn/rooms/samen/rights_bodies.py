"""Whom to turn to when you are turned away or looked down on: per country, with source and month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KNOWN_IN = date(2026, 11, 1)
THEMES_OF_DISCRIMINATION = {"turned_away", "looked_down"}


@dataclass(frozen=True)
class Body:
    """An independent body that hears people and can act; its site is the source."""

    name: str
    country: str
    what: Promise
    site: str
    known_in: date = KNOWN_IN


BODIES = (
    Body("Unia", "BE", _("Discrimination, on almost every ground"), "unia.be"),
    Body(
        "Vlaams Mensenrechteninstituut",
        "BE",
        _("Discrimination where Flemish rules hold, such as school and renting"),
        "vlaamsmensenrechteninstituut.be",
    ),
    Body(
        "IGVM – IEFH",
        "BE",
        _("Discrimination as a woman or a man, when pregnant, or for your gender"),
        "igvm-iefh.belgium.be",
    ),
    Body("Myria", "BE", _("What rights you have as a foreigner in Belgium"), "myria.be"),
    Body(
        "College voor de Rechten van de Mens",
        "NL",
        _("Says whether the law on equal treatment was broken"),
        "mensenrechten.nl",
    ),
    Body(
        "Discriminatie.nl",
        "NL",
        _("Report it and get help near you, free of charge"),
        "discriminatie.nl",
    ),
)


def bodies_for(themes: Iterable[str]) -> list[Body]:
    """The bodies here, where one of these themes is about being turned away or looked down on."""
    about_this = THEMES_OF_DISCRIMINATION & set(themes)
    return [one for one in BODIES if about_this and one.country == settings.COUNTRY]
