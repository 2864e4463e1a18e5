"""The smaller plans: whoever works or sits in a council has a life of their own too."""

from krachtlijn.demo.words.others.fatma import FATMA
from krachtlijn.demo.words.others.joke import JOKE
from krachtlijn.demo.words.others.mariette import MARIETTE
from krachtlijn.demo.words.others.rik import RIK

__all__ = ["FATMA", "JOKE", "MARIETTE", "RIK"]
