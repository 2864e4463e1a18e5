"""Erasing a person: after it nothing of theirs opens, also not from a copy made before."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

from krachtlijn.people.models import Card, MeetCode, Membership, Person, Reach, Session, Token
from krachtlijn.privacy import ledger
from krachtlijn.privacy.keys import keys_for, keys_of, make_keeper
from krachtlijn.privacy.models import WrappedKey
from krachtlijn.privacy.sealing import Unreadable
from krachtlijn.vault import erasing
from krachtlijn.vault.actions import accept
from krachtlijn.vault.erasing import erase_person, replay_erasures, sweep_orphan_keys
from krachtlijn.vault.errors import NotThere
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Look, LookHead, Receipt
from krachtlijn.vault.reading import read_one, unseal
from tests.cast import keep, person, put_before, seen, show

WHY = "the test looks behind the door"


@pytest.fixture(autouse=True)
def empty_ledger():
    path = settings.DATA / "erasures.log"
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


@pytest.fixture
def full(amina, joke):
    """Amina with something in every table, and Joke who wrote in her plan and she in Joke's."""
    from krachtlijn.organisations.models import Organisation
    from krachtlijn.people.cards import make_card
    from krachtlijn.people.circle import hand_out_code
    from krachtlijn.people.tokens import make_token

    make_card(pin="594672", by=amina)
    hand_out_code(by=amina)
    make_token("telefoon", by=amina)
    house = Organisation.objects.create(name="De Brug")
    Membership.objects.create(person=amina, organisation=house, role="expert")
    entry = keep(amina, "koken")
    show(amina, joke, kind="goal", purpose="samen")
    show(joke, amina, kind="goal", purpose="samen")
    accept(put_before(amina, "bellen", by=joke).id, by=amina)
    seen(joke, whose=amina)
    return entry


def of(someone) -> dict[str, int]:
    """How many rows there still are about someone, per table."""
    return {
        "person": Person.objects.filter(pk=someone.pk).count(),
        "keys": WrappedKey.objects.filter(keeper=someone.pk).count(),
        "cards": Card.objects.filter(person=someone.pk).count(),
        "sessions": Session.objects.filter(person=someone.pk).count(),
        "tokens": Token.objects.filter(person=someone.pk).count(),
        "codes": MeetCode.objects.filter(person=someone.pk).count(),
        "memberships": Membership.objects.filter(person=someone.pk).count(),
        "reaches": Reach.objects.filter(person=someone.pk).count(),
        "reached": Reach.objects.filter(other=someone.pk).count(),
        "entries": Entry.objects.unscoped(WHY).filter(keeper=someone.pk).count(),
        "revisions": EntryRevision.objects.unscoped(WHY).filter(entry__keeper=someone.pk).count(),
        "grants": Grant.objects.unscoped(WHY).filter(person=someone.pk).count(),
        "granted": Grant.objects.unscoped(WHY).filter(to=someone.pk).count(),
        "marks": Receipt.objects.filter(keeper=someone.pk, wiped=False).count(),
    }


def test_after_erasing_not_a_row_is_left_but_a_chain_nobody_can_open(amina, full):
    before = of(amina)
    assert all(before[name] for name in before if name != "sessions")

    erase_person(amina, by=amina)

    assert of(amina) == dict.fromkeys(before, 0)
    assert Look.objects.unscoped(WHY).filter(person=amina.pk).count() == 3
    assert LookHead.objects.filter(person=amina.pk).count() == 1
    with pytest.raises(Unreadable):
        keys_for(amina.pk)


def test_only_the_person_can_ask_to_be_erased(amina, joke, full):
    with pytest.raises(PermissionError):
        erase_person(amina, by=joke)

    assert ledger.erased() == []
    assert read_one(amina, full.id).words == "koken"


def test_the_key_goes_first_and_the_ledger_before_it(amina, full, monkeypatch):
    order = []
    destroy, note = erasing.destroy_keys, ledger.note
    monkeypatch.setattr(ledger, "note", lambda *a, **k: (order.append("ledger"), note(*a, **k)))
    monkeypatch.setattr(
        erasing,
        "destroy_keys",
        lambda keeper: (order.append(of(amina)["entries"]), destroy(keeper)),
    )

    erase_person(amina, by=amina)

    assert order == ["ledger", 2, "ledger"]


def test_others_keep_what_they_were_told_in_words_of_nobody(amina, joke, full):
    hers = put_before(joke, "samen koken", by=amina)
    accept(hers.id, by=joke)

    erase_person(amina, by=amina)

    left = read_one(joke, hers.id, history=True)
    assert (left.words, left.author_id) == ("samen koken", None)
    assert [one.author_id for one in left.history] == [None]


def test_who_was_shown_something_finds_it_as_if_it_never_was(amina, joke, full):
    erase_person(amina, by=amina)

    assert seen(joke, whose=amina) == set()
    with pytest.raises(NotThere):
        read_one(joke, full.id)


# ------------------------------------------------------------------- a crash between any two steps


class Crash(Exception):
    pass


STEPS = {
    "before the key": "destroy_keys",
    "after the key": "transaction",
    "before the receipts": "Receipt",
    "before the person": "Person",
}


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_in_between_is_completed_at_the_next_start(amina, full, monkeypatch, step):
    class Broken:
        def __getattr__(self, name):
            raise Crash

        def __call__(self, *args, **kwargs):
            raise Crash

    with monkeypatch.context() as broken:
        broken.setattr(erasing, STEPS[step], Broken())
        with pytest.raises(Crash), transaction.atomic():
            erase_person(amina, by=amina)
    assert of(amina)["person"] == 1

    assert replay_erasures() == 1

    assert set(of(amina).values()) == {0}


def test_without_the_ledger_first_a_crash_would_forget_the_wish(amina, full, monkeypatch):
    monkeypatch.setattr(ledger, "note", lambda *a, **k: None)
    monkeypatch.setattr(erasing, "destroy_keys", lambda keeper: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase_person(amina, by=amina)

    assert replay_erasures() == 0
    assert of(amina)["entries"] == 2


def test_replaying_can_be_repeated_and_touches_nobody_else(amina, joke, full):
    erase_person(amina, by=amina)
    left = of(joke)

    assert [replay_erasures(), replay_erasures()] == [1, 1]
    assert of(joke) == left


# ------------------------------------------------------------------------------- a restored backup

KEPT = [Person, Entry, EntryRevision, Receipt, Reach, Grant, Card]


def dump() -> tuple[list, list]:
    """A backup of both databases, as rows."""
    rows = [row for model in KEPT for row in model._base_manager.all()]
    keys = WrappedKey.objects.all()
    return serializers.serialize("python", rows), serializers.serialize("python", keys)


def restore(rows: list, using: str = "default") -> None:
    for found in serializers.deserialize("python", rows, using=using):
        found.save(using=using)


def test_a_restored_backup_of_the_database_opens_nothing_of_the_erased(amina, joke, full):
    kept, _keys = dump()
    sealed = bytes(Entry.objects.unscoped(WHY).get(pk=full.id).sealed)
    erase_person(amina, by=amina)

    restore(kept)

    assert of(amina)["entries"] == 2
    assert keys_of(amina.pk) == {}
    with pytest.raises(Unreadable):
        unseal(sealed, keys_for(joke.pk), full.id, 1)
    with pytest.raises(NotThere):
        read_one(joke, full.id)

    replay_erasures()

    assert set(of(amina).values()) == {0}


def test_a_restored_backup_of_both_databases_is_erased_again_before_it_serves(amina, joke, full):
    kept, keys = dump()
    erase_person(amina, by=amina)
    restore(keys, "keys")
    restore(kept)
    # This is what the replay is for: without it she would be back.
    assert read_one(amina, full.id).words == "koken"

    replay_erasures()

    assert set(of(amina).values()) == {0}
    assert keys_of(amina.pk) == {}


def test_the_start_of_an_installation_replays_the_ledger():
    import inspect

    from krachtlijn.config import starting

    assert "replay_erasures()" in inspect.getsource(starting.bring_up_to_date)


# --------------------------------------------------------------------------------------- lost keys


def test_keys_whose_keeper_was_never_written_are_swept_but_young_ones_wait(amina, full):
    unborn = Person().pk
    make_keeper(unborn)

    assert sweep_orphan_keys() == 0
    assert unborn in keys_of(unborn)

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert sweep_orphan_keys() == 1
        assert sweep_orphan_keys() == 0

    assert keys_of(unborn) == {}
    assert read_one(amina, full.id).words == "koken"


def test_deleting_a_person_in_the_database_alone_leaves_their_words_unreadable_to_the_sweep(db):
    someone = person("Iemand")
    keep(someone, "koken")
    Person.objects.filter(pk=someone.pk).delete()

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert sweep_orphan_keys() == 1

    assert keys_of(someone.pk) == {}


@pytest.mark.django_db
def test_the_key_store_overwrites_what_is_deleted():
    from django.db import connections

    if connections["keys"].vendor != "sqlite":
        assert connection.vendor == "postgresql"  # there, renewing the wrapping does it
        return
    with connections["keys"].cursor() as cursor:
        asked = {"journal_mode": "delete", "secure_delete": 1, "synchronous": 3}
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}

    assert found == asked
