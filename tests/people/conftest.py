"""Amina has a card with a PIN; Joke and Tom are two others."""

from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.test import RequestFactory

from krachtlijn.people import cards, stepup
from krachtlijn.people.models import Person
from krachtlijn.people.sessions import SessionStore
from tests import cast

PIN, OTHER_PIN = "594672", "805317"


@dataclass
class Holder:
    person: Person
    letters: str
    pin: str = PIN


@pytest.fixture
def quick_hashes(monkeypatch):
    """Argon2 at its smallest: these tests count hashes, they do not weigh them."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(cards, "HASHER", hasher)
    monkeypatch.setattr(cards, "_NOBODY", hasher.hash("a card that does not exist"))


@pytest.fixture
def amina(db, quick_hashes):
    return cast.person("Amina")


@pytest.fixture
def joke(db):
    return cast.person("Joke")


@pytest.fixture
def tom(db):
    return cast.person("Tom")


@pytest.fixture
def holder(amina):
    return Holder(amina, cards.make_card(pin=PIN, by=amina))


@pytest.fixture
def browser():
    """Requests of one browser, with its session cookie; nothing of a page is drawn."""
    return Browser()


class Browser:
    def __init__(self):
        self.key = None

    def request(self, user=None):
        request = RequestFactory(
            headers={"user-agent": "Mozilla/5.0 (Android 14) Firefox/130.0"}
        ).get("/")
        if self.key:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = self.key
        SessionMiddleware(lambda request: None).process_request(request)
        request.user = user or AnonymousUser()
        return request

    def sign_in(self, person, **how):
        request = self.request()
        stepup.sign_in(request, person, **how)
        self.save(request)
        return request

    def save(self, request):
        request.session.save()
        self.key = request.session.session_key

    def user(self):
        """Who the server takes this browser for, on its next request."""
        from django.contrib.auth import get_user

        found = get_user(self.request())
        return found if found.is_authenticated else None

    @property
    def kept(self):
        return SessionStore(self.key).load()
