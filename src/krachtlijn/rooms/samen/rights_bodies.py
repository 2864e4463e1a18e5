"""Whom to turn to when you are turned away or looked down on. Per country, with source and date."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THEMES_OF_DISCRIMINATION = {"turned_away", "looked_down"}
LOOKED_UP = "2026-11"


@dataclass(frozen=True)
class Body:
    """An independent body that hears people and can act; its site is the source."""

    name: str
    country: Promise
    what: Promise
    site: str


BODIES = (
    Body("Unia", _("Belgium"), _("Discrimination, on almost every ground"), "unia.be"),
    Body(
        "Vlaams Mensenrechteninstituut",
        _("Belgium, Flemish rules"),
        _("Discrimination where Flemish rules hold, such as school and renting"),
        "vlaamsmensenrechteninstituut.be",
    ),
    Body(
        "IGVM – IEFH",
        _("Belgium"),
        _("Discrimination as a woman or a man, or for who you are"),
        "igvm-iefh.belgium.be",
    ),
    Body(
        "College voor de Rechten van de Mens",
        _("Netherlands"),
        _("Says whether the law on equal treatment was broken"),
        "mensenrechten.nl",
    ),
    Body(
        "Discriminatie.nl",
        _("Netherlands"),
        _("Report it and get help near you, free of charge"),
        "discriminatie.nl",
    ),
)


def bodies_for(themes: Iterable[str]) -> tuple[Body, ...]:
    """The bodies, where one of these themes is about being turned away or looked down on."""
    return BODIES if THEMES_OF_DISCRIMINATION & set(themes) else ()
