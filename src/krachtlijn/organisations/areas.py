"""Areas: loaded from GeoJSON, one division of the city at a time, changed only at 1 January."""

import json
import math
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from krachtlijn.organisations.models import Area, Division

BOX = 1000  # the map is this wide and at most this high
Point = tuple[float, float]


class NotAreas(ValueError):
    """The file cannot be taken in; says why in one line."""


def division_at(day: date) -> Division | None:
    """The division that holds on this day."""
    return Division.objects.filter(year__lte=day.year).order_by("-year").first()


def areas_at(day: date) -> QuerySet[Area]:
    """The areas of this day, by name."""
    return Area.objects.filter(division=division_at(day))


@transaction.atomic
def load_areas(text: str, *, year: int, today: date) -> int:
    """Take in the areas of a GeoJSON FeatureCollection (WGS 84), to hold from 1 January of ``year``.

    Each feature has ``id`` or ``properties.id``, ``properties.name``, ``properties.city`` if wanted,
    and a Polygon or MultiPolygon; the collection names its ``source``. How many areas there are now.
    A division that already holds is not changed: numbers of one period must be of one map.
    """
    if Division.objects.exists() and year <= today.year:
        raise NotAreas(f"areas change only at 1 January: the next is {today.year + 1}")
    source, features = _read(text)
    Division.objects.filter(year=year).delete()
    division = Division.objects.create(year=year, source=source)
    project = _projection([point for one in features for ring in one["rings"] for point in ring])
    Area.objects.bulk_create(_area(division, one, project) for one in features)
    return len(features)


def _read(text: str) -> tuple[str, list[dict]]:
    try:
        found = json.loads(text)
        features = [_feature(one) for one in found["features"]]
        source = str(found.get("source") or found.get("properties", {}).get("source") or "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAreas(
            "this is not GeoJSON with areas that have an id, a name and a shape"
        ) from error
    if not features or not source:
        raise NotAreas("the file names no areas, or not where they come from (source)")
    if len({one["code"] for one in features}) < len(features):
        raise NotAreas("two areas have the same id")
    return source[:200], features


def _feature(one: dict) -> dict:
    said, shape = one["properties"], one["geometry"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = [
        [(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon
    ]
    code = slugify(str(one.get("id") or said["id"]))[:40]
    if (
        not code
        or not said["name"]
        or not rings
        or shape["type"] not in {"Polygon", "MultiPolygon"}
    ):
        raise ValueError
    numbers = [number for ring in rings for point in ring for number in point]
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError
    return {"code": code, "name": said["name"], "city": said.get("city", ""), "rings": rings}


def _projection(points: Iterable[Point]):
    """From degrees to the box: as wide as the box, north above, a degree of longitude as long as here."""
    xs, ys = zip(*points, strict=True)
    west, north = min(xs), max(ys)
    shrink = math.cos(math.radians((min(ys) + north) / 2))
    scale = BOX / max((max(xs) - west) * shrink, north - min(ys), 1e-9)

    def project(point: Point) -> Point:
        return round((point[0] - west) * shrink * scale, 1), round((north - point[1]) * scale, 1)

    return project


def _area(division: Division, one: dict, project) -> Area:
    rings = [[project(point) for point in ring] for ring in one["rings"]]
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings)
    outline = max(rings, key=len)
    x = sum(point[0] for point in outline) / len(outline)
    y = sum(point[1] for point in outline) / len(outline)
    named = {"code": one["code"], "name": one["name"], "city": one["city"]}
    return Area(division=division, path=path, x=round(x, 1), y=round(y, 1), **named)
