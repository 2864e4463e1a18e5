"""PIN codes: six digits, drawn by chance or chosen, never one of those everybody chooses."""

import secrets
from itertools import pairwise

LENGTH = 6


def draw() -> str:
    """Six digits by chance, each as likely as the next; again while it is one that many choose."""
    while True:
        pin = f"{secrets.randbelow(10**LENGTH):06d}"
        if not is_common(pin):
            return pin


def is_pin(text: str) -> bool:
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def is_common(pin: str) -> bool:
    """Whether many people choose this: repeats, rows, mirrors, years, keyboard lines.

    Wider than a list of the 200 most used: every pattern such lists consist of is refused.
    """
    return (
        len(set(pin)) <= 2
        or pin == pin[:2] * 3
        or pin == pin[:3] * 2
        or pin == pin[::-1]
        or _is_row(pin)
        or pin[:4] in _YEARS
        or pin[2:] in _YEARS
        or pin[0::2] == pin[1::2]
        or pin in _KEYBOARD
    )


def _is_row(pin: str) -> bool:
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(steps) == 1


_YEARS = {str(year) for year in range(1900, 2040)}
_KEYBOARD = {
    "147258", "258369", "147369", "159753", "753159", "159357", "357159", "789456", "456789",
    "741852", "852963", "963852", "142536", "102030", "246810", "135790", "987123", "123987",
    "123654", "321654", "456123", "520131", "131452", "314159", "271828", "142857", "112358",
    "789654", "159263", "123789", "321987", "007007", "696969", "420420", "420690",
}  # fmt: skip
