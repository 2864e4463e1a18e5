"""The table of demands and the tests that prove them are held to each other."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "demands.md"
HERE = Path(__file__).resolve().parent
ASKED = {
    *(1, 3, 5, 6, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 29),
    *(30, 31, 36, 39, 40, 41, 42, 43, 44, 45, 46, 48, 62, 65, 66, 70, 71, 72, 76, 78),
    *(79, 80, 81, 82, 83, 84, 85, 87, 88, 90, 91),
}
ROW = re.compile(r"^\| E(\d+) \|.*?\| `?([^|`]*)`? \|$", re.M)
NAMED = re.compile(r"tests/[\w/]+\.py(?:::\w+)?")


def rows(page: str) -> dict[int, str]:
    """Per demand of the first table, the test it names."""
    part = page.split("## The plan, and from mine to ours")[1].split("\n## ", maxsplit=1)[0]
    found = [(int(number), test) for number, test in ROW.findall(part)]
    assert len(found) == len(dict(found)), "a demand stands twice in the table"
    return dict(found)


def proofs() -> dict[int, str]:
    """Per demand, the test that carries its number."""
    found = {}
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            named = isinstance(node, ast.FunctionDef) and re.match(r"test_e(\d+)_", node.name)
            if named:
                number = int(named.group(1))
                assert number not in found, f"two tests for E{number}"
                found[number] = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
    return found


def held(page: str) -> None:
    told = rows(page)
    assert told == proofs()
    assert set(told) == ASKED


def test_every_row_names_its_test_and_every_test_has_its_row():
    held(TABLE.read_text(encoding="utf-8"))


def test_every_other_test_the_page_names_is_there_too():
    for named in NAMED.findall(TABLE.read_text(encoding="utf-8")):
        path, _, name = named.partition("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in text, named


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"\| E36 \|.*\n", ""),
        (r"::test_e36_\w+", "::test_e36_gone"),
        (r"\| E36 \|", "| E37 |"),
        (r"(\| E36 \|.*\n)", r"\1\1"),
    ],
    ids=["a row gone", "a test gone", "another number", "a row twice"],
)
def test_a_table_that_says_otherwise_is_found(old, new):
    page = re.sub(old, new, TABLE.read_text(encoding="utf-8"), count=1)

    with pytest.raises(AssertionError):
        held(page)
