"""A neighbourhood to speak to: made-up areas, voices of others, a barrier and its way."""

import json
from datetime import date

from django.utils import timezone

from krachtlijn.community import barriers, signals
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Cell, Release
from krachtlijn.community.periods import month_of
from krachtlijn.organisations.areas import division_at, load_areas
from krachtlijn.organisations.models import Organisation
from krachtlijn.plans import signalling
from krachtlijn.resources.models import Possibility
from tests import cast
from tests.plans.written import wrote

POST = frozenset({"post"})
GROUP = frozenset({"group", "moderator"})


def areas(*names: str, year: int | None = None) -> None:
    """Areas of today, as triangles beside each other."""
    features = [
        {
            "type": "Feature",
            "id": name,
            "properties": {"name": name.capitalize(), "city": "Waterdam"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[4 + at, 51], [4.9 + at, 51], [4.9 + at, 51.9], [4 + at, 51]]],
            },
        }
        for at, name in enumerate(names)
    ]
    today = timezone.localdate()
    text = json.dumps({"type": "FeatureCollection", "source": "made up", "features": features})
    load_areas(text, year=year or today.year, today=today)


def lives(person, area: str = "linde") -> None:
    wrote(person, "neighbourhood", "", area=area)


def says(person, theme: str = "wait_home", *, area: str = "linde", month: str = "", **more) -> None:
    month = month or month_of(timezone.localdate())
    what = {"level": "", "area": area, "month": month} | more
    signalling.give(person, theme, **what, by=person)


def neighbours(count: int, theme: str = "wait_home", **more) -> list:
    """So many people who say the same."""
    people = [cast.person(f"Buur {number}") for number in range(count)]
    for one in people:
        says(one, theme, **more)
    return people


def post() -> int:
    """All that waits, however little."""
    return signals.post_signals(fewest=1) + signals.post_answers(fewest=1)


def heard(theme: str = "wait_home", area: str = "linde", *, on: date | None = None) -> None:
    """A stored release tells that enough people say this."""
    on = on or timezone.localdate()
    release, _new = Release.objects.get_or_create(
        question="heard", period=month_of(on), division=division_at(on), made=on
    )
    Cell.objects.create(release=release, area=area, about=theme)


def barrier(theme: str = "wait_home", area: str = "linde", *, on: date | None = None):
    """Noticed and collected by the post."""
    by = Acting("Krachtlijn", POST, on or timezone.localdate())
    return barriers.collect(barriers.notice(theme, area, "Gehoord.", by=by), "Gevraagd.", by=by)


def told_back(theme: str = "wait_home", area: str = "linde", *, on: date | None = None):
    """All the way, from noticed to told back."""
    on = on or timezone.localdate()
    heard(theme, area, on=on)
    group, city = (
        Acting("De werkgroep", GROUP, on),
        Organisation.objects.create(name="Stad Waterdam"),
    )
    it = barriers.bundle(barrier(theme, area, on=on), "Samen.", by=group)
    it = barriers.analyse(it, "Besproken.", by=group)
    answer_by = date(on.year + 1, 1, 31)
    it = barriers.report(it, "Aan de stad.", to=city, answer_by=answer_by, by=group)
    it = barriers.decide(it, "We doen het.", act=True, by=Acting(city.name, {"addressee"}, on))
    it = barriers.act(it, "Er komt een loket.", by=group)
    return barriers.tell_back(it, "Het loket is open.", by=group)


def possibility(name: str = "Huurdersloket", theme: str = "wait_home", area: str = "linde", **more):
    said = {"what": "Elke dinsdag.", "offered_by": "Huis De Linde", "domain": "home"}
    return Possibility.objects.create(name=name, theme=theme, area=area, **said | more)
