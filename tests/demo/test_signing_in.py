import json
from importlib import import_module

import pytest
from django.urls import NoReverseMatch, reverse

from krachtlijn.demo.neighbourhood import PINS, cards_file, person_called
from krachtlijn.demo.views import token_of
from krachtlijn.people import cards

pytestmark = pytest.mark.usefixtures("waterdam")


@pytest.fixture
def demo(settings):
    # Whether this is a demo is read when these are imported, and here it is not.
    import_module("krachtlijn.config.urls")
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.demo.served"


def address(name: str) -> str:
    return f"/demo/{name}/{token_of(name)}/"


def whose(client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.usefixtures("demo")
def test_the_address_signs_in_as_often_as_wanted(client):
    for _time in range(2):
        answer = client.get(address("amina"))

        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert whose(client) == str(person_called("amina").pk)
        assert "csrftoken" in client.cookies
        assert not client.cookies["csrftoken"]["secure"]
        assert not client.cookies["session"]["secure"]


@pytest.mark.usefixtures("demo")
def test_who_plays_joke_after_amina_is_joke(client):
    client.get(address("amina"))

    client.get(address("joke"))

    assert whose(client) == str(person_called("joke").pk)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "path",
    [
        "/demo/amina/wrong/",
        "/demo/amina/%C3%A9/",
        f"/demo/amina/{'0' * 32}/",
        "/demo/joke/{amina}/",
        "/demo/nobody/{nobody}/",
        "/demo/neighbours/{neighbours}/",
    ],
)
def test_any_other_address_is_not_there(client, path):
    names = {name: token_of(name) for name in ("amina", "nobody", "neighbours")}

    assert client.get(path.format(**names)).status_code == 404
    assert whose(client) is None


@pytest.mark.usefixtures("demo")
def test_looking_ahead_or_sending_something_signs_nobody_in(client):
    assert client.head(address("amina")).status_code == 204
    assert client.get(address("amina"), headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert client.post(address("amina")).status_code == 405
    assert whose(client) is None


def test_outside_a_demo_there_is_no_such_address(client):
    assert client.get(address("amina")).status_code == 404
    assert whose(client) is None
    with pytest.raises(NoReverseMatch):
        reverse("demo-sign-in", args=["amina", token_of("amina")])


def test_the_view_itself_refuses_outside_a_demo(client, settings):
    settings.ROOT_URLCONF = "tests.demo.served"

    assert client.get(address("amina")).status_code == 404


@pytest.mark.usefixtures("demo")
def test_the_pin_proves_it_again(client):
    client.get(address("amina"))
    long_ago = client.session
    long_ago["proved_at"] = "2026-01-01T00:00:00+00:00"
    long_ago.save()

    answer = client.post("/ik/kaart/", {"pin": PINS["amina"]})

    assert (answer.status_code, answer["Location"]) == (302, "/ik/kaart/")


@pytest.mark.usefixtures("demo")
def test_after_a_new_card_the_old_letters_are_left_out(client):
    cards.make_card(pin="593017", by=person_called("amina"))

    client.get(address("amina"))

    assert whose(client) == str(person_called("amina").pk)
    assert "card" not in client.session


def test_the_cards_lie_in_a_file_for_its_owner_only():
    letters = json.loads(cards_file().read_text())

    assert cards_file().stat().st_mode & 0o777 == 0o600
    assert cards.check_card(letters["joke"], PINS["joke"]) == person_called("joke")
