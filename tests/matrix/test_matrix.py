"""Who gets what: every address, every method, every reader, every state between two people.

An answer with a mark its reader has no right to is a leak; one without a mark that the table
promises is a wrong refusal. Both are zero, or this is red. And the planted bugs show that it sees.
"""

import logging
from contextlib import ExitStack

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.urls import get_resolver

from krachtlijn.exchange.api import api
from krachtlijn.vault.kinds import KINDS
from tests.conftest import LONG
from tests.matrix.calls import PLAIN, cells
from tests.matrix.judging import Judge
from tests.matrix.planting import BUGS
from tests.matrix.rights import STATES
from tests.matrix.world import READ, READERS, build

OWNERS = [f"owner of {state}" for state in STATES]
EVERYONE = [None, *READERS, *OWNERS]
# In groups of about the same work, so that two processes are done at the same time.
GROUPS = {
    "anonymous and sister": [None, "sister"],
    "worker and stranger": ["worker", "stranger"],
    "peer and council": ["peer", "council"],
    "expert and officer": ["expert", "officer"],
    "shown nothing and operator": ["shown nothing", "operator"],
    "colleague, former, parted": ["colleague", "former", "parted"],
    "owners": OWNERS,
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once per file, and undone after it."""
    with django_db_blocker.unblock(), ExitStack() as around:
        for alias in ("default", "keys"):
            around.enter_context(transaction.atomic(using=alias))
        yield build(STATES)
        for alias in ("default", "keys"):
            transaction.set_rollback(True, using=alias)


@pytest.fixture
def judge(world, db):
    logging.disable(logging.CRITICAL)  # a line for every 404 would be most of the work
    ledger = settings.DATA / "erasures.log"
    before = ledger.read_bytes() if ledger.exists() else None
    with time_machine.travel(READ, tick=False):
        yield Judge(world)
    logging.disable(logging.NOTSET)
    # Erasing is undone with the database; the ledger beside it has to be put back by hand.
    ledger.unlink(missing_ok=True)
    if before is not None:
        ledger.write_bytes(before)


@pytest.mark.parametrize("group", GROUPS)
def test_everyone_gets_exactly_what_is_theirs(group, judge, world, record_property):
    found = [
        fault for cell in cells(world, GROUPS[group], full=LONG) for fault in judge.faults(cell)
    ]

    record_property("cells", judge.asked)
    assert [str(fault) for fault in found] == []


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_found(bug, judge, world, monkeypatch):
    bug.put(monkeypatch)

    found = {}
    for cell in cells(world, bug.readers, full=True):
        found |= {fault.sort: fault for fault in judge.faults(cell)}
        if bug.sort in found:
            break

    assert bug.sort in found, f"after {judge.asked} cells only {sorted(found)} was found"


def test_all_readers_are_in_a_group():
    assert sorted(map(str, EVERYONE)) == sorted(str(one) for all in GROUPS.values() for one in all)
