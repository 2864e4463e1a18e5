"""The languages in which something is offered: their codes in one line, their names for people."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext

CODES = ("nl", "fr", "en", "ar", "tr", "uk", "ru", "pl", "ro", "bg", "es", "pt", "it", "de", "fa")


def choices() -> list[tuple[str, str]]:
    """Each language by its name in the reader's language."""
    return [(code, name_of(code)) for code in CODES]


def name_of(word: str) -> str:
    """The name of a language; anything else is said as it was written."""
    return gettext(LANG_INFO[word]["name"]) if word in CODES else word


def names(line: str) -> list[str]:
    """What stands in the column, for people."""
    return [name_of(word) for word in line.replace(",", " ").split()]
