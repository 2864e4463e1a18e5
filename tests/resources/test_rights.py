"""What is told of rights and of who hears people: every line says whose it is, where, and as of when."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from krachtlijn.organisations.codes import MECHANISM
from krachtlijn.plans.rights import RIGHTS, Right, Source
from krachtlijn.rooms.samen.rights_bodies import BODIES, THEMES_OF_DISCRIMINATION, bodies_for
from tests import cast
from tests.plans.written import wrote

COUNTRIES = ("BE", "NL")
WRITTEN = date(2026, 11, 1)
EACH = [(country, one) for country in RIGHTS for one in RIGHTS[country]]


def complete(source: Source, country: str) -> bool:
    address = urlsplit(source.url)
    known = source.country in (country, "EU")
    return bool(source.name) and known and address.scheme == "https" and "." in address.netloc


def test_each_country_has_a_right_for_each_mechanism():
    assert sorted(RIGHTS) == sorted(COUNTRIES)
    for country in COUNTRIES:
        assert sorted(RIGHTS[country]) == sorted(MECHANISM)


@pytest.mark.parametrize(("country", "mechanism"), EACH)
def test_every_line_has_a_body_or_a_law_its_country_its_source_and_its_month(country, mechanism):
    right = RIGHTS[country][mechanism]

    assert right.sources
    assert all(complete(one, country) for one in right.sources)
    assert right.known_in == WRITTEN


@pytest.mark.parametrize(
    "bad",
    [
        Source("", "BE", "https://unia.be"),
        Source("Unia", "NL", "https://unia.be"),
        Source("Unia", "BE", "unia.be"),
    ],
)
def test_seen_red_a_source_that_misses_something(bad):
    assert not complete(bad, "BE")


def test_every_body_that_hears_people_is_of_one_country_with_site_and_month():
    for one in BODIES:
        assert one.country in COUNTRIES
        assert re.fullmatch(r"[a-z-]+(\.[a-z]+){1,2}", one.site)
        assert one.known_in == WRITTEN
        assert str(one.what)


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("BE", ["Unia", "Vlaams Mensenrechteninstituut", "IGVM – IEFH", "Myria"]),
        ("NL", ["College voor de Rechten van de Mens", "Discriminatie.nl"]),
    ],
)
def test_the_bodies_of_this_country_stand_with_what_is_about_discrimination(
    settings, country, names
):
    settings.COUNTRY = country

    assert [one.name for one in bodies_for(THEMES_OF_DISCRIMINATION)] == names
    assert bodies_for(["no_bus"]) == []


UNHELD = [("BE", "health_limitation_effects"), ("BE", "network"), ("BE", "rules"), ("NL", "income")]


def test_what_could_not_be_held_against_a_source_is_known_by_name():
    """A right goes off this list when somebody found it with a public body, and not before."""
    assert sorted(one for one in EACH if not RIGHTS[one[0]][one[1]].held) == UNHELD


@pytest.mark.parametrize(("mechanism", "held"), [("rules", False), ("housing", True)])
def test_the_page_says_so_when_it_could_not_be_checked(db, client, settings, mechanism, held):
    settings.COUNTRY = "BE"
    amina = cast.person("Amina", language="en")
    entry = wrote(amina, "factor", "x", polarity="hindering", mechanism=[mechanism])
    client.force_login(amina, backend="krachtlijn.people.backends.CardBackend")

    page = client.get(f"/plan/{entry.id}/").content.decode()

    assert ("As we know it in November 2026. A right can change" in page) is held
    assert ("We could not check this with the source: ask there first." in page) is not held


def test_a_right_is_never_held_by_itself():
    assert Right("x", ()).held is False
