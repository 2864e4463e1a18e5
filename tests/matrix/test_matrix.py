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
from django.urls import get_resolver, resolve

from krachtlijn.exchange.api import api
from krachtlijn.vault.kinds import KINDS
from tests.conftest import LONG
from tests.matrix.calls import OnePlan, cells
from tests.matrix.judging import Judge
from tests.matrix.planting import BUGS
from tests.matrix.rights import STATES
from tests.matrix.world import KINDS_OF_ENTRIES, READ, READERS, build
from tests.walls.ground import walk

OWNERS = [f"owner of {state}" for state in STATES]
EVERYONE = [None, *READERS, *OWNERS]
# In groups of about the same work, so that two processes are done at the same time.
GROUPS = {
    "anonymous and sister": [None, "sister"],
    "worker and stranger": ["worker", "stranger"],
    "peer and council": ["peer", "council"],
    "expert and officer": ["expert", "officer"],
    "shown nothing and operator": ["shown nothing", "operator"],
    "former, parted and colleague": ["former", "parted", "colleague"],
    "owners": OWNERS[::2],
    "other owners": OWNERS[1::2],
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
    asked = list(cells(world, GROUPS[group], full=LONG))

    found = [fault for cell in asked for fault in judge.faults(cell)]

    record_property("cells", len(asked))
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


def test_a_page_that_shows_nothing_leaves_no_look(judge, world):
    for cell in OnePlan(world, "worker", "everything", full=True).changes_of_entries():
        judge.faults(cell)

    assert [str(cell) for cell in judge.looks_in_vain] == []


# ---------------------------------------------------------------------- that nothing is left out


def left_out(routes, asked) -> list[str]:
    """Addresses that no cell asks for."""
    known = {resolve(cell.path.partition("?")[0]).route for cell in asked}
    return sorted(set(routes) - known)


def operations() -> set[tuple[str, str]]:
    """Every call of the API, with its method."""
    return {
        (f"api/{path.lstrip('/')}".replace("{", "<").replace("}", ">"), method)
        for path, view in api.default_router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def test_every_address_and_every_call_is_asked(world, db):
    asked = list(cells(world, EVERYONE, full=LONG))
    routes = [route for route, _ in walk(get_resolver().url_patterns)]

    assert left_out(routes, asked) == []
    assert len(operations()) > 10
    called = {(resolve(cell.path.partition("?")[0]).route, cell.method) for cell in asked}
    assert sorted(operations() - called) == []
    assert len(asked) >= 10_000
    assert (
        len({cell.reader if cell.reader in READERS else bool(cell.reader) for cell in asked}) >= 8
    )
    assert len({cell.state for cell in asked}) >= 8


def test_seen_red_an_address_that_is_left_out(world, db):
    asked = cells(world, [None], full=False)
    routes = [route for route, _ in walk(get_resolver().url_patterns)]

    assert left_out([*routes, "plan/stray/"], asked) == ["plan/stray/"]


def test_all_readers_and_all_kinds_take_part():
    in_groups = [reader for group in GROUPS.values() for reader in group]

    assert sorted(map(str, in_groups)) == sorted(map(str, EVERYONE))
    assert set(KINDS) == KINDS_OF_ENTRIES
