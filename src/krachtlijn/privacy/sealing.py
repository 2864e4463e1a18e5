"""Sealing: AES-256-GCM under a keeper's key, bound to the place where the value lies.

A sealed value is ``0x01 | key number (2) | nonce (12) | ciphertext and tag``. What it is bound to
(version, what it is, row, keeper, key number) goes in as length-prefixed additional data, so that a
value carried to another row, field or keeper does not open.
"""

import os
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE = 12
HEAD = 1 + 2 + NONCE


class Unreadable(Exception):
    """The value does not open: wrong key, wrong place, damaged, or its keeper was erased."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lies: what it is, in which row, of which keeper."""

    what: str
    row: str
    keeper: uuid.UUID


def bound(*parts: bytes) -> bytes:
    """The parts joined so that no two different lists give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def encrypt(key: bytes, number: int, value: bytes, place: Place) -> bytes:
    nonce = os.urandom(NONCE)
    mark = number.to_bytes(2, "big")
    return VERSION + mark + nonce + AESGCM(key).encrypt(nonce, value, _bound_to(place, mark))


def decrypt(key: bytes, sealed: bytes, place: Place) -> bytes:
    """The value, or ``Unreadable``; never the ciphertext."""
    if sealed[:1] != VERSION or len(sealed) < HEAD + 16:
        raise Unreadable("not a sealed value")
    try:
        return AESGCM(key).decrypt(sealed[3:HEAD], sealed[HEAD:], _bound_to(place, sealed[1:3]))
    except InvalidTag as error:
        raise Unreadable("this value does not open here") from error


def key_number(sealed: bytes) -> int:
    return int.from_bytes(sealed[1:3], "big")


def _bound_to(place: Place, mark: bytes) -> bytes:
    return bound(VERSION, place.what.encode(), place.row.encode(), place.keeper.bytes, mark)
