"""Many read one person's entries at once: their looks make one chain, and none is missing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from krachtlijn.vault import looks
from krachtlijn.vault.looks import check_chain, looks_at
from krachtlijn.vault.models import Look, LookHead
from krachtlijn.vault.reading import read_one
from tests.cast import bring_together, keep, person, room_for, show
from tests.conftest import DATABASE, LONG

WRITERS = 16
EACH = 200 if LONG else 12
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd():
    """Amina, sixteen who are shown her goal, and that goal."""
    amina, readers = person("Amina"), [person(f"Lezer {n}") for n in range(WRITERS)]
    bring_together(amina, *readers)
    goal = keep(amina, "koken")
    for reader in readers:
        show(amina, reader, entry=goal.id)
    return amina, readers, goal


def all_read_at_once(readers, goal) -> list[Exception]:
    """Each reads so many times; what went wrong."""
    barrier, wrong = Barrier(len(readers)), []

    def read(reader):
        barrier.wait(60)
        try:
            for _ in range(EACH):
                try:
                    read_one(reader, goal.id)
                except Exception as error:
                    wrong.append(error)
        finally:
            connections.close_all()

    with room_for(len(readers)), ThreadPoolExecutor(len(readers)) as pool:
        list(pool.map(read, readers))
    return wrong


def test_sixteen_writers_make_one_chain_without_forks(crowd, record_property):
    amina, readers, goal = crowd

    wrong = all_read_at_once(readers, goal)

    chain = Look.objects.unscoped("the test counts lines").filter(person=amina.pk)
    forks = chain.count() - chain.values("prev").distinct().count()
    record_property("lines", chain.count())
    record_property("forks", forks)
    assert (wrong, forks, chain.count()) == ([], 0, WRITERS * EACH)
    assert check_chain(amina.pk) is None
    per_reader = [line.who_id for line in looks_at(amina, limit=WRITERS * EACH)]
    assert {per_reader.count(str(reader.pk)) for reader in readers} == {EACH}


@pytest.mark.skipif(
    DATABASE != "postgresql", reason="SQLite lets one writer in at a time, locked head or not"
)
def test_without_the_lock_on_the_head_the_chain_forks_or_lines_fail(crowd, monkeypatch):
    amina, readers, goal = crowd

    def heads_without_lock(persons):
        LookHead.objects.bulk_create(
            [LookHead(person=one, hash=looks.START) for one in persons], ignore_conflicts=True
        )
        return {head.person: head for head in LookHead.objects.filter(person__in=persons)}

    monkeypatch.setattr(looks, "_locked_heads", heads_without_lock)

    wrong = all_read_at_once(readers, goal)

    assert any(isinstance(error, IntegrityError) for error in wrong) or check_chain(amina.pk)
