from contextlib import ExitStack

import pytest
from django.db import transaction

from krachtlijn.demo.neighbourhood import fill


@pytest.fixture(scope="module")
def filled_once(django_db_setup, django_db_blocker):
    """The cast and twenty neighbours. Filled once per file: drawing up seven cards is slow."""
    with django_db_blocker.unblock(), ExitStack() as around:
        for alias in ("default", "keys"):
            around.enter_context(transaction.atomic(using=alias))
        fill(20)
        yield
        for alias in ("default", "keys"):
            transaction.set_rollback(True, using=alias)


@pytest.fixture
def waterdam(filled_once, db):
    """The neighbourhood as it was filled; what a test changes is undone after it."""
