"""The code card: 26 letters (130 bits) on paper and a PIN in the head.

Kept are ``HMAC(pepper, letters)`` to find the card, and ``Argon2id(HMAC(pepper, letters + PIN))``.
The pepper lies in a file outside the database, so a copied database recognises no card and no PIN.
"""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from django.db import transaction
from django.db.models import F

from krachtlijn.people import pins
from krachtlijn.people.models import Card, Person, Session
from krachtlijn.people.secrets import draw, mark, tidy

LENGTH = 26
# OWASP's setting for one lane: 46 MiB, one pass.
HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_NOBODY = HASHER.hash("a card that does not exist")


@transaction.atomic
def make_card(*, pin: str, by: Person) -> str:
    """A new card with this PIN; the letters are shown now and never again.

    The card it replaces stops at once, and so does every session opened with it.
    """
    letters = draw(LENGTH)
    Card.objects.filter(person=by).delete()
    Card.objects.create(
        person=by, lookup=mark("card", letters), pin=HASHER.hash(_tied(letters, pin))
    )
    Session.objects.filter(person=by).delete()
    by.new_stamp()
    return letters


def check_card(typed: str, pin: str) -> Person | None:
    """Whose card this is, when the PIN is right; else nobody.

    An unknown card takes the same questions and the same hash as a known one. A try is counted
    before it is weighed, so that many at once get no more than five.
    """
    letters = tidy(typed)
    lookup = mark("card", letters)
    counted = Card.objects.filter(lookup=lookup, fails__lt=Card.TRIES).update(fails=F("fails") + 1)
    card = Card.objects.select_related("person").filter(lookup=lookup).first()
    known = card if card and counted else None
    right = _matches(known.pin if known else _NOBODY, _tied(letters, pin))
    cleared = Card.objects.filter(lookup=lookup if right and known else b"").update(fails=0)
    return known.person if known and right and cleared else None


def is_locked(typed: str) -> bool:
    """Whether these are the letters of a card that had five wrong tries; says nothing of others."""
    return Card.objects.filter(lookup=mark("card", tidy(typed)), fails__gte=Card.TRIES).exists()


def refuse_pin(pin: str) -> str | None:
    """Why this PIN will not do, as a code; nothing when it will."""
    if not pins.is_pin(pin):
        return "six_digits"
    return "common" if pins.is_common(pin) else None


def _tied(letters: str, pin: str) -> str:
    return mark("pin", f"{letters}\0{pin}").hex()


def _matches(kept: str, value: str) -> bool:
    try:
        return HASHER.verify(kept, value)
    except VerifyMismatchError:
        return False
