"""Map of the region with uploaded boundaries, in place of the tiles."""

from dataclasses import dataclass

from knowledge.models import RegionMap
from knowledge.models.uptake import UptakeState
from knowledge.uptake.spread import Tile

SIGN = {
    UptakeState.WORKS: "M{w} {s} {e} {n}M{w} {n} {e} {s}M{x} {t}V{b}M{l} {y}H{r}",
    UptakeState.TRIES: "M{w} {s} {e} {n}M{w} {n} {e} {s}",
    UptakeState.EXPLORES: "M{w} {s} {e} {n}",
    UptakeState.STOPPED: "M{l} {y}H{r}",
}
"""The signs of ``components/uptake_sign.html``, around a point."""
ORIGIN = "M{w} {y}a{near} {near} 0 1 0 {wide} 0a{near} {near} 0 1 0 -{wide} 0z"
"""Ring around the place where the practice began."""
HALF = 55
"""A sign is one part in this many of the width of the map, to each side."""


@dataclass(frozen=True)
class Shape:
    tile: Tile
    path: str
    sign: str


@dataclass(frozen=True)
class Outline:
    width: int
    height: int
    credit: str
    shapes: tuple[Shape, ...]


def outline_of(tiles: tuple[Tile, ...]) -> Outline | None:
    """Return the map of ``tiles``, by name; None without boundaries, or if a municipality of today has none."""
    stored = RegionMap.objects.first()
    if stored is None or any(tile.code not in stored.shapes for tile in tiles):
        return None
    shapes = []
    for tile in tiles:
        shape = stored.shapes[tile.code]
        form = SIGN[UptakeState(tile.state)] if tile.state else ORIGIN if tile.is_origin else ""
        shapes.append(Shape(tile, shape["path"], _around(form, shape["x"], shape["y"], stored.width / HALF)))
    return Outline(stored.width, stored.height, stored.credit, tuple(shapes))


def _around(form: str, x: int, y: int, half: float) -> str:
    """Return the sign ``form`` around a point, in whole numbers."""
    half, near = round(half), round(half * 0.75)
    places = {
        "x": x, "y": y, "w": x - near, "e": x + near, "n": y - near, "s": y + near, "near": near, "wide": 2 * near,
        "l": x - half, "r": x + half, "t": y - half, "b": y + half,
    }  # fmt: skip
    return form.format(**places)
