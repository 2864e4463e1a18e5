"""A city of squares, and voices in it."""

import json
import secrets
from datetime import date

import pytest

from krachtlijn.community.models import Signal
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.codes import THEMES

ON = date(2026, 10, 8)
QUARTER, MONTH = "2026Q3", "2026-09"


def squares(codes) -> str:
    """These areas side by side, as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": code.title(), "city": "Waterdam"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]],
            },
        }
        for x, code in enumerate(codes)
    ]
    return json.dumps({"type": "FeatureCollection", "source": "made up", "features": features})


def voice(theme: str, area: str, month: str = MONTH, raised_by: str = "person", **more) -> Signal:
    """One signal, as the post would deliver it; not yet kept."""
    about = THEMES[theme]
    return Signal(
        token=secrets.token_hex(32),
        theme=theme,
        mechanism=about.mechanism,
        domain=about.domain,
        area=area,
        month=month,
        raised_by=raised_by,
        **more,
    )


def voices(many: int, theme: str, area: str, month: str = MONTH, **more) -> list[Signal]:
    """So many people say this here."""
    made = [voice(theme, area, month, **more) for _ in range(many)]
    return Signal.objects.bulk_create(made)


def exactly(epsilon) -> int:
    """No noise: for what is not about noise."""
    return 0


@pytest.fixture
def city(db):
    """Two areas, divided so from 2026 on."""
    load_areas(squares(["kaai", "molenwijk"]), year=2026, today=date(2025, 1, 1))
