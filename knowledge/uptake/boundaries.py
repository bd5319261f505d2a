"""Boundaries of municipalities from an uploaded GeoJSON file (RFC 7946), read within limits and simplified to SVG paths.

Points are rounded to a grid, so that neighbours keep the border they share, and the time is linear in their number.
"""

import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 3 * 1024 * 1024
MOST_POINTS = 250_000
MOST_FEATURES = 2_000
MOST_DEPTH = 12
MOST_SECONDS = 5.0
MOST_PATH_BYTES = 60 * 1024
GRIDS = (1000, 800, 640, 500, 400, 320, 250, 200)
"""Widths of the drawing to try, from fine to coarse, until the paths are small enough."""
NETHERLANDS = (3.0, 50.5, 7.5, 54.0)
"""West, south, east, north, in degrees."""
RD = (-10_000, 300_000, 290_000, 640_000)
"""West, south, east, north, in metres of the national grid (Rijksdriehoek)."""
WGS84 = ("crs84", "4326")

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Drawing:
    """Outlines on a grid: ``shapes`` by code, each with its path and the place of its sign."""

    width: int
    height: int
    shapes: dict[str, dict]

    @property
    def size(self) -> int:
        return sum(len(shape["path"]) for shape in self.shapes.values())


class Deadline:
    """Clock of one upload. Raises ValidationError when the file takes too long."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self.ends = time.monotonic() + seconds

    def check(self) -> None:
        if time.monotonic() > self.ends:
            raise ValidationError(_("Dit bestand kost te veel tijd. Kies een versie met minder punten."))


def read_boundaries(data: bytes, municipalities: Mapping[str, str], deadline: Deadline | None = None) -> Drawing:
    """Return the outlines of ``municipalities`` (names by CBS code). Raise ValidationError in words for an editor."""
    deadline = deadline or Deadline()
    if len(data) > MOST_BYTES:
        raise ValidationError(_("Dit bestand is groter dan 3 MB. Kies een versie met minder punten."))
    features = _features(_parsed(data))
    found = _by_code(features, municipalities)
    rings = {code: list(_rings(geometries, deadline)) for code, geometries in found.items()}
    number = sum(len(ring) for own in rings.values() for ring in own)
    if number > MOST_POINTS:
        raise ValidationError(_("Dit bestand heeft te veel punten. Kies een versie met minder punten."))
    _refuse_other_coordinates(rings)
    return _drawn(rings, deadline)


# -- Reading -----------------------------------------------------------------------------------------------------------


def _parsed(data: bytes) -> dict:
    not_geojson = ValidationError(_("Dit is geen GeoJSON. Kies een bestand dat eindigt op .geojson of .json."))
    _refuse_depth(data)
    try:
        parsed = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:  # also text that is not UTF-8, and numbers of thousands of digits
        raise not_geojson from error
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise not_geojson
    crs = parsed.get("crs")
    if crs is not None and not any(name in json.dumps(crs).lower() for name in WGS84):
        raise _other_coordinates(is_rd="28992" in json.dumps(crs))
    return parsed


def _refuse_depth(data: bytes) -> None:
    """Refuse brackets nested deeper than GeoJSON has. Brackets in texts count too, which only makes it stricter."""
    depth = 0
    for sign in data.translate(None, delete=bytes(set(range(256)) - set(b"[]{}"))):
        depth += 1 if sign in b"[{" else -1
        if depth > MOST_DEPTH:
            raise ValidationError(_("Dit bestand is te diep genest. Kies een gewone FeatureCollection."))


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _features(parsed: dict) -> list[dict]:
    features = parsed.get("features")
    if not isinstance(features, list) or not features:
        raise ValidationError(_("Er staan geen gebieden in dit bestand."))
    if len(features) > MOST_FEATURES:
        raise ValidationError(_("Er staan te veel gebieden in dit bestand. Kies alleen gemeenten."))
    return [one for one in features if isinstance(one, dict) and isinstance(one.get("properties"), dict)]


def _by_code(features: Sequence[dict], municipalities: Mapping[str, str]) -> dict[str, list]:
    """Return the geometries of each municipality, by the property that names most of them by code."""
    by_property: dict[str, dict[str, list]] = {}
    for feature in features:
        for name, value in feature["properties"].items():
            if isinstance(value, str) and value in municipalities:
                by_property.setdefault(name, {}).setdefault(value, []).append(feature.get("geometry"))
    found = max(by_property.values(), key=len, default={})
    if not found:
        raise ValidationError(
            _(
                "Geen enkel gebied heeft de CBS-code van een gemeente op deze site, zoals GM0758. Kies een bestand met codes."
            )
        )
    if missing := sorted(name for code, name in municipalities.items() if code not in found):
        raise ValidationError(_("In dit bestand ontbreken: %(names)s.") % {"names": ", ".join(missing)})
    return found


def _rings(geometries: Sequence[object], deadline: Deadline) -> Iterator[Ring]:
    """Yield the rings of polygons, holes included."""
    for geometry in geometries:
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if kind == "Polygon":
            polygons = [coordinates]
        elif kind == "MultiPolygon":
            polygons = coordinates
        else:
            raise ValidationError(_("Een gemeente is hier geen vlak (Polygon of MultiPolygon)."))
        if not isinstance(polygons, list):
            raise _broken()
        for polygon in polygons:
            if not isinstance(polygon, list):
                raise _broken()
            for ring in polygon:
                deadline.check()
                yield _ring(ring)


def _ring(ring: object) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4:
        raise _broken()
    points = []
    for point in ring:
        if not isinstance(point, list) or len(point) < 2 or not all(map(_is_number, point[:2])):
            raise _broken()
        points.append((float(point[0]), float(point[1])))
    return points


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _broken() -> ValidationError:
    return ValidationError(_("De grenzen in dit bestand zijn niet te lezen. Haal het bestand opnieuw op."))


def _refuse_other_coordinates(rings: Mapping[str, Sequence[Ring]]) -> None:
    points = [point for own in rings.values() for ring in own for point in ring]
    if not points:
        raise _broken()
    if not _within(points, NETHERLANDS):
        raise _other_coordinates(
            is_rd=_within(points, RD), is_swapped=_within([(y, x) for x, y in points], NETHERLANDS)
        )


def _within(points: Sequence[Point], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _other_coordinates(*, is_rd: bool, is_swapped: bool = False) -> ValidationError:
    if is_rd:
        return ValidationError(
            _("Dit bestand staat in het Rijksdriehoeksstelsel (RD). Haal het op in WGS84: lengte en breedte in graden.")
        )
    if is_swapped:
        return ValidationError(_("Lengte en breedte zijn hier omgewisseld. In GeoJSON komt de lengte eerst."))
    return ValidationError(_("Dit bestand staat niet in WGS84, of ligt buiten Nederland. Kies graden in WGS84."))


# -- Drawing -----------------------------------------------------------------------------------------------------------


def _drawn(rings: Mapping[str, Sequence[Ring]], deadline: Deadline) -> Drawing:
    points = [point for own in rings.values() for ring in own for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrower = math.cos(math.radians((south + north) / 2))
    across, down = (east - west) * narrower, north - south
    if across <= 0 or down <= 0:
        raise _broken()
    scale = GRIDS[0] / max(across, down)
    drawn = {
        code: _kept(
            [[(round((x - west) * narrower * scale), round((north - y) * scale)) for x, y in ring] for ring in own]
        )
        for code, own in rings.items()
    }
    for grid, coarser in pairwise((*GRIDS, 0)):
        deadline.check()
        paths = {code: "".join(map(_path, own)) for code, own in drawn.items()}
        if sum(map(len, paths.values())) <= MOST_PATH_BYTES:
            size = (max(1, round(length * grid / max(across, down))) for length in (across, down))
            places = {code: _inside(own) for code, own in drawn.items()}
            return Drawing(*size, {code: {"path": paths[code], "x": x, "y": y} for code, (x, y) in places.items()})
        # From the points of the last grid: there are far fewer than in the file.
        drawn = {
            code: _kept([[(round(x * coarser / grid), round(y * coarser / grid)) for x, y in ring] for ring in own])
            for code, own in drawn.items()
            if coarser
        }
    raise ValidationError(_("Deze grenzen zijn te fijn om te tekenen. Kies een versie met minder punten."))


def _kept(rings: Sequence[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Return the rings that are an area on the grid, the largest first."""
    kept = sorted((ring for ring in map(_snapped, rings) if len(ring) >= 3), key=_area, reverse=True)
    if not kept:
        raise ValidationError(_("Een gemeente is in dit bestand te klein om te tekenen."))
    return kept


def _snapped(ring: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``ring`` without its last point (the first again), repeated points, and points on a straight line."""
    kept: list[tuple[int, int]] = []
    for point in ring:
        if kept and kept[-1] == point:
            continue
        while len(kept) >= 2 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _is_straight(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    (ax, ay), (bx, by), (cx, cy) = first, middle, last
    return (bx - ax) * (cy - ay) == (by - ay) * (cx - ax)


def _area(ring: Sequence[tuple[int, int]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _inside(rings: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Return a point in the first ring and outside the others, far from every edge: the best of the middles of some rows."""
    edges = [edge for ring in rings for edge in zip(ring, [*ring[1:], ring[0]], strict=True)]
    ys = [y for _x, y in rings[0]]
    low, high = min(ys), max(ys)
    middles = [_middle(edges, low + (high - low) * part / 10 + 0.5) for part in range(2, 9)]
    best = max(
        filter(None, middles), key=lambda point: min(_distance(point, *edge) for edge in edges), default=rings[0][0]
    )
    return (round(best[0]), round(best[1]))


def _middle(edges: Sequence[tuple[tuple[int, int], tuple[int, int]]], y: float) -> Point | None:
    """Return the middle of the widest part of the row at ``y`` that is inside."""
    crossings = sorted(ax + (y - ay) * (bx - ax) / (by - ay) for (ax, ay), (bx, by) in edges if (ay <= y) != (by <= y))
    parts = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not parts:
        return None
    left, right = max(parts, key=lambda part: part[1] - part[0])
    return ((left + right) / 2, y)


def _distance(point: Point, start: tuple[int, int], end: tuple[int, int]) -> float:
    """Return the square of the distance from ``point`` to a piece of the border."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    along = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy or 1)
    along = max(0.0, min(1.0, along))
    return (px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """Return the ring in relative steps, which take fewest bytes."""
    (x, y), *others = ring
    steps = []
    for next_x, next_y in others:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z"
