"""How one neighbour puts things: their language, their streets, the names around them."""

from random import Random

from krachtlijn.demo.neighbours.names import ROOTS, Roots
from krachtlijn.demo.neighbours.said import Wording
from krachtlijn.demo.neighbours.slots import SLOTS

WOMEN = tuple(name for roots in ROOTS for name in roots.women)
MEN = tuple(name for roots in ROOTS for name in roots.men)
FAMILIES = tuple(name for roots in ROOTS for name in roots.families)


class Voice:
    def __init__(self, name: str, language: str, area: str, roots: Roots, random: Random):
        self.language, self.random, self._area = language, random, area
        # Nobody is called as two people in one plan.
        self._called = {name.split(maxsplit=1)[0]}
        self._names = {
            "woman": WOMEN,
            "man": MEN,
            "family": FAMILIES,
            "kinswoman": roots.women,
            "kinsman": roots.men,
        }

    def say(self, wordings: tuple[Wording, ...]) -> str:
        wording = self.random.choice(wordings)
        if not wording.slots:
            return wording.text
        return wording.text.format_map({slot: self._fill(slot) for slot in wording.slots})

    def _fill(self, slot: str) -> str:
        if slot == "area":
            return self._area
        if slot.lower() in self._names:
            return self._name(self._names[slot.lower()])
        value = self.random.choice(SLOTS[self.language][slot.lower()])
        return value[0].upper() + value[1:] if slot[0].isupper() else value

    def _name(self, names: tuple[str, ...]) -> str:
        name = self.random.choice([each for each in names if each not in self._called] or names)
        self._called.add(name)
        return name
