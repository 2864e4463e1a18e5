"""Every address says by which rule someone comes in, and is closed unless it is in a written list."""

import re
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from krachtlijn.demo import urls as demo_urls
from krachtlijn.exchange.gate import ASKS
from krachtlijn.web.doors import own_page
from tests.walls.ground import walk

OPEN = {
    "healthz": "whoever watches the machine asks whether it answers",
    "": "whoever is not signed in finds here how to begin",
    "begin/": "whoever wants to begin first reads what this is",
    "begin/kracht/": "the first words come before any sign-in",
    "in/": "the front door",
    "uit/": "leaving is always possible",
    "weg/": "leaving quickly is always possible",
    "taal/": "everyone reads in their own language",
    "ik/alles/schema.json": "the shape of the file holds nothing of anyone",
    "api/openapi.json": "the description of the API holds nothing of anyone",
    "api/": "there is nothing at this address",
    "api/<path:rest>": "there is nothing at this address",
    "samen/groepen/": "that a group is there, and what for, is for everyone",
    "samen/groep/<uuid:group_id>/": (
        "what a group is for is open; its people and its log only to who is in it"
    ),
    "samen/mogelijkheden/": "what is possible nearby is for everyone, without a gatekeeper",
    "samen/mogelijkheid/<uuid:possibility_id>/": (
        "what is possible nearby is for everyone, without a gatekeeper"
    ),
    "samen/": "where things are said and done is everyone's to see; nobody is in it",
    "samen/drempel/<uuid:barrier_id>/": (
        "what many people say, and what is answered, is everyone's to read"
    ),
    "samen/<slug:area>/": "what holds many people back here is everyone's to read; nobody is in it",
    "demo/<slug:name>/<str:token>/": "in a demo, whoever has this address plays this person",
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EXAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "slug": "goal", "str": "x"}


def addresses() -> list:
    """All of them, with those that only a demo has."""
    return [*walk(get_resolver().url_patterns), *walk(demo_urls.urlpatterns, "demo/")]


def without_rule(found) -> list[str]:
    return [
        route
        for route, pattern in found
        if not isinstance(getattr(pattern.callback, "rule", None), str)
    ]


def open_addresses(found) -> dict[str, str]:
    """Where no sign-in is asked, and why; the API asks by itself and says so."""
    return {
        route: pattern.callback.rule.removeprefix("open: ")
        for route, pattern in found
        if not getattr(pattern.callback, "login_required", True) and pattern.callback.rule != ASKS
    }


def example_of(route: str) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda one: EXAMPLES[one[1] or "uuid"], route)


def answers_to_nobody(found) -> list[str]:
    """Closed addresses that give someone who is not signed in anything but a way in."""
    client, faults = Client(raise_request_exception=False), []
    for route, pattern in found:
        if route in OPEN:
            continue
        asks_by_itself = pattern.callback.rule == ASKS
        for method in METHODS:
            answer = client.generic(method, example_of(route), "{}", "application/json")
            if not is_a_way_in(answer, method, asks_by_itself):
                faults.append(f"{method} {route}: {answer.status_code}")
    return faults


def is_a_way_in(answer, method: str, asks_by_itself: bool) -> bool:
    if asks_by_itself:
        return answer.status_code in (401, 405)
    if method == "POST":
        return answer.status_code == 401 and b'action="/in/"' in answer.content
    return answer.status_code == 302 and answer["Location"].startswith("/in/?next=")


@pytest.fixture
def found():
    return addresses()


def test_every_address_has_a_rule(found):
    assert without_rule(found) == []


def test_seen_red_an_address_without_a_rule():
    assert without_rule(walk([path("stray/", lambda request: HttpResponse())])) == ["stray/"]


def test_the_open_addresses_are_these_and_no_others(found):
    assert open_addresses(found) == OPEN


def test_seen_red_an_address_that_is_opened(found, monkeypatch):
    _, plan = next(one for one in found if one[0] == "plan/")
    monkeypatch.setattr(plan.callback, "login_required", False, raising=False)

    assert open_addresses(found).keys() - OPEN.keys() == {"plan/"}


def test_a_closed_address_gives_nobody_anything(found):
    assert answers_to_nobody(found) == []


def test_seen_red_a_closed_address_that_answers(settings):
    @own_page
    def stray(request):
        return HttpResponse("secret")

    stray.login_required = False
    settings.ROOT_URLCONF = ModuleType("stray")
    settings.ROOT_URLCONF.urlpatterns = [path("stray/", stray)]
    settings.MIDDLEWARE = []
    patterns = walk(settings.ROOT_URLCONF.urlpatterns)

    assert "GET stray/: 200" in answers_to_nobody(patterns)
