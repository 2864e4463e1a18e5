"""The ladder of packages: a package imports, and refers in its columns, only downwards."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from tests.walls.ground import PACKAGE, ROOT


def ladder_faults(root: Path) -> list[str]:
    """What import-linter says of the package in this checkout; nothing when every contract holds."""
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [str(program), "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        check=False,
        capture_output=True,
        text=True,
    )
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def floors() -> dict[str, int]:
    """On which floor each package stands; the top is 0."""
    ladder = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = ladder["contracts"][0]["layers"]
    return {
        name.strip(" ()"): floor
        for floor, layer in enumerate(layers)
        for name in layer.replace(":", "|").split("|")
    }


def climbing(references: list[tuple[str, str]]) -> list[str]:
    """References between packages that go up, or sideways, on the ladder."""
    floor = floors()
    return [
        f"{here} refers to {there}"
        for here, there in references
        if here != there and floor[there] <= floor[here]
    ]


def references_of_columns() -> list[tuple[str, str]]:
    """A foreign key may name its model in a string, and then no import shows it."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("krachtlijn.")]
    found = []
    for model in ours:
        for field in model._meta.get_fields():
            other = field.related_model if field.concrete and field.is_relation else None
            if other is not None and other.__module__.startswith("krachtlijn."):
                found.append((model.__module__.split(".")[1], other.__module__.split(".")[1]))
    return found


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "src" / "krachtlijn")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_import_goes_down_the_ladder(copy):
    assert ladder_faults(copy) == []


def test_seen_red_an_import_that_climbs(copy):
    below = copy / "src" / "krachtlijn" / "web" / "answers.py"
    below.write_text("from krachtlijn.vault import door\n" + below.read_text())

    assert any("krachtlijn.web" in line and "vault" in line for line in ladder_faults(copy))


def test_seen_red_a_package_that_stands_on_no_floor(copy):
    (copy / "src" / "krachtlijn" / "attic").mkdir()
    (copy / "src" / "krachtlijn" / "attic" / "__init__.py").touch()

    assert any("attic" in line for line in ladder_faults(copy))


def test_every_column_refers_down_the_ladder():
    assert references_of_columns()
    assert climbing(references_of_columns()) == []


def test_seen_red_a_column_that_refers_up():
    assert climbing([("people", "vault")]) == ["people refers to vault"]
    assert climbing([("privacy", "organisations")]) == ["privacy refers to organisations"]
