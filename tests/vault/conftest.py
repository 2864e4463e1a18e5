"""Amina keeps a plan. Joke, Fatma and Rik are in her circle; Tom is not."""

import pytest

from tests import cast


@pytest.fixture
def amina(db):
    return cast.person("Amina")


@pytest.fixture
def joke(amina):
    joke = cast.person("Joke")
    cast.bring_together(amina, joke)
    return joke


@pytest.fixture
def fatma(amina):
    fatma = cast.person("Fatma")
    cast.bring_together(amina, fatma)
    return fatma


@pytest.fixture
def rik(amina):
    rik = cast.person("Rik")
    cast.bring_together(amina, rik)
    return rik


@pytest.fixture
def tom(db):
    return cast.person("Tom")
