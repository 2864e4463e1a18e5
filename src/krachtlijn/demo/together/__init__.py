"""The neighbourhood of Waterdam as one: its map, what holds many back, what is done, what is possible."""

from krachtlijn.community.models import Scope
from krachtlijn.community.periods import last_ended, months, release_day
from krachtlijn.community.releases import release_did, release_fits
from krachtlijn.demo.neighbourhood.past import Calendar, id_of
from krachtlijn.demo.neighbours import neighbours
from krachtlijn.demo.together.course import events, fixed_draws
from krachtlijn.demo.together.gatherings import GATHERINGS, gather_all, group_id
from krachtlijn.demo.together.possibilities import POSSIBILITIES, Nearby
from krachtlijn.demo.together.shapes import SHAPES, geojson
from krachtlijn.demo.together.voices import (
    CAST,
    add_sentences,
    answer_all,
    give_all,
    say_what_it_did,
)
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.models import Division, Organisation
from krachtlijn.people.models import Membership
from krachtlijn.privacy.keys import Keys, keys_of
from krachtlijn.resources.models import Possibility

NEXT_DOOR = 200  # so many neighbours have a voice here, however long the street is
CITY, HOUSE = "Stad Waterdam", "Wijkhuis De Linde"
NEW = 365  # days; what is older did not come of a barrier
GROUPS = {one.name for one in GATHERINGS}
READS = "lindewijk"  # the area whose sentences Rik reads


def draw_map(calendar: Calendar) -> None:
    """The areas, before anyone says where they live."""
    if not Division.objects.exists():
        load_areas(geojson(), year=calendar.day(800).year, today=calendar.day(800))


def fill_together(calendar: Calendar) -> None:
    """Everything that is of all. Once; a demo that is kept stays as people left it."""
    if Possibility.objects.exists():
        return
    _give_roles()
    quarters = list(last_ended(calendar.today, quarters=True, many=5))[-4:]
    give_all(quarters, _living())
    for _on, happens in events(quarters, calendar.today):
        happens()
    gather_all(calendar)
    _make_possible(calendar)
    add_sentences(months(quarters[-1])[0])
    _answer(quarters[-1])


def _answer(quarter: str) -> None:
    """What people answered in the last quarter, and what was told of it."""
    known, on = {one.name: _id(one) for one in POSSIBILITIES}, release_day(quarter)
    barriers = {(one.theme, one.area): one.barrier_id for one in Scope.objects.filter(level="")}
    answer_all(months(quarter)[1], known)
    say_what_it_did(months(quarter)[2], barriers)
    release_fits(quarter, on=on, draw=fixed_draws(), among=known.values())
    release_did(quarter, on=on, draw=fixed_draws())


def _give_roles() -> None:
    Organisation.objects.filter(name=CITY).update(city=True)
    Membership.objects.filter(person=id_of("person", "rik"), role="expert").update(area=READS)


def _living() -> dict[str, dict[str, Keys]]:
    """The keys of who lives in each area, as far as they are there."""
    codes = {name: code for code, (name, _ring) in SHAPES.items()}
    homes = {key: area for key, (area, _themes) in CAST.items()}
    homes |= {one.key: codes[one.area] for one in neighbours(NEXT_DOOR)}
    keys = keys_of(*(id_of("person", key) for key in homes))
    living: dict[str, dict[str, Keys]] = {}
    for key, area in homes.items():
        if found := keys.get(id_of("person", key)):
            living.setdefault(area, {})[key] = found
    return living


def _make_possible(calendar: Calendar) -> None:
    of = {(one.theme, one.area): one.barrier_id for one in Scope.objects.all()}
    for one in POSSIBILITIES:
        organisation = Organisation.objects.filter(name=one.by).first()
        is_group = not organisation and one.by in GROUPS
        if organisation is None and not is_group:
            organisation = Organisation.objects.create(
                pk=id_of("organisation", one.by), name=one.by
            )
        Possibility.objects.create(
            pk=_id(one), name=one.name, what=one.what, organisation=organisation,
            group=group_id(one.by) if is_group else None, offered_by=one.by, area=one.area,
            place=one.place, domain=one.domain, theme=one.theme, when=one.when, cost=one.cost,
            free=one.cost == "gratis", conditions=one.conditions, languages=_codes(one.languages),
            places_free=one.places, began=calendar.day(one.began), checked_by=one.by,
            checked_on=calendar.day(one.checked),
            came_of=of.get((one.theme, one.area)) if one.began < NEW else None,
        )  # fmt: skip


def _id(one: Nearby):
    return id_of("possibility", one.name)


NAMED = {
    "Nederlands": "nl", "Frans": "fr", "Engels": "en", "Arabisch": "ar", "Turks": "tr",
    "Oekraïens": "uk",
}  # fmt: skip


def _codes(languages: str) -> str:
    return " ".join(NAMED[name] for name in languages.split(", "))
