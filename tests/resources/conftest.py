"""A house that offers, someone of it, and what stands on the list."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership
from krachtlijn.resources.models import Possibility
from tests import cast

TODAY = date(2026, 11, 23)


@pytest.fixture
def house(db):
    return Organisation.objects.create(name="Wijkhuis De Linde")


@pytest.fixture
def joke(house):
    someone = cast.person("Joke")
    Membership.objects.create(person=someone, organisation=house, role="worker")
    return someone


@pytest.fixture
def listed(house):
    """Puts something on the list as it is, without asking anyone."""

    def put(name="Loket", **more):
        given = {
            "what": "Vragen over je huur.", "domain": "home", "organisation": house,
            "offered_by": house.name, "checked_by": house.name, "checked_on": TODAY,
        }  # fmt: skip
        return Possibility.objects.create(id=uuid4(), name=name, **(given | more))

    return put


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def signed_in():
    def sign_in(person):
        client = Client()
        client.force_login(person, backend="krachtlijn.people.backends.CardBackend")
        return client

    return sign_in
