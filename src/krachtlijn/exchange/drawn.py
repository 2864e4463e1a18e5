"""The pictures of a plan on paper: how it hangs, who is around me, and how it grew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from krachtlijn.plans import balance, ecogram, over_time
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened

ICONS = "web/icons.svg"


@dataclass(frozen=True)
class Drawn:
    """One picture, its title, what its signs mean, and a word for what does not fit in it."""

    name: str
    title: str
    picture: SafeString
    legend: list[tuple[SafeString, str]] = field(default_factory=list)
    beside: str = ""


def pictures_of(
    entries: Iterable[Opened], turns: dict[UUID, list[tuple[datetime, str]]]
) -> list[Drawn]:
    """What can be drawn of these entries; of what is not there, no empty picture."""
    entries = sorted(entries, key=lambda one: (one.created, one.id), reverse=True)
    standing = [one for one in entries if one.standing == Standing.OWN]
    tilted = [one for one in standing if one.kind.name == "balance"]
    ties = ecogram.in_order([one for one in standing if one.kind.name == "tie"])
    seasons = over_time.in_seasons(entries, turns)
    found = []
    if tilted:
        found.append(Drawn("balance", _("My balance"), balance.drawn(tilted[0])))
    if ties:
        found.append(
            Drawn(
                "ecogram",
                _("The people around me"),
                ecogram.drawn(ties),
                [*ecogram.legend(), *ecogram.legend_of_support()],
                _("Not everyone fits in the picture. Who stands further away is in the list.")
                if ties[ecogram.MOST_DRAWN :]
                else "",
            )
        )
    if seasons:
        line = over_time.drawn(seasons)
        found.append(Drawn("time", _("My line of time"), line, over_time.samples()))
    return found


# --------------------------------------------------------------------- as a PDF can draw them

USE = re.compile(r'<use\b([^>]*?) href="[^"#]*#([\w-]+)"([^>]*?)(?:/>|></use>)')
SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)
SAID = re.compile(r' (x|y|width|stroke)="([^"]*)"')
COLOURED_LINE = 'stroke="url(#balance-line)"'
INK = "#1d2733"


def for_pdf(page: str) -> str:
    """The same page with each pictogram in place, where WeasyPrint would look in no other file.

    It also loses most of a line that runs from one colour to another: that one becomes ink.
    """
    return USE.sub(_in_place, page).replace(COLOURED_LINE, f'stroke="{INK}"')


def _in_place(use: re.Match) -> str:
    said = {"x": "0", "y": "0", "width": "16", "stroke": INK}
    said |= dict(SAID.findall(use[1] + use[3]))
    paths = _pictograms().get(use[2], "")
    return (
        f'<g transform="translate({said["x"]} {said["y"]}) scale({float(said["width"]) / 24:.4f})"'
        f' fill="none" stroke="{said["stroke"]}" stroke-width="2" stroke-linecap="round"'
        f' stroke-linejoin="round">{paths}</g>'
    )


@cache
def _pictograms() -> dict[str, str]:
    found = finders.find(ICONS)
    return dict(SYMBOL.findall(Path(found).read_text(encoding="utf-8"))) if found else {}
