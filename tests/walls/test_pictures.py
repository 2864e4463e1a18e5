"""Pictures: what the documents point to is there, and every page that is pictured has both sizes."""

import re
from pathlib import Path

import pytest

from tests.journeys.pictures import PICTURES, WIDTHS, WITHOUT, gallery
from tests.walls.ground import ROOT

SHOWN = re.compile(r"""(?:<img[^>]*?\bsrc="|!\[[^\]]*\]\()([^")\s]+)""")
FOLDER = ROOT / "docs" / "pictures"


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def missing(page: Path, text: str) -> list[str]:
    """The pictures a page shows that are not there; what lies elsewhere is not ours."""
    named = [one for one in SHOWN.findall(text) if "://" not in one]
    return [one for one in named if not (page.parent / one).is_file()]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_picture_a_page_shows_is_there(page):
    assert missing(page, page.read_text(encoding="utf-8")) == []


def test_every_scene_is_pictured_in_every_width_and_nothing_else_is():
    asked = {f"{name}-{width}.png" for name in PICTURES for width in WIDTHS}

    assert {path.name for path in FOLDER.glob("*.png")} == asked


def test_the_gallery_shows_every_scene():
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == gallery()


def test_a_page_is_pictured_or_says_why_not():
    assert set(WITHOUT).isdisjoint(PICTURES)
    assert all(WITHOUT.values())


def test_seen_red_a_picture_that_is_not_there():
    page = ROOT / "README.md"
    text = '![x](docs/pictures/gone.png) <img width="2" src="docs/pictures/README.md">'

    assert missing(page, text) == ["docs/pictures/gone.png"]
