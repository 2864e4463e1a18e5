"""One thing someone wrote in a plan, and what became of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

Content = dict[str, Any]
Edit = tuple[int, Content]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a plan; all days count back from the demo's today.

    In what it says, a day is such a number too (below zero: still to come), and a link is the key
    of another line of the same plan.
    """

    kind: str
    content: Content
    days_ago: int
    by: str = "amina"
    # "own", "proposed" (awaits the person's yes) or "let_go".
    standing: str = "own"
    edits: tuple[Edit, ...] = ()
    # Key of the line this one hangs under, in the same plan.
    about: str | None = None
    key: str = ""
    # When it got its standing: the yes to a proposal, or the letting go. None: when it was written.
    since: int | None = None


def plan_of(owner: str, lines: Iterable[Line]) -> list[Line]:
    """The lines in the order of writing; where nobody else is named, the owner wrote them."""
    signed = (line if line.by else replace(line, by=owner) for line in lines)
    return sorted(signed, key=lambda line: -line.days_ago)


def _line(
    kind: str,
    key: str,
    days_ago: int,
    words: str,
    /,
    *,
    by: str = "",
    standing: str = "own",
    since: int | None = None,
    edits: tuple[Edit, ...] = (),
    about: str | None = None,
    **fields: Any,
) -> Line:
    content = {"words": words, **fields}
    return Line(kind, content, days_ago, by, standing, edits, about, key, since)


def _writer(kind: str) -> Callable[..., Line]:
    def line(key: str, days_ago: int, words: str, **rest: Any) -> Line:
        return _line(kind, key, days_ago, words, **rest)

    return line


strength, source, place, tie = map(_writer, ("strength", "source", "place", "tie"))
factor, aid, vulnerability = map(_writer, ("factor", "aid", "vulnerability"))
balance, experience, reflection = map(_writer, ("balance", "experience", "reflection"))
wish, exploration, choice = map(_writer, ("wish", "exploration", "choice"))
goal, step, condition = map(_writer, ("goal", "step", "condition"))
story, signs = map(_writer, ("story", "signs"))
neighbourhood = _writer("neighbourhood")
