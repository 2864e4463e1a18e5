"""The ledger of erasures: it outlives a crash, a torn line and a restored backup."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from krachtlijn.privacy import ledger
from tests.faults.planting import plant


@pytest.fixture(autouse=True)
def own_ledger(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path / "erasures.log"


def test_without_a_ledger_nobody_was_erased():
    assert ledger.erased() == []


def test_everyone_noted_is_there_once_and_in_order():
    people = [uuid4() for _ in range(5)]
    for each in people:
        ledger.note(each)
        ledger.note(each, done=True)
    ledger.note(people[0])

    assert ledger.erased() == people


def test_a_wish_that_was_not_carried_out_yet_counts():
    someone = uuid4()

    ledger.note(someone)

    assert ledger.erased() == [someone]


def test_the_ledger_says_a_day_and_no_name(own_ledger):
    someone = uuid4()
    ledger.note(someone)

    line = json.loads(own_ledger.read_text())
    assert set(line) == {"keeper", "done", "on"}
    assert line["keeper"] == str(someone)
    assert len(line["on"]) == len("2026-03-02")


def test_it_is_on_the_disk_before_it_returns(monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)

    ledger.note(uuid4())
    assert len(synced) == 2  # the file, and the folder that it is new in

    ledger.note(uuid4())
    assert len(synced) == 3


def test_a_torn_last_line_hides_nobody_before_it(own_ledger):
    whole, torn = uuid4(), uuid4()
    ledger.note(whole)
    ledger.note(torn)
    text = own_ledger.read_text()
    first = len(text.splitlines(keepends=True)[0])

    for length in range(first, len(text) - 1):
        own_ledger.write_text(text[:length])
        assert ledger.erased()[:1] == [whole]


@pytest.mark.parametrize("torn", ['{"keeper": "ab', '{"keeper": "', "{", "\x00\x00"])
def test_who_is_noted_behind_a_torn_line_is_there(own_ledger, torn):
    before, after = uuid4(), uuid4()
    ledger.note(before)
    with own_ledger.open("a") as file:
        file.write(torn)

    ledger.note(after)

    assert ledger.erased() == [before, after]


def test_a_note_that_does_not_close_a_torn_line_is_found(own_ledger, monkeypatch):
    plant(monkeypatch, ledger.note, '("\\n" if torn else "")', '""')
    own_ledger.write_text('{"keeper": "ab')

    ledger.note(uuid4())

    assert ledger.erased() == []


def test_many_at_once_each_get_a_line(own_ledger):
    people = [uuid4() for _ in range(64)]

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ledger.note, people))

    assert set(ledger.erased()) == set(people)
    assert len(own_ledger.read_text().splitlines()) == 64
