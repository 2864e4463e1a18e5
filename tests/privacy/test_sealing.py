"""Sealed values open in their own place, under their own key, and nowhere else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krachtlijn.privacy import sealing
from krachtlijn.privacy.sealing import (
    HEAD,
    Place,
    Unreadable,
    bound,
    decrypt,
    encrypt,
    key_number,
)
from tests.faults.planting import plant

KEY, OTHER_KEY = b"k" * 32, b"l" * 32
AMINA, JOKE = UUID(int=1), UUID(int=2)
HERE = Place("vault.Entry.sealed", "row/1", AMINA)
TEXT = b"Ik wil weg bij hem."

ELSEWHERE = {
    "another row": Place("vault.Entry.sealed", "row/2", AMINA),
    "another revision": Place("vault.Entry.sealed", "row", AMINA),
    "another field": Place("vault.Grant.purpose", "row/1", AMINA),
    "another keeper": Place("vault.Entry.sealed", "row/1", JOKE),
    "a border moved": Place("vault.Entry.sealedr", "ow/1", AMINA),
}


def test_a_value_opens_where_it_was_sealed():
    sealed = encrypt(KEY, 1, TEXT, HERE)

    assert decrypt(KEY, sealed, HERE) == TEXT
    assert key_number(sealed) == 1
    assert TEXT not in sealed


@given(st.binary(max_size=200), st.integers(0, 65535), st.text(max_size=20), st.text(max_size=20))
def test_any_value_opens_in_any_place_it_was_sealed_for(value, number, what, row):
    place = Place(what, row, AMINA)

    assert decrypt(KEY, encrypt(KEY, number, value, place), place) == value


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_value_that_was_moved_does_not_open(elsewhere):
    with pytest.raises(Unreadable):
        decrypt(KEY, encrypt(KEY, 1, TEXT, HERE), ELSEWHERE[elsewhere])


@pytest.mark.parametrize(
    ("elsewhere", "part"),
    [
        ("another row", "place.row.encode()"),
        ("another revision", "place.row.encode()"),
        ("another field", "place.what.encode()"),
        ("another keeper", "place.keeper.bytes"),
    ],
)
def test_a_seal_that_is_not_bound_to_its_place_is_found(monkeypatch, elsewhere, part):
    plant(monkeypatch, sealing._bound_to, part, 'b""')

    assert sealing.decrypt(KEY, sealing.encrypt(KEY, 1, TEXT, HERE), ELSEWHERE[elsewhere]) == TEXT


def test_lengths_keep_the_parts_apart(monkeypatch):
    assert bound(b"ab", b"c") != bound(b"a", b"bc")
    assert bound(b"a", b"") != bound(b"a")

    plant(monkeypatch, sealing.bound, 'len(part).to_bytes(4, "big") + ', "")

    assert sealing.bound(b"ab", b"c") == sealing.bound(b"a", b"bc")


def test_another_key_does_not_open_it():
    with pytest.raises(Unreadable):
        decrypt(OTHER_KEY, encrypt(KEY, 1, TEXT, HERE), HERE)


def test_another_key_number_does_not_open_it():
    sealed = encrypt(KEY, 1, TEXT, HERE)
    renumbered = sealed[:1] + (2).to_bytes(2, "big") + sealed[3:]

    assert key_number(renumbered) == 2
    with pytest.raises(Unreadable):
        decrypt(KEY, renumbered, HERE)


def test_every_flipped_bit_is_noticed():
    sealed = encrypt(KEY, 1, TEXT, HERE)

    for at in range(len(sealed) * 8):
        flipped = bytearray(sealed)
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises(Unreadable):
            decrypt(KEY, bytes(flipped), HERE)


@pytest.mark.parametrize("version", [b"\x00", b"\x02", b"\xff", b""])
def test_another_version_is_not_opened(version):
    with pytest.raises(Unreadable):
        decrypt(KEY, version + encrypt(KEY, 1, TEXT, HERE)[1:], HERE)


@pytest.mark.parametrize("value", [b"", b"\x01", b"\x01\x00\x01", TEXT, b"\x01" * (HEAD + 15)])
def test_what_was_never_sealed_is_not_given_back(value):
    with pytest.raises(Unreadable) as refused:
        decrypt(KEY, value, HERE)

    assert value == b"" or value not in str(refused.value).encode()


def test_a_cut_off_value_does_not_open():
    sealed = encrypt(KEY, 1, TEXT, HERE)

    for length in range(len(sealed)):
        with pytest.raises(Unreadable):
            decrypt(KEY, sealed[:length], HERE)


def test_a_decrypt_that_gives_the_ciphertext_back_is_found(monkeypatch):
    plant(
        monkeypatch, sealing.decrypt,
        'raise Unreadable("this value does not open here") from error', "return sealed",
    )  # fmt: skip
    sealed = encrypt(KEY, 1, TEXT, HERE)

    assert sealing.decrypt(OTHER_KEY, sealed, HERE) == sealed


def test_the_same_text_is_sealed_otherwise_each_time():
    assert len({encrypt(KEY, 1, TEXT, HERE) for _ in range(200)}) == 200
