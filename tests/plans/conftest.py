"""Amina keeps a plan, and is signed in on her own device."""

import pytest
from django.test import Client
from django.utils import translation

from tests import cast

BACKEND = "krachtlijn.people.backends.CardBackend"


@pytest.fixture
def amina(db):
    return cast.person("Amina", language="en")


@pytest.fixture
def page(amina):
    """Amina's browser."""
    client = Client()
    client.force_login(amina, backend=BACKEND)
    session = client.session
    session["own_device"] = True
    session.save()
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield client


@pytest.fixture
def joke(amina):
    """A worker in Amina's circle."""
    joke = cast.person("Joke", language="en")
    cast.bring_together(amina, joke)
    return joke


@pytest.fixture
def theirs(joke):
    """Joke's browser."""
    client = Client()
    client.force_login(joke, backend=BACKEND)
    return client
