"""Who plays in the demo."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Member:
    key: str
    name: str
    # "person", "worker", "expert", "council", "officer" or "operator".
    role: str
    language: str = "nl"
    organisation: str | None = None


class Shown(NamedTuple):
    """Something the owner of a plan lets another see: a kind as a whole, or the key of one line."""

    to: str
    which: str
    purpose: str
    days_ago: int


class Look(NamedTuple):
    """Someone read what was shown to them."""

    who: str
    days_ago: int
    hour: int
    which: str


CAST: list[Member] = [
    Member("amina", "Amina Haddou", "person"),
    Member("joke", "Joke Dewolf", "worker", organisation="Wijkhuis De Linde"),
    Member("rik", "Rik Peeters", "expert", organisation="Wijkhuis De Linde"),
    Member("fatma", "Fatma Haddou", "person"),
    Member("mariette", "Mariëtte Coppens", "council", organisation="Bewonersraad Waterdam"),
    Member("stijn", "Stijn Verlinden", "officer", organisation="Stad Waterdam"),
    Member("noor", "Noor Aerts", "operator", organisation="Coöperatie Krachtlijn Waterdam"),
]
