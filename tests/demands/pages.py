"""What stands on a page, as far as these tests look."""

import re
from uuid import UUID

FORBIDDEN_FIELD = re.compile(
    r"score|total|risk|compliance|diagnos|deficit|target_group|adherence|severity|streak|eligib"
)


def form_of(html: str) -> str:
    """The form that keeps something: the one with the words."""
    return next(
        part for part in re.findall(r"<form.*?</form>", html, re.S) if 'name="words"' in part
    )


def inputs(html: str, name: str) -> list[tuple[str, bool]]:
    """What can be chosen for a question, and whether it is chosen already."""
    found = re.findall(r"<input\b[^>]*>", html)
    mine = [one for one in found if f'name="{name}"' in one]
    return [(re.search(r'value="([^"]*)"', one).group(1), " checked" in one) for one in mine]


def offered(html: str, name: str) -> set[str]:
    """What can be chosen; nothing of it is chosen beforehand."""
    found = inputs(html, name)
    assert not [value for value, checked in found if checked], f"{name} is preset"
    return {value for value, _checked in found}


def in_order(html: str, *texts: str) -> bool:
    """Whether these stand on the page, one after the other."""
    at = [html.find(text) for text in texts]
    missing = [text for text, where in zip(texts, at, strict=True) if where < 0]
    assert not missing, f"not on the page: {missing}"
    return at == sorted(at)


def id_in(address: str) -> UUID:
    return UUID(re.search(r"[0-9a-f-]{36}", address).group())
