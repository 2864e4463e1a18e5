"""What is possible is found without signing in, by words, domain, area, language and cost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from krachtlijn.organisations.models import Area, Division
from krachtlijn.resources.models import Possibility
from tests.resources.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY}T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def areas():
    division = Division.objects.create(year=2026, source="made up")
    for code in ("linde", "haven"):
        Area.objects.create(division=division, code=code, name=code.title(), path="M0 0Z", x=0, y=0)


def names(page) -> list[str]:
    return [row["one"].name for row in page.context["rows"]]


@pytest.fixture
def some(listed, areas):
    listed("Loket", area="linde", free=True, languages="nl fr")
    listed("Fietsclub", what="Samen fietsen.", domain="free", area="haven", languages="nl")
    listed("Bellijn", what="Iemand om mee te praten.", domain="people", free=True)
    listed("Weg", ended=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Loket", "Fietsclub", "Bellijn"}),
        ("words=HUUR", {"Loket"}),
        ("words=iemand praten", {"Bellijn"}),
        ("words=loket fietsen", set()),
        ("domain=free", {"Fietsclub"}),
        ("area=linde", {"Loket", "Bellijn"}),
        ("language=fr", {"Loket"}),
        ("free=on", {"Loket", "Bellijn"}),
        ("area=haven&free=on", {"Bellijn"}),
        ("domain=nonsense&area=nowhere", {"Loket", "Fietsclub", "Bellijn"}),
    ],
)
def test_each_question_narrows(some, visitor, asked, found):
    assert set(names(visitor.get(f"/samen/mogelijkheden/?{asked}"))) == found


def test_an_empty_search_leads_to_saying_that_it_is_missed(some, visitor):
    page = visitor.get("/samen/mogelijkheden/?words=zeppelin&domain=home").content.decode()

    assert "?theme=wait_home" in page
    assert "?theme=no_bus" not in page


def test_searching_asks_as_much_for_three_as_for_thirty(listed, areas, visitor):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            visitor.get("/samen/mogelijkheden/")
        return len(queries)

    listed()
    few = asked()
    for number in range(25):
        listed(f"Nog een {number}", area="linde")

    assert asked() == few <= 4


def test_a_page_tells_all_of_it(listed, areas, visitor):
    one = listed(
        "Loket", area="linde", place="Lindelaan 4", when="dinsdag", cost="2 euro",
        conditions="Breng je brieven mee.", languages="nl ar", contact="014 00 00 00", places_free=3,
    )  # fmt: skip

    page = visitor.get(f"/samen/mogelijkheid/{one.pk}/").content.decode()

    for said in ("Lindelaan 4", "Linde", "dinsdag", "2 euro", "Breng je brieven mee.", "Arabisch",
                 "014 00 00 00", "3 plaatsen", "Wijkhuis De Linde", "23 november 2026"):  # fmt: skip
        assert said in page


@pytest.mark.parametrize(("days", "long_ago"), [(0, False), (180, False), (181, True)])
def test_what_was_checked_long_ago_says_so(listed, visitor, days, long_ago):
    one = listed(checked_on=TODAY - timedelta(days=days))

    page = visitor.get(f"/samen/mogelijkheid/{one.pk}/").content.decode()

    assert ("Dat is lang geleden" in page) is long_ago


def test_what_ended_is_not_found_and_says_so(listed, visitor):
    one = listed(ended=date(2026, 11, 1))

    assert names(visitor.get("/samen/mogelijkheden/")) == []
    assert (
        "Dit stopte op 1 november 2026"
        in visitor.get(f"/samen/mogelijkheid/{one.pk}/").content.decode()
    )


def test_room_is_only_told_where_someone_counts(listed, visitor):
    full, uncounted = listed("Vol", places_free=0), listed("Open")

    assert set(Possibility.objects.with_room()) == {uncounted}
    assert "Nu vol" in visitor.get(f"/samen/mogelijkheid/{full.pk}/").content.decode()


def test_nothing_at_an_address_is_nothing(visitor):
    assert visitor.get(f"/samen/mogelijkheid/{uuid4()}/").status_code == 404
