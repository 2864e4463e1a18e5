"""Amina keeps a plan; Joke works for an organisation and is in her circle, as is Fatma. Tom is not."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from krachtlijn.exchange import mydata
from krachtlijn.exchange.models import TakeAway
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership
from tests import cast

BACKEND = "krachtlijn.people.backends.CardBackend"


class Browser(Client):
    """Someone's own device; ``read`` gives the text of a page, ``send`` the answer to a form."""

    def __init__(self, person=None):
        super().__init__(headers={"accept-language": "en"})
        self.person = person
        if person is not None:
            self.force_login(person, backend=BACKEND)
            session = self.session
            session["own_device"] = True
            session["proved_at"] = timezone.now().isoformat()
            session.save()

    def read(self, path: str) -> str:
        answer = self.get(path, follow=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def send(self, path: str, sent=None, **fields):
        by = str(self.person.pk) if self.person else ""
        return self.post(path, {"id": str(uuid4()), "by": by, **fields, **(sent or {})})

    def add(self, kind: str, words: str, /, **fields) -> str:
        """Something new in one's own plan, through the form; gives its address."""
        answer = self.send(f"/plan/nieuw/{kind}/", words=words, **fields)
        assert answer.status_code == 302, answer.content.decode()
        return answer.url


@pytest.fixture
def people(db):
    made = SimpleNamespace(
        **{
            name.lower(): cast.person(name, language="en")
            for name in ("Amina", "Joke", "Fatma", "Tom")
        }
    )
    cast.bring_together(made.amina, made.joke, made.fatma)
    house = Organisation.objects.create(name="House of Waterdam")
    Membership.objects.create(person=made.joke, organisation=house, role="worker")
    return made


@pytest.fixture
def amina(people):
    with translation.override("en"):
        yield Browser(people.amina)


@pytest.fixture
def joke(people):
    return Browser(people.joke)


@pytest.fixture
def fatma(people):
    return Browser(people.fatma)


@pytest.fixture
def nobody(db):
    """A device on which nobody signed in."""
    return Browser()


@pytest.fixture
def take_away(people):
    """Everything of Amina, as the file she takes along."""

    def taken(browser) -> dict:
        asked = mydata.ask(by=browser.person, proved_at=timezone.now())
        TakeAway.objects.filter(pk=asked.pk).update(opens=timezone.now())
        return browser.get("/ik/alles/mijn-plan.json").json()

    return taken
