"""A house for one test: who lives there, and what their devices remember."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from krachtlijn.people import cards, stepup
from krachtlijn.people.models import Person, Session
from krachtlijn.people.sessions import SessionStore
from tests import cast

PIN, OTHER_PIN = "594672", "805317"


class House:
    """The served application, and the people who live in it."""

    def __init__(self, url: str):
        self.url = url

    def person(self, name: str, *circle: Person, language: str = "nl") -> Person:
        someone = cast.person(name, language=language)
        cast.bring_together(someone, *circle)
        return someone

    def card_of(self, person: Person, *, pin: str = PIN) -> str:
        return cards.make_card(pin=pin, by=person)

    def enter(self, context, person: Person, *, letters: str = "", path: str = "/"):
        """A page on a device where this person signed in a moment ago."""
        request = RequestFactory(headers={"user-agent": "Mozilla/5.0 (Android 14)"}).get("/")
        request.session, request.user = SessionStore(), AnonymousUser()
        stepup.sign_in(request, person, letters=letters, own_device=True)
        request.session.save()
        key = request.session.session_key
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(self.url + path)
        return page

    def wait_for_stale_proof(self, context) -> None:
        """Eleven minutes go by since this device last heard the PIN."""
        session = SessionStore(cookie_of(context, settings.SESSION_COOKIE_NAME))
        session["proved_at"] = (timezone.now() - timedelta(minutes=11)).isoformat()
        session.save()

    def sessions_of(self, person: Person) -> int:
        return Session.objects.filter(person=person).count()

    def end_sessions_of(self, person: Person) -> None:
        Session.objects.filter(person=person).delete()


def cookie_of(context, name: str) -> str:
    return next(cookie["value"] for cookie in context.cookies() if cookie["name"] == name)
