"""Any number of made-up neighbours, each with a life that hangs together. Same seed, same street."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from krachtlijn.demo.neighbours.factors import FACTORS
from krachtlijn.demo.neighbours.goals import GOALS
from krachtlijn.demo.neighbours.names import ROOTS, Roots
from krachtlijn.demo.neighbours.said import Said
from krachtlijn.demo.neighbours.strengths import STRENGTHS
from krachtlijn.demo.words.line import Edit, Line

AREAS = ("Lindewijk", "Sluiskant", "Oude Haven")
WEIGHTS = ("light", "middle", "heavy")
TWO_YEARS = 730
ONLINE = {"young": 1.0, "middle": 0.65, "old": 0.25}
# So many neighbours at the least bear a name nobody else among them has.
ALL_DIFFERENT = 200

STOCK = (STRENGTHS, FACTORS, GOALS)
# How many of each kind: mostly a few.
HOW_MANY = ((1, 2, 2, 3, 3, 4), (2, 2, 3, 3, 4, 5), (1, 1, 2, 2, 3))

SLOTS: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "weekday": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        "few": ("twee", "drie", "vier", "vijf", "zes"),
        "many": ("zeven", "acht", "negen", "elf", "twaalf", "veertien"),
        "years": ("drie", "vier", "vijf", "zes", "acht"),
        "months": ("zes", "zeven", "acht", "negen", "elf"),
        "household": ("vieren", "vijven", "zessen", "zevenen"),
        "hour": ("twee", "drie", "vier"),
        "late": ("acht", "negen", "half tien"),
        "rise": ("45", "60", "70", "85", "110"),
        "sum": ("1.200", "1.900", "2.400", "3.100", "4.600"),
        "kid": ("mijn zoon", "mijn dochter", "mijn jongste", "mijn oudste"),
        "relative": ("mijn zus", "mijn broer", "mijn nicht", "mijn neef"),
    },
    "fr": {
        "weekday": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        "few": ("deux", "trois", "quatre", "cinq"),
        "years": ("trois", "quatre", "cinq", "six", "huit"),
        "months": ("six", "sept", "huit", "neuf"),
        "household": ("quatre", "cinq", "six"),
        "hour": ("trois", "quatre", "cinq"),
        "late": ("huit", "neuf"),
    },
    "en": {
        "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "few": ("two", "three", "four", "five"),
        "years": ("three", "four", "five", "six", "eight"),
        "months": ("six", "seven", "eight", "nine"),
        "household": ("four", "five", "six"),
        "hour": ("two", "three", "four"),
        "late": ("eight", "nine"),
    },
}


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
    life = _life(newcomer, roots, random)

    said = [
        each
        for stock, how_many in zip(_stock_for(life, language), HOW_MANY, strict=True)
        for each in random.sample(stock, min(random.choice(how_many), len(stock)))
    ]
    days = sorted((random.randint(1, TWO_YEARS) for _ in said), reverse=True)
    random.shuffle(said)
    lines = (
        _line(f"{key}-{number}", key, each, day, language, area, random)
        for number, (each, day) in enumerate(zip(said, days, strict=True), start=1)
    )
    return Neighbour(key, name, language, area, tuple(lines))


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


@cache
def _stock_for(life: frozenset[str], language: str) -> tuple[tuple[Said, ...], ...]:
    return tuple(
        tuple(said for said in stock if said.fit(life) and said.wordings[language])
        for stock in STOCK
    )


def _line(
    key: str, by: str, said: Said, days_ago: int, language: str, area: str, random: Random
) -> Line:
    content: dict[str, Any] = {"words": _words(said, language, area, random)}
    for name, value in said.codes.items():
        content[name] = list(value) if isinstance(value, list) else value
    if language == "nl":
        content.update(said.beside)
    edits: tuple[Edit, ...] = ()
    if said.kind == "factor":
        content["weight"] = content["weight"] or random.choice(WEIGHTS)
        edits = _felt_otherwise(content["weight"], days_ago, random)
    standing, since = "own", None
    if days_ago > 60 and not edits and random.random() < 0.06:
        standing, since = "let_go", random.randint(1, days_ago - 30)
    return Line(said.kind, content, days_ago, by, standing, edits, None, key, since)


def _words(said: Said, language: str, area: str, random: Random) -> str:
    wording = random.choice(said.wordings[language])
    if not wording.slots:
        return wording.text
    filled = {}
    for slot in wording.slots:
        if slot == "area":
            filled[slot] = area
            continue
        value = random.choice(SLOTS[language][slot.lower()])
        filled[slot] = value[0].upper() + value[1:] if slot[0].isupper() else value
    return wording.text.format_map(filled)


def _felt_otherwise(weight: str, days_ago: int, random: Random) -> tuple[Edit, ...]:
    """Now and then something came to weigh more, or less."""
    if days_ago < 30 or random.random() > 0.15:
        return ()
    other = random.choice([each for each in WEIGHTS if each != weight])
    return ((random.randint(1, days_ago - 10), {"weight": other}),)


def _name(roots: Roots, random: Random) -> str:
    if random.random() < 0.5:
        return f"{random.choice(roots.men)} {random.choice(roots.families)}"
    families = roots.families_of_women or roots.families
    return f"{random.choice(roots.women)} {random.choice(families)}"


_SHARES = tuple(accumulate(roots.share for roots in ROOTS))


def _pick_roots(random: Random) -> Roots:
    return random.choices(ROOTS, cum_weights=_SHARES)[0]
