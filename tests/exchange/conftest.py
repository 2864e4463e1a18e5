"""A small cast, and programs that work for them."""

import json
import uuid
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from krachtlijn.people.circle import bring_together
from krachtlijn.people.models import Person
from krachtlijn.people.tokens import make_token
from krachtlijn.privacy.keys import make_keeper

BACKEND = "krachtlijn.people.backends.CardBackend"


class Program:
    """Someone's program: it speaks JSON and carries their key."""

    def __init__(self, person: Person):
        self.client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
        self.headers = {"Authorization": f"Bearer {make_token('a program', by=person)}"}

    def send(self, method, path, body=None, **headers):
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            b"" if body is None else data,
            content_type=headers.pop("content_type", "application/json"),
            headers=self.headers | headers,
        )

    def get(self, path, **headers):
        return self.send("GET", path, **headers)

    def put(self, path, body, **headers):
        return self.send("PUT", path, body, **headers)

    def patch(self, path, content, seen=None):
        headers = {} if seen is None else {"If-Match": str(seen)}
        return self.send("PATCH", path, {"content": content}, **headers)

    def delete(self, path):
        return self.send("DELETE", path)

    def post(self, path):
        return self.send("POST", path)


class Browser(Program):
    """Someone signed in on their own device; what changes something needs the token of a page."""

    def __init__(self, person: Person, *, proved_at=None):
        super().__init__(person)
        self.headers = {}
        self.client.force_login(person, backend=BACKEND)
        session = self.client.session
        session["own_device"] = True
        if proved_at:
            session["proved_at"] = proved_at.isoformat()
        session.save()

    def with_page_token(self):
        self.client.cookies["csrftoken"] = "a" * 32
        self.headers = {"X-CSRFToken": "a" * 32}
        return self


def person(name: str, language: str = "en") -> Person:
    made = Person(name=name, language=language)
    make_keeper(made.pk)
    made.save()
    return made


@pytest.fixture
def people(db):
    """Amina's circle is Joke and Fatma, who do not know each other; Rik knows nobody."""
    cast = SimpleNamespace(
        amina=person("Amina"), joke=person("Joke"), fatma=person("Fatma"), rik=person("Rik")
    )
    bring_together(cast.amina, cast.joke)
    bring_together(cast.amina, cast.fatma)
    return cast


@pytest.fixture
def amina(people):
    return Program(people.amina)


@pytest.fixture
def joke(people):
    return Program(people.joke)


@pytest.fixture
def fatma(people):
    return Program(people.fatma)


@pytest.fixture
def rik(people):
    return Program(people.rik)


@pytest.fixture
def stranger():
    """A client without session or key."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def browser():
    return Browser


@pytest.fixture
def program():
    return Program


@pytest.fixture
def new_id():
    return lambda: str(uuid.uuid4())


@pytest.fixture
def goal(amina, new_id):
    """A goal of Amina's, as the API told it when it was new."""
    answer = amina.put(f"entries/{new_id()}", {"kind": "goal", "content": {"words": "Leren koken"}})
    assert answer.status_code == 201
    return answer.json()


@pytest.fixture
def show(amina, people, new_id):
    """Amina shows something to someone."""

    def shown(to, **what):
        answer = amina.put(f"grants/{new_id()}", {"to": str(to.pk), **what})
        assert answer.status_code == 201
        return answer.json()

    return shown


@pytest.fixture
def now():
    return timezone.now()
