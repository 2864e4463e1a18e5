"""Personal keys for the API: shown once, revoked by their owner, gone after ninety days."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from krachtlijn.people import tokens
from krachtlijn.people.models import Token
from krachtlijn.people.tokens import make_token, revoke_token, token_from
from tests.faults.planting import plant


def test_a_key_works_as_its_owner(amina, joke):
    letters = make_token("mijn telefoon", by=amina)

    assert token_from(letters).person == amina
    assert len(letters) == 32


def test_the_database_does_not_know_the_key(amina):
    letters = make_token("mijn telefoon", by=amina)

    row = Token.objects.get()
    assert letters.encode() not in bytes(row.mark)
    assert token_from(bytes(row.mark).hex()) is None


def test_something_else_is_no_key(amina):
    letters = make_token("mijn telefoon", by=amina)

    for typed in ("", letters[:-1], letters + "0", letters.lower()):
        assert token_from(typed) is None


def test_a_key_ends_after_ninety_days(amina):
    letters = make_token("mijn telefoon", by=amina)

    with time_machine.travel(timezone.now() + timedelta(days=89, hours=23)):
        assert token_from(letters) is not None
    with time_machine.travel(timezone.now() + timedelta(days=90, seconds=1)):
        assert token_from(letters) is None


def test_a_key_without_an_end_is_found(amina, monkeypatch):
    plant(monkeypatch, tokens.token_from, ", until__gt=timezone.now()", "")
    letters = make_token("mijn telefoon", by=amina)

    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert tokens.token_from(letters) is not None


def test_only_its_owner_revokes_a_key(amina, joke):
    letters = make_token("mijn telefoon", by=amina)
    row = Token.objects.get()

    revoke_token(row.pk, by=joke)
    assert token_from(letters) == row

    revoke_token(row.pk, by=amina)
    assert token_from(letters) is None
