"""What people carry on paper: letters that hold a secret, and the marks by which we know them."""

import hashlib
import hmac
import secrets

from django.conf import settings

# Crockford's alphabet: no I, L, O or U, so that nothing is misread.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def draw(length: int) -> str:
    """So many random letters, five bits each."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def tidy(typed: str) -> str:
    """What someone typed, without spaces, dashes, small letters and easy mistakes."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    return kept.translate(MISREAD)


def grouped(letters: str, size: int = 4) -> str:
    """Letters in groups that can be read aloud."""
    return " ".join(letters[at : at + size] for at in range(0, len(letters), size))


def mark(purpose: str, value: str) -> bytes:
    """A keyed hash under a secret that is not in the database: a copy of it recognises nothing."""
    pepper = settings.SECRETS.read("pepper")
    return hmac.new(pepper, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()
