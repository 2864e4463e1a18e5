"""A worker or a group raises a signal: labelled, through the mailbox, findable only by them."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from krachtlijn.community import barriers, raising
from krachtlijn.community.models import Barrier, Signal
from krachtlijn.community.signals import NOTHING, post_signals
from krachtlijn.groups import actions as groups
from krachtlijn.organisations.models import Area, Division, Organisation
from krachtlijn.people.models import Membership
from krachtlijn.privacy.keys import destroy_keys, keys_for, make_keeper
from krachtlijn.privacy.models import Letter
from krachtlijn.privacy.sealing import Unreadable
from krachtlijn.web.answers import Refused
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY}T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def joke():
    division = Division.objects.create(year=2026, source="made up")
    Area.objects.create(division=division, code="linde", name="Linde", path="M0 0Z", x=0, y=0)
    someone = cast.person("Joke")
    house = Organisation.objects.create(name="Wijkhuis")
    Membership.objects.create(person=someone, organisation=house, role="worker")
    return someone


def client_of(person):
    client = Client()
    client.force_login(person, backend="krachtlijn.people.backends.CardBackend")
    return client


def raised_by(keeper, theme="no_bus", by="worker", on=TODAY):
    raising.raise_signal(keeper, theme, level="meso", area="linde", raised_by=by, on=on)


def test_a_worker_raises_it_as_a_worker(joke):
    typed = {"theme": "no_bus", "level": "meso", "area": "linde"}

    assert client_of(joke).post("/samen/melden/", typed).status_code == 302
    post_signals(fewest=0)

    said = Signal.objects.values_list("raised_by", "theme", "level", "area", "month", "mechanism")
    assert list(said) == [("worker", "no_bus", "meso", "linde", "2026-11", "transport")]


@pytest.mark.parametrize("role", ["expert", "council", "officer", "moderator", "operator", None])
def test_nobody_else_raises_as_a_worker(joke, role):
    other = cast.person("Other")
    if role:
        house = Organisation.objects.get()
        Membership.objects.create(person=other, organisation=house, role=role)

    assert client_of(other).get("/samen/melden/").status_code == 403
    assert Letter.objects.count() == 0


def test_a_group_raises_it_as_a_group_in_its_own_area(joke):
    group = groups.begin("Werkgroep", alias="Jo", by=joke, area="linde")
    typed = {"theme": "no_bus", "level": "meso"}

    client_of(joke).post(f"/samen/groep/{group.pk}/signaal/", typed)
    post_signals(fewest=0)

    assert list(Signal.objects.values_list("raised_by", "area")) == [("group", "linde")]


def test_it_is_never_tied_to_what_the_worker_says_as_a_person(joke):
    raised_by(joke.pk)
    keys = keys_for(joke.pk)
    personal = {
        keys.token("mailbox/v1", "signals", "no_bus", "2026-11").hex(),
        keys.token("signal/v1", "no_bus", "2026-11").hex(),
    }
    post_rows = set(Letter.objects.values_list("row", flat=True))
    post_signals(fewest=0)

    assert not personal & (post_rows | set(Signal.objects.values_list("token", flat=True)))


def test_once_a_theme_and_five_in_all_each_month(joke):
    for theme in ("no_bus", "debts", "papers", "letters", "energy"):
        raised_by(joke.pk, theme)
    for theme in ("no_bus", "rent_high"):
        with pytest.raises(Refused):
            raised_by(joke.pk, theme)

    raised_by(joke.pk, on=date(2026, 12, 1))
    assert len(raising.raised(joke.pk, on=date(2026, 12, 1))) == 6


@pytest.mark.parametrize("posted", [False, True])
def test_it_is_found_and_taken_back_by_who_raised_it_alone(joke, posted):
    other = cast.person("Other")
    raised_by(joke.pk)
    if posted:
        post_signals(fewest=0)

    assert [(one.theme, one.waits) for one in raising.raised(joke.pk, on=TODAY)] == [
        ("no_bus", not posted)
    ]
    assert raising.raised(other.pk, on=TODAY) == []
    assert raising.take_back(other.pk, "no_bus", "2026-11") == NOTHING
    client_of(joke).post("/samen/melden/terug/", {"theme": "no_bus", "month": "2026-11"})
    assert (Signal.objects.count(), Letter.objects.count()) == (0, 0)


def test_without_the_key_nobody_finds_it(joke):
    raised_by(joke.pk)
    post_signals(fewest=0)
    destroy_keys(joke.pk)

    with pytest.raises(Unreadable):
        raising.raised(joke.pk, on=TODAY)
    assert Signal.objects.count() == 1


def test_nobody_raises_as_a_person(joke):
    with pytest.raises(ValueError, match="a worker or a group"):
        raised_by(joke.pk, by="person")


def barrier_about(theme="no_bus", area="linde", **more):
    one = Barrier.objects.create(phase="noticed", opened=TODAY, **more)
    one.scopes.create(theme=theme, area=area)
    return one


@pytest.mark.parametrize("by", ["worker", "group"])
def test_a_barrier_says_once_that_it_was_raised_by_such_too_and_in_which_month(joke, by):
    one, other = barrier_about(), barrier_about("debts")
    gone = barrier_about("rent_high", merged_into=None)
    gone.scopes.update(barrier=one)
    Barrier.objects.filter(pk=gone.pk).update(merged_into=one)
    for theme, keeper in (("no_bus", joke.pk), ("rent_high", joke.pk), ("no_bus", uuid4())):
        make_keeper(keeper)
        raised_by(keeper, theme, by)
    post_signals(fewest=0)

    line = one.moves.get()
    assert (line.what, line.on, line.who, line.said) == (f"by_{by}", date(2026, 11, 1), "", "")
    assert not other.moves.exists()
    assert not gone.moves.exists()
    visitor = Client(headers={"accept-language": "en"})
    shown = visitor.get(f"/samen/drempel/{one.pk}/").content.decode()
    assert f"Also raised by a {by}" in shown
    assert "November 2026" in shown
    assert "1 November 2026" not in shown


def test_what_someone_says_for_themselves_leaves_no_line_on_a_barrier(joke):
    one = barrier_about()

    barriers.also_raised("no_bus", "linde", "person", on=TODAY)
    barriers.also_raised("no_bus", "haven", "worker", on=TODAY)

    assert not one.moves.exists()
