"""What the cast of Waterdam wrote: made-up people, in their own words."""

from krachtlijn.demo.words.amina import AMINA, LOOKS, PURPOSES
from krachtlijn.demo.words.cast import CAST, Look, Member, Shown
from krachtlijn.demo.words.line import Line
from krachtlijn.demo.words.others import FATMA, JOKE, MARIETTE, RIK

PLANS: dict[str, list[Line]] = {
    "amina": AMINA,
    "rik": RIK,
    "fatma": FATMA,
    "joke": JOKE,
    "mariette": MARIETTE,
}

__all__ = [
    "AMINA",
    "CAST",
    "FATMA",
    "JOKE",
    "LOOKS",
    "MARIETTE",
    "PLANS",
    "PURPOSES",
    "RIK",
    "Line",
    "Look",
    "Member",
    "Shown",
]
