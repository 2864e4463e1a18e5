"""A group with people in it, and someone outside."""

import pytest
from django.test import Client

from krachtlijn.groups import actions
from tests import cast


@pytest.fixture
def amina(db):
    return cast.person("Amina")


@pytest.fixture
def fatma(db):
    return cast.person("Fatma")


@pytest.fixture
def stranger(db):
    return cast.person("Stranger")


@pytest.fixture
def group(amina, fatma):
    group = actions.begin("Wachten op een huis", "Samen.", alias="Amina", by=amina, area="linde")
    actions.join(group, "Fa", by=fatma)
    return group


@pytest.fixture
def signed_in():
    def sign_in(person):
        client = Client()
        client.force_login(person, backend="krachtlijn.people.backends.CardBackend")
        return client

    return sign_in
