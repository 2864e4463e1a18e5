"""Keepers and their keys. A keeper is whoever an entry can lie with: a person, a group, an organisation.

Each keeper has a data key and a letter secret, both wrapped by a key that lies in a file outside
every database. Nothing unwrapped is kept longer than a request, so erasing holds at once everywhere.
"""

import hashlib
import hmac
import os
import uuid
from collections.abc import Iterable
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from krachtlijn.privacy.models import WrappedKey
from krachtlijn.privacy.sealing import NONCE, Place, Unreadable, bound, decrypt, encrypt, key_number
from krachtlijn.privacy.secrets import SecretMissing

DATA, LETTER = WrappedKey.Purpose.DATA, WrappedKey.Purpose.LETTER


class Keys:
    """The opened keys of one keeper."""

    def __init__(self, keeper: uuid.UUID, data: dict[int, bytes], letter: bytes):
        self.keeper = keeper
        self._data = data
        self._letter = letter
        self._derived: dict[str, bytes] = {}
        self._for_tokens: dict[str, bytes] = {}

    def seal(self, value: bytes, *, what: str, row: str) -> bytes:
        number = max(self._data)
        return encrypt(self._data[number], number, value, Place(what, row, self.keeper))

    def unseal(self, sealed: bytes, *, what: str, row: str) -> bytes:
        """The value; raises ``Unreadable`` when it was sealed elsewhere or by another."""
        key = self._data.get(key_number(sealed))
        if key is None:
            raise Unreadable("this key is gone")
        return decrypt(key, sealed, Place(what, row, self.keeper))

    def mark(self, value: bytes) -> bytes:
        """A keyed hash of a text: equal texts can be told, nothing can be guessed without the key."""
        first = self._data[min(self._data)]
        return hmac.new(_derived(first, b"receipt/v1"), value, hashlib.sha256).digest()

    def token(self, purpose: str, *parts: str) -> bytes:
        """A token only this keeper's letter secret can make again (HMAC under HKDF of the secret)."""
        key = self._for_tokens.get(purpose)
        if key is None:
            key = self._for_tokens[purpose] = _derived(self._letter, purpose.encode())
        return hmac.new(key, bound(*(part.encode() for part in parts)), hashlib.sha256).digest()


def make_keeper(keeper: uuid.UUID) -> None:
    """Give a keeper keys; done before the first row about them is written. Safe to repeat."""
    make_keepers([keeper])


def make_keepers(keepers: Iterable[uuid.UUID]) -> None:
    """Keys for many keepers at once."""
    by = settings.SECRETS.wrapping_numbers()[-1]
    fresh = {(keeper, purpose): os.urandom(32) for keeper in keepers for purpose in (DATA, LETTER)}
    wrapped = {
        (keeper, purpose): _wrap(keeper, purpose, 1, key, by)
        for (keeper, purpose), key in fresh.items()
    }
    WrappedKey.objects.bulk_create(
        (
            WrappedKey(keeper=keeper, purpose=purpose, wrapped_by=by, wrapped=ours)
            for (keeper, purpose), ours in wrapped.items()
        ),
        ignore_conflicts=True,
    )
    # A renewal that began meanwhile may have passed these rows by; then its key file is there now.
    newest = settings.SECRETS.wrapping_numbers()[-1]
    if newest != by:
        for (keeper, purpose), key in fresh.items():
            # Only what was written just now: whoever had keys already keeps those.
            WrappedKey.objects.filter(
                keeper=keeper, purpose=purpose, wrapped=wrapped[keeper, purpose]
            ).update(wrapped=_wrap(keeper, purpose, 1, key, newest), wrapped_by=newest)


def keys_of(*keepers: uuid.UUID) -> dict[uuid.UUID, Keys]:
    """The keys of these keepers, in one question; an erased keeper is simply not in the answer."""
    try:
        opened = _opened(keepers)
    except SecretMissing:
        # A renewal ended between reading the rows and reading the file; now the rows are new.
        opened = _opened(keepers)
    return {
        keeper: Keys(keeper, found[DATA], found[LETTER][1])
        for keeper, found in opened.items()
        if found[DATA] and found[LETTER]
    }


def _opened(keepers) -> dict[uuid.UUID, dict]:
    opened: dict[uuid.UUID, dict] = {}
    for row in WrappedKey.objects.filter(keeper__in=set(keepers)):
        mine = opened.setdefault(row.keeper, {DATA: {}, LETTER: {}})
        mine[row.purpose][row.number] = _unwrap(row)
    return opened


def keys_for(keeper: uuid.UUID) -> Keys:
    """The keys of one keeper; ``Unreadable`` when they are gone."""
    try:
        return keys_of(keeper)[keeper]
    except KeyError:
        raise Unreadable("this keeper has no keys") from None


def destroy_keys(keeper: uuid.UUID) -> None:
    """Nothing of this keeper opens any more, anywhere, for anyone. Safe to repeat."""
    WrappedKey.objects.filter(keeper=keeper).delete()


def renew_key(keeper: uuid.UUID) -> None:
    """From now on this keeper seals under a new data key; the older ones still open what they sealed."""
    rows = WrappedKey.objects.filter(keeper=keeper, purpose=DATA)
    number = max(rows.values_list("number", flat=True)) + 1
    by = settings.SECRETS.wrapping_numbers()[-1]
    wrapped = _wrap(keeper, DATA, number, os.urandom(32), by)
    WrappedKey.objects.create(
        keeper=keeper, purpose=DATA, number=number, wrapped_by=by, wrapped=wrapped
    )


def destroy_older_keys(keeper: uuid.UUID) -> None:
    """Only the newest data key stays: what was sealed under an older one is gone for good."""
    rows = WrappedKey.objects.filter(keeper=keeper, purpose=DATA)
    newest = max(rows.values_list("number", flat=True))
    rows.filter(number__lt=newest).delete()


def keepers_since_before(moment: datetime) -> set[uuid.UUID]:
    """Everyone whose keys were made before this moment."""
    return set(WrappedKey.objects.filter(made__lt=moment).values_list("keeper", flat=True))


def renew_wrapping() -> int:
    """Wrap every key anew under a fresh wrapping key and drop the old ones; how many were wrapped.

    Old copies of the key database are worthless afterwards. Interrupted, it can simply run again.
    """
    older = settings.SECRETS.wrapping_numbers()
    number = older[-1] + 1
    settings.SECRETS.make_wrapping_key(number)
    done = 0
    with transaction.atomic(using="keys"):
        for row in WrappedKey.objects.exclude(wrapped_by=number).select_for_update():
            WrappedKey.objects.filter(pk=row.pk).update(
                wrapped=_wrap(row.keeper, row.purpose, row.number, _unwrap(row), number),
                wrapped_by=number,
            )
            done += 1
    for old in older:
        settings.SECRETS.drop_wrapping_key(old)
    return done


def _wrap(keeper: uuid.UUID, purpose: str, number: int, key: bytes, by: int) -> bytes:
    nonce = os.urandom(NONCE)
    wrapping = AESGCM(settings.SECRETS.wrapping_key(by))
    return nonce + wrapping.encrypt(nonce, key, _belongs(keeper, purpose, number, by))


def _unwrap(row: WrappedKey) -> bytes:
    wrapping = AESGCM(settings.SECRETS.wrapping_key(row.wrapped_by))
    wrapped = bytes(row.wrapped)
    belongs = _belongs(row.keeper, row.purpose, row.number, row.wrapped_by)
    try:
        return wrapping.decrypt(wrapped[:NONCE], wrapped[NONCE:], belongs)
    except InvalidTag as error:
        raise Unreadable("this key was wrapped by another one") from error


def _belongs(keeper: uuid.UUID, purpose: str, number: int, by: int) -> bytes:
    which = number.to_bytes(2, "big").lstrip(b"\0")  # a mailbox has a new one every week
    return bound(b"wrap/v1", keeper.bytes, purpose.encode(), which, by.to_bytes(4, "big"))


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)
