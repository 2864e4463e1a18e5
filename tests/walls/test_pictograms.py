"""Every pictogram that a page or a list of choices names can be drawn."""

import importlib
import re

from django.conf import settings

from krachtlijn.vault.kinds import KINDS
from krachtlijn.web.codes import Codes
from tests.walls.ground import PACKAGE, modules, templates

DRAWN = re.compile(r'<symbol id="([\w-]+)"')
ICON = re.compile(r"""{% icon ["']([\w-]+)["']""")


def drawn() -> set[str]:
    return set(DRAWN.findall((PACKAGE / "web/static/web/icons.svg").read_text(encoding="utf-8")))


def code_lists() -> list[Codes]:
    """Every list of choices that a module of ours keeps under a name."""
    found = []
    for name, text in modules().items():
        if "Codes(" in text and name != "web/codes.py":
            module = importlib.import_module("krachtlijn." + name[:-3].replace("/", "."))
            found += [it for it in vars(module).values() if isinstance(it, Codes)]
    return found


def named() -> dict[str, str]:
    """Where each pictogram is named."""
    found = {icon: page for page, text in templates().items() for icon in ICON.findall(text)}
    found |= {one.pictogram(code): one.name for one in code_lists() for code in one}
    found |= {record.kind_of.pictogram: name for name, record in KINDS.items()}
    found |= {pictogram: f"the place {place}" for place, _, pictogram in settings.PLACES}
    return found | named_in_code(modules())


def named_in_code(texts: dict[str, str]) -> dict[str, str]:
    """Those in a line of code that speaks of pictograms."""
    found = {}
    for name, text in texts.items():
        for line in text.splitlines():
            if "pictogram" in line:
                spoken = re.findall(r'pictogram\w*[=:]\s*"([\w-]+)"|:\s*"([\w-]+)"\s+for', line)
                found |= {one or other: name for one, other in spoken}
    return found


def undrawn(names: dict[str, str], symbols: set[str]) -> list[str]:
    return sorted(f"{icon} in {where}" for icon, where in names.items() if icon not in symbols)


def test_every_pictogram_can_be_drawn():
    assert len(named()) > 40
    assert len(code_lists()) >= 10
    assert undrawn(named(), drawn()) == []


def test_seen_red_a_pictogram_that_is_not_there():
    planted = {"a.py": 'pictograms = {str(one.pk): "unicorn" for one in circle}'}
    assert undrawn(named_in_code(planted), drawn()) == ["unicorn in a.py"]
    assert undrawn({"dragon": "a.html"}, drawn()) == ["dragon in a.html"]
