"""Amina keeps a plan, with Joke and Fatma in her circle; Rik knows nobody."""

import json
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from krachtlijn.people import cards, stepup
from krachtlijn.vault import actions
from krachtlijn.vault.kinds import KINDS
from tests import cast
from tests.plans.loop import areas

BACKEND = "krachtlijn.people.backends.CardBackend"
PIN = "493817"


@pytest.fixture
def people(db):
    made = SimpleNamespace(
        **{
            name.lower(): cast.person(name, language="en")
            for name in ("Amina", "Joke", "Fatma", "Rik")
        }
    )
    cast.bring_together(made.amina, made.joke, made.fatma)
    return made


def browser_of(person, *, proved_at=None):
    """Someone signed in on their own device; without a moment they proved nothing lately."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["own_device"] = True
    if proved_at:
        session["proved_at"] = proved_at.isoformat()
    session.save()
    return client


@pytest.fixture
def browser():
    return browser_of


@pytest.fixture
def amina(people):
    return browser_of(people.amina, proved_at=timezone.now())


@pytest.fixture
def rik(people):
    return browser_of(people.rik, proved_at=timezone.now())


@pytest.fixture
def with_card(people, rf):
    """Amina with a card, on a device where she signed in with it a while ago."""
    letters = cards.make_card(pin=PIN, by=people.amina)
    people.amina.refresh_from_db()
    client = browser_of(people.amina)
    request = rf.get("/")
    request.user, request.session = people.amina, client.session
    stepup.remember(request, letters)
    del request.session["proved_at"]
    request.session.save()
    return client


def full(record, own=(), asks=None) -> dict:
    """Every field of a kind filled in; ``asks``: whom it asks, where it can."""
    content = {}
    for name, asked in record.asked():
        if asked.links:
            content[name] = [str(one) for one in own]
        elif asked.someone:
            content[name] = str(asks.pk)
        elif asked.day:
            content[name] = "2026-03-01"
        elif asked.codes:
            codes = list(asked.codes)
            content[name] = codes[:2] if asked.several else codes[0]
        else:
            content[name] = f"{record.kind_of.name} {name}: «ë» & <b>"
    return content


@pytest.fixture
def whole_plan(people):
    """One entry of every kind with every field filled, changed once, and one more let go."""
    areas("linde", "haven")
    first = cast.keep(people.amina, "Ik slaap slecht", "factor")
    kept = {}
    for name, record in KINDS.items():
        content = full(record, own=[first.id], asks=people.joke)
        opened, _ = actions.write(uuid4(), name, content, about=first.id, by=people.amina)
        kept[name] = actions.rewrite(
            opened.id, {"words": f"nu {name}"}, revision=1, by=people.amina
        )
    gone = cast.keep(people.amina, "Losgelaten doel")
    actions.let_go(gone.id, by=people.amina)
    return kept


def file_of(plan) -> BytesIO:
    raw = plan if isinstance(plan, bytes) else json.dumps(plan).encode()
    file = BytesIO(raw)
    file.name = "mijn-plan.json"
    return file


@pytest.fixture
def bring():
    def brought(client, plan, **ticked):
        return client.post("/ik/inbrengen/", {"plan": file_of(plan), **ticked})

    return brought
