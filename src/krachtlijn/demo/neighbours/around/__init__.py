"""What is around neighbours, and what they lean on: people, places, sources, aids."""

from krachtlijn.demo.neighbours.around.kin import KIN
from krachtlijn.demo.neighbours.around.leaning import AIDS, VULNERABLE
from krachtlijn.demo.neighbours.around.places import PLACES
from krachtlijn.demo.neighbours.around.sources import SOURCES
from krachtlijn.demo.neighbours.around.ties import TIES as OTHERS
from krachtlijn.demo.neighbours.said import Said

TIES: tuple[Said, ...] = (*KIN, *OTHERS)

__all__ = ["AIDS", "PLACES", "SOURCES", "TIES", "VULNERABLE"]
