"""Waterdam on a map: made-up streets on a made-up river, as the GeoJSON a city would hand over."""

import json

SOURCE = "Kaart van Waterdam, verzonnen voor deze demo"
WEST, NORTH, STEP = 4.30, 51.06, 0.004  # a grid somewhere in the sea of imagination

# Corners on the grid, clockwise; neighbours share a line.
SHAPES = {
    "lindewijk": ("Lindewijk", [(2, 0), (6, 0), (7, 2), (6, 4), (3, 4), (1, 2)]),
    "sluiskant": ("Sluiskant", [(7, 2), (11, 1), (12, 4), (10, 6), (6, 4)]),
    "oude-haven": ("Oude Haven", [(3, 4), (6, 4), (10, 6), (9, 9), (5, 9), (3, 7)]),
    "molenveld": ("Molenveld", [(1, 2), (3, 4), (3, 7), (0, 7), (-1, 4)]),
    "de-weide": ("De Weide", [(0, 7), (3, 7), (5, 9), (3, 11), (0, 10)]),
    "eilandje": ("’t Eilandje", [(10, 6), (13, 6), (13, 9), (9, 9)]),
}


def geojson() -> str:
    """The areas as a FeatureCollection."""
    return json.dumps({
        "type": "FeatureCollection",
        "source": SOURCE,
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"name": name, "city": "Waterdam"},
                "geometry": {"type": "Polygon", "coordinates": [[*_ring(ring), _point(ring[0])]]},
            }
            for code, (name, ring) in SHAPES.items()
        ],
    })  # fmt: skip


def _ring(ring):
    return [_point(corner) for corner in ring]


def _point(corner) -> list[float]:
    return [round(WEST + corner[0] * STEP, 5), round(NORTH - corner[1] * STEP * 0.63, 5)]
