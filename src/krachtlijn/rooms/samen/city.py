"""The city's view: what waits for an answer, and where much weighs with little to do about it."""

from dataclasses import dataclass

from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext as _

from krachtlijn.community.models import Barrier
from krachtlijn.community.phases import waiting_for_answer
from krachtlijn.community.telling import numbers_of_areas
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.models import Area
from krachtlijn.rooms.samen.acts import SayForm, form_of
from krachtlijn.rooms.samen.neighbourhood import DomainRow, bars_of, still_there
from krachtlijn.rooms.samen.parts import answers_for, today
from krachtlijn.web.answers import Refused
from krachtlijn.web.doors import own_page

GAPS = 40


@own_page
def city(request):
    """For policy officers: no persons, no small numbers, nothing about who works how."""
    offices = answers_for(request.user)
    if not offices:
        raise Refused(_("This page is for policy officers. The neighbourhoods are open to all."))
    mine = {one.organisation_id for one in offices}
    areas = list(areas_at(today()))
    waiting = [waiting_of(one, mine, areas) for one in waiting_for_answer()]
    context = {
        "offices": [one.organisation for one in offices],
        "mine": [one for one in waiting if one.form],
        "others": [one for one in waiting if not one.form],
        "gaps": gaps_of(areas),
        "here": "samen",
    }
    return render(request, "rooms/samen/city.html", context)


@dataclass(frozen=True)
class Waiting:
    """A barrier that waits for an answer; with a form for who gives it."""

    barrier: Barrier
    places: list[str]
    late: bool
    asked: str
    form: SayForm | None


def waiting_of(barrier: Barrier, mine: set, areas: list[Area]) -> Waiting:
    """What was asked, about which places, and whether its day is past."""
    codes = {scope.area for scope in barrier.scopes.all()}
    asked = [move.said for move in barrier.moves.all() if move.what == "report"]
    late = barrier.answer_by is not None and barrier.answer_by < today()
    form = form_of("decide", barrier) if barrier.addressee_id in mine else None
    places = [area.name for area in areas if area.code in codes]
    return Waiting(barrier, places, late, asked[-1] if asked else "", form)


def gaps_of(areas: list[Area]) -> list[tuple[Area, DomainRow]]:
    """Where something is told to weigh, per part of life and place: the least possible first."""
    numbers = numbers_of_areas([area.code for area in areas], today())
    told = {
        (area, domain): one for area in areas for domain, one in numbers[area.code].domains.items()
    }
    counted = still_there().order_by().values("area", "domain").annotate(how_many=Count("pk"))
    there = {(one["area"], one["domain"]): one["how_many"] for one in counted}
    possible = {
        (area, domain): there.get((area.code, domain), 0) + there.get(("", domain), 0)
        for area, domain in told
    }
    rows = bars_of(told, possible)
    return [(key[0], row) for key, row in sorted(rows.items(), key=_without_answer)[:GAPS]]


def _without_answer(one: tuple) -> float:
    row = one[1]
    return -row.told.drawn / (1 + row.possible)
