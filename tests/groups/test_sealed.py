"""Nothing of a log lies open in any byte of the databases, and nothing opens without the key."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from krachtlijn.groups import actions, log
from krachtlijn.groups.models import Line
from krachtlijn.privacy.keys import destroy_keys
from krachtlijn.privacy.sealing import Unreadable
from tests import cast
from tests.faults.test_raw_bytes import forms

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "zoekwoord-van-de-groep-8841"


def lies_open() -> set[str]:
    """In which form the words lie somewhere: in a file of the database, or in any of its rows."""
    return {name for name, form in forms(WORDS).items() if any(form in raw for raw in everything())}


def everything():
    if connection.vendor == "sqlite":
        for alias in connections:
            begin = Path(settings.DATABASES[alias]["NAME"])
            yield from (path.read_bytes() for path in begin.parent.glob(f"{begin.name}*"))
        return
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            yield from (bytes(it) if isinstance(it, memoryview) else str(it).encode() for it in row)


@pytest.fixture
def written():
    amina = cast.person("Amina")
    group = actions.begin("Werkgroep", alias="Amina", by=amina)
    for kind in Line.Kind.values:
        actions.write_line(group, kind, WORDS, on=date(2026, 11, 20), by=amina)
    return group, actions.member_in(group, amina)


def test_no_word_of_the_log_lies_open(written):
    group, me = written

    assert {one.words for one in log.opened(group, group.lines.all(), me=me)} == {WORDS}
    assert lies_open() == set()


def test_seen_red_a_log_that_is_not_sealed(monkeypatch):
    monkeypatch.setattr(
        actions, "sealed", lambda group, line, words, way: json.dumps(words).encode()
    )
    amina = cast.person("Amina")
    group = actions.begin("Werkgroep", alias="Amina", by=amina)
    actions.write_line(group, "note", WORDS, on=date(2026, 11, 20), by=amina)

    assert "utf-8" in lies_open()


def test_without_the_key_of_the_group_nothing_opens(written):
    group, me = written
    destroy_keys(group.pk)

    with pytest.raises(Unreadable):
        log.opened(group, group.lines.all(), me=me)
