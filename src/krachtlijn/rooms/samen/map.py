"""The map: drawn here from the outlines of the areas. No other server is asked."""

import re
from collections.abc import Iterable

from django.shortcuts import render
from django.utils import timezone

from krachtlijn.community.models import Barrier
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.models import Area
from krachtlijn.rooms.samen.parts import answers_for, areas_read_by, is_worker
from krachtlijn.web.doors import open_page

POINT = re.compile(r"[ML](-?[\d.]+) (-?[\d.]+)")
MARGIN = 8
NAMED = 30  # with more areas the names would lie over each other; the list has them all


@open_page("where things are said and done is everyone's to see; nobody is in it")
def samen(request):
    """Choose an area: on the map, or in the list that says the same."""
    areas = list(areas_at(timezone.localdate()))
    running = areas_with_barriers()
    context = {
        "areas": [(area, area.code in running) for area in areas],
        "box": box_of(areas),
        "named": len(areas) <= NAMED,
        "reads": bool(areas_read_by(request.user)),
        "works": is_worker(request.user),
        "answers": bool(answers_for(request.user)),
    }
    return render(request, "rooms/samen/samen.html", context)


def areas_with_barriers() -> set[str]:
    """Where something runs now. Not how much: a place is never more or less than another."""
    running = Barrier.objects.filter(closed=None, merged_into=None)
    return set(running.values_list("scopes__area", flat=True)) - {None}


def box_of(areas: Iterable[Area]) -> str:
    """The view box around all areas."""
    points = [point for area in areas for point in POINT.findall(area.path)]
    if not points:
        return ""
    wide, high = (max(float(point[axis]) for point in points) for axis in (0, 1))
    return f"{-MARGIN} {-MARGIN} {wide + 2 * MARGIN:g} {high + 2 * MARGIN:g}"
