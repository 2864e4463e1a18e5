"""A neighbour's plan: what someone with such a life may write in two years, and how it went on."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from krachtlijn.demo.neighbours.around import AIDS, PLACES, SOURCES, TIES, VULNERABLE
from krachtlijn.demo.neighbours.course import CONDITIONS, STEPS, WISHES
from krachtlijn.demo.neighbours.factors import FACTORS
from krachtlijn.demo.neighbours.goals import GOALS
from krachtlijn.demo.neighbours.lived import BALANCES, EXPERIENCES
from krachtlijn.demo.neighbours.said import Said
from krachtlijn.demo.neighbours.strengths import STRENGTHS
from krachtlijn.demo.neighbours.voice import Voice
from krachtlijn.demo.words.line import Edit, Line

Stock = tuple[tuple[Said, ...], int]

TWO_YEARS = 730
FEWEST, MOST = 8, 20
# Of each kind at most so many; the first three are in every plan.
STOCK: tuple[Stock, ...] = (
    (STRENGTHS, 4),
    (FACTORS, 5),
    (GOALS, 3),
    (TIES, 4),
    (EXPERIENCES, 3),
    (BALANCES, 3),
    (PLACES, 3),
    (SOURCES, 2),
    (WISHES, 2),
    (AIDS, 1),
    (VULNERABLE, 1),
)
ALWAYS = 3
COURSE = (*STEPS, *CONDITIONS)
# What happened is not let go, and who is around neither.
MAY_GO = {"strength", "factor", "goal", "place", "source", "wish"}

WEIGHTS = ("light", "middle", "heavy")
CLOSENESS = ("near", "middle", "far")
# How far a step or a condition got, some time after it was written.
STEP_WENT = ("done", "done", "done", "otherwise", "not_now")
CONDITION_WENT = ("asked", "asked", "promised", "changed", "refused")
MYSELF = {"nl": ("Ik", "Ik", ""), "fr": ("Moi", ""), "en": ("Me", "")}


def written_by(key: str, life: frozenset[str], voice: Voice) -> tuple[Line, ...]:
    """The lines of a neighbour, in the order of writing."""
    return tuple(sorted(_Plan(key, life, voice).lines(), key=lambda line: -line.days_ago))


class _Plan:
    def __init__(self, key: str, life: frozenset[str], voice: Voice):
        self.key, self.life, self.voice, self.random = key, life, voice, voice.random
        self.count = 0

    def lines(self) -> list[Line]:
        room = self.random.randint(FEWEST, MOST)
        said = self._chosen(max(FEWEST, room - room // 4))
        days = [self.random.randint(1, TWO_YEARS) for _ in said]
        lines = [self._line(each, day) for each, day in zip(said, days, strict=True)]
        goals = [(each, line) for each, line in zip(said, lines, strict=True) if each.goal]
        course = [line for goal, line in goals for line in self._course(goal, line)]
        self.random.shuffle(course)
        self._link(lines)
        return lines + course[: room - len(lines)]

    def _chosen(self, room: int) -> list[Said]:
        pool = [
            self.random.sample(stock, min(most, len(stock)))
            for stock, most in _stock_for(self.life, self.voice.language)
        ]
        always = [drawn.pop() for drawn in pool[:ALWAYS] if drawn]
        others = [each for drawn in pool for each in drawn]
        self.random.shuffle(others)
        return always + others[: room - len(always)]

    def _course(self, goal: Said, written: Line) -> Iterator[Line]:
        """Steps towards a goal, and what others must do for it."""
        if written.standing != "own" or written.days_ago < 3:
            return
        days_ago = written.days_ago
        for said in _course_for(goal.goal, self.life, self.voice.language):
            later = 1 + int(self.random.expovariate(1 / 30))
            yield self._line(said, max(1, days_ago - later), about=written.key)

    def _line(self, said: Said, days_ago: int, about: str | None = None) -> Line:
        self.count += 1
        content: dict[str, Any] = {"words": self.voice.say(said.wordings[self.voice.language])}
        for name, value in said.codes.items():
            content[name] = list(value) if isinstance(value, list) else value
        if self.voice.language == "nl":
            content |= {name: self.voice.say(texts) for name, texts in said.beside.items()}
        edits = self._went_on(said.kind, content, days_ago)
        standing, since = "own", None
        if said.kind in MAY_GO and days_ago > 60 and not edits and self.random.random() < 0.06:
            standing, since = "let_go", self.random.randint(1, days_ago - 30)
        key = f"{self.key}-{self.count}"
        return Line(said.kind, content, days_ago, self.key, standing, edits, about, key, since)

    def _went_on(self, kind: str, content: dict[str, Any], days_ago: int) -> tuple[Edit, ...]:
        """Fills what each neighbour has their own way, and tells what became different later."""
        match kind:
            case "factor":
                content["weight"] = content["weight"] or self.random.choice(WEIGHTS)
                return self._otherwise("weight", WEIGHTS, content, days_ago)
            case "tie":
                return self._otherwise("closeness", CLOSENESS, content, days_ago)
            case "experience":
                content["day"] = days_ago + self.random.choice((0, 0, 1, 2, 5))
            case "step":
                content.setdefault("who", self.random.choice(MYSELF[self.voice.language]))
                content["state"] = "doing"
                if days_ago < 30 and self.random.random() < 0.5:
                    content["on"] = -self.random.randint(1, 20)
                    return ()
                return self._got("state", STEP_WENT, days_ago)
            case "condition":
                content["state"] = "needed"
                return self._got("state", CONDITION_WENT, days_ago)
        return ()

    def _otherwise(
        self, name: str, codes: tuple[str, ...], content: dict[str, Any], days_ago: int
    ) -> tuple[Edit, ...]:
        """Now and then something came to weigh more, or someone came closer."""
        if days_ago < 30 or self.random.random() > 0.15:
            return ()
        other = self.random.choice([code for code in codes if code != content[name]])
        return ((self.random.randint(1, days_ago - 10), {name: other}),)

    def _got(self, name: str, codes: tuple[str, ...], days_ago: int) -> tuple[Edit, ...]:
        if days_ago < 4 or self.random.random() < (0.2 if days_ago < 60 else 0.05):
            return ()
        since = max(1, days_ago - self.random.randint(2, 60))
        return ((since, {name: self.random.choice(codes)}),)

    def _link(self, lines: list[Line]) -> None:
        """An aid or a source makes lighter what was there before it, in the same part of life."""
        weighing = [line for line in lines if line.content.get("polarity") == "hindering"]
        for line in lines:
            if line.kind in ("aid", "source"):
                line.content["eases"] = [
                    each.key
                    for each in weighing
                    if each.days_ago > line.days_ago
                    and each.standing == "own"
                    and set(each.content["domain"]) & set(line.content["domain"])
                ][:2]


@cache
def _stock_for(life: frozenset[str], language: str) -> tuple[Stock, ...]:
    return tuple((_fitting(stock, life, language), most) for stock, most in STOCK)


@cache
def _course_for(goal: str, life: frozenset[str], language: str) -> tuple[Said, ...]:
    return _fitting(tuple(said for said in COURSE if said.goal == goal), life, language)


def _fitting(stock: tuple[Said, ...], life: frozenset[str], language: str) -> tuple[Said, ...]:
    return tuple(said for said in stock if said.fit(life) and said.wordings[language])
