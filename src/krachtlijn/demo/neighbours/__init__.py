"""Any number of made-up neighbours, each with a life that hangs together. Same seed, same street."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from krachtlijn.demo.neighbours.names import ROOTS, Roots
from krachtlijn.demo.neighbours.plan import written_by
from krachtlijn.demo.neighbours.voice import Voice
from krachtlijn.demo.words.line import Line

AREAS = ("Lindewijk", "Sluiskant", "Oude Haven")
ONLINE = {"young": 1.0, "middle": 0.65, "old": 0.25}
# So many neighbours at the least bear a name nobody else among them has.
ALL_DIFFERENT = 200


@dataclass(frozen=True, slots=True)
class Neighbour:
    key: str
    name: str
    language: str
    area: str
    lines: tuple[Line, ...]


def neighbours(count: int, seed: int = 2026) -> Iterator[Neighbour]:
    """Neighbours one by one; a longer street begins with the same people as a shorter one."""
    random = Random(seed)
    taken: set[str] = set()
    for number in range(1, count + 1):
        roots = _pick_roots(random)
        name = _name(roots, random)
        while number <= ALL_DIFFERENT and name in taken:
            name = _name(roots, random)
        if number <= ALL_DIFFERENT:
            taken.add(name)
        yield _neighbour(f"neighbour-{number}", name, roots, random)


def _neighbour(key: str, name: str, roots: Roots, random: Random) -> Neighbour:
    newcomer = random.random() * 10 < roots.newcomers
    language = random.choice(roots.languages) if newcomer else "nl"
    area = random.choice(AREAS)
    voice = Voice(name, language, area, roots, random)
    return Neighbour(
        key, name, language, area, written_by(key, _life(newcomer, roots, random), voice)
    )


def _life(newcomer: bool, roots: Roots, random: Random) -> frozenset[str]:
    """A few plain facts, so that nobody is a student and retired at once."""
    age = random.choice(("young", "middle", "middle", "middle", "old"))
    if age == "old":
        home, work = "nochildren", "retired"
    else:
        home = "children" if random.random() < (0.3 if age == "young" else 0.65) else "nochildren"
        work = random.choice(("job", "nojob"))
    facts = {age, home, work}
    if newcomer:
        facts.add("newcomer")
    if roots.looked_at:
        facts.add("looks")
    facts.add("online" if random.random() < ONLINE[age] else "offline")
    if random.random() < 0.3:
        facts.add("alone")
    if random.random() < 0.15:
        facts.add("slow_reader")
    return frozenset(facts)


def _name(roots: Roots, random: Random) -> str:
    if random.random() < 0.5:
        return f"{random.choice(roots.men)} {random.choice(roots.families)}"
    families = roots.families_of_women or roots.families
    return f"{random.choice(roots.women)} {random.choice(families)}"


_SHARES = tuple(accumulate(roots.share for roots in ROOTS))


def _pick_roots(random: Random) -> Roots:
    return random.choices(ROOTS, cum_weights=_SHARES)[0]
