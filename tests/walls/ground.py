"""What the walls look at: the files of the package, its templates, and its addresses."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "krachtlijn"


def modules(folder: Path = PACKAGE) -> dict[str, str]:
    """The text of every module, by its path inside the package."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def templates(folder: Path = PACKAGE) -> dict[str, str]:
    """The text of every template, by the name under which it is used."""
    return {
        path.relative_to(room).as_posix(): path.read_text(encoding="utf-8")
        for room in sorted(folder.glob("*/templates"))
        for path in sorted(room.rglob("*.html"))
    }


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(ROOT / name for name in sorted(filter(None, said.split("\0"))))


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def strings(text: str) -> Iterator[str]:
    """Every string in a module."""
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def walk(patterns, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address there is, also those inside other lists of addresses."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from walk(pattern.url_patterns, route)
