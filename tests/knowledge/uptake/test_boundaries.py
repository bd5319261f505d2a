"""Reading of boundaries: the small region below is invented. Everything that is no such file is refused in words."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.uptake import boundaries
from knowledge.uptake.boundaries import Deadline, read_boundaries

NAMES = {"GM0001": "Noord", "GM0002": "Zuid"}
NORTH = [[4.5, 51.6], [4.9, 51.6], [4.9, 51.8], [4.7, 51.83], [4.5, 51.8], [4.5, 51.6]]
SOUTH = [[4.5, 51.6], [4.5, 51.4], [4.9, 51.4], [4.9, 51.6], [4.5, 51.6]]


def region(north=NORTH, south=SOUTH, kind: str = "Polygon", **extra) -> dict:
    def feature(code: str, ring: list) -> dict:
        coordinates = [ring] if kind == "Polygon" else [[ring]]
        properties = {"naam": NAMES[code], "statcode": code, "jaar": 2026, "hol": None}
        return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}

    return {"type": "FeatureCollection", "features": [feature("GM0001", north), feature("GM0002", south)], **extra}


def read(collection, names=NAMES):
    data = collection if isinstance(collection, bytes) else json.dumps(collection).encode()
    return read_boundaries(data, names)


def points(path: str) -> set[tuple[int, int]]:
    found, x, y = set(), 0, 0
    for ring in re.findall(r"M[^z]*z", path):
        start, _, steps = ring[1:-1].partition("l")
        x, y = map(int, start.split())
        found.add((x, y))
        numbers = list(map(int, steps.split()))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
    return found


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_region_is_drawn_with_the_north_above_and_a_shared_border(kind):
    drawing = read(region(kind=kind))

    north, south = drawing.shapes["GM0001"], drawing.shapes["GM0002"]
    assert max(drawing.width, drawing.height) == 1000
    assert drawing.width < drawing.height  # a degree of longitude is shorter here
    assert north["y"] < south["y"]
    assert len(points(north["path"]) & points(south["path"])) == 2
    assert 0 < south["x"] < drawing.width


def test_other_areas_in_the_file_are_left_out_and_parts_of_one_are_joined():
    collection = region()
    island = [[4.2, 51.5], [4.3, 51.5], [4.3, 51.6], [4.2, 51.5]]
    part = {
        "type": "Feature",
        "properties": {"statcode": "GM0002"},
        "geometry": {"type": "Polygon", "coordinates": [island]},
    }
    other = {
        "type": "Feature",
        "properties": {"statcode": "GM0363"},
        "geometry": {"type": "Polygon", "coordinates": [[[6, 53]]]},
    }
    collection["features"] += [part, other, {"type": "Feature"}, 7]

    drawing = read(collection)

    assert set(drawing.shapes) == set(NAMES)
    assert drawing.shapes["GM0002"]["path"].count("M") == 2


def test_sign_stands_inside_a_bent_area_and_outside_its_hole():
    bent = [[4.0, 51.4], [4.9, 51.4], [4.9, 51.8], [4.8, 51.8], [4.8, 51.45], [4.0, 51.45], [4.0, 51.4]]
    drawing = read(region(south=bent))

    shape = drawing.shapes["GM0002"]
    corner = min(x for x, _y in points(shape["path"]) if x > drawing.width * 0.8)
    assert shape["x"] > corner


def test_fine_border_becomes_coarser_until_it_is_small_enough(monkeypatch):
    many = 20_000
    edge = [[4.5 + 0.4 * step / many, 51.6 + (0.0004 if step % 2 else 0)] for step in range(many)]
    fine = [*edge, [4.9, 51.6], [4.9, 51.4], [4.5, 51.4], [4.5, 51.6]]

    assert read(region(south=fine)).size <= boundaries.MOST_PATH_BYTES
    monkeypatch.setattr(boundaries, "MOST_PATH_BYTES", 40)
    with pytest.raises(ValidationError, match="te fijn"):
        read(region(south=fine))


RD = [[80_000, 400_000], [120_000, 400_000], [120_000, 420_000], [80_000, 400_000]]
SWAPPED = [[y, x] for x, y in SOUTH]
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


@pytest.mark.parametrize(
    ("collection", "words"),
    [
        (b"", "geen GeoJSON"), (b"\xff\xfe", "geen GeoJSON"), (b"[]", "geen GeoJSON"), (b"<svg/>", "geen GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "geen GeoJSON"),
        (b'{"type": "FeatureCollection", "x": ' + b"9" * 5000 + b"}", "geen GeoJSON"),
        (b"[" * 100_000, "te diep"), (b'{"a":' * 50_000, "te diep"),
        ({"type": "FeatureCollection", "features": []}, "geen gebieden"),
        ({"type": "FeatureCollection", "features": {}}, "geen gebieden"),
        ({"type": "FeatureCollection", "features": [{}] * 2001}, "te veel gebieden"),
        ({"type": "FeatureCollection", "features": [{"properties": {"statcode": "0001"}}]}, "CBS-code"),
        ({"type": "FeatureCollection", "features": region()["features"][:1]}, "ontbreken: Zuid"),
        (region(RD, RD), "Rijksdriehoek"), (region(crs=CRS), "Rijksdriehoek"), (region(SWAPPED, SWAPPED), "omgewisseld"),
        (region([[-74.0, 40.7]] * 4), "niet in WGS84"), (region([[1e300, 51.6]] * 4), "niet te lezen"),
        (region([["4", "51"]] * 4), "niet te lezen"), (region([[True, False]] * 4), "niet te lezen"),
        (region([[4.5, 51.6]] * 3), "niet te lezen"), (region([]), "niet te lezen"), (region("x"), "niet te lezen"),
        (region([[4.5, 51.6]] * 4, [[4.5, 51.6]] * 4), "niet te lezen"),
        (region([[4.5, 51.6], [4.5, 51.6], [4.50001, 51.6], [4.5, 51.6]]), "te klein"),
        (region(kind="Point"), "geen vlak"), (region(kind="LineString"), "geen vlak"),
        ({**region(), "features": [{**one, "geometry": None} for one in region()["features"]]}, "geen vlak"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_in_words(collection, words):
    with pytest.raises(ValidationError, match=words):
        read(collection)


def test_file_is_refused_by_size_by_points_and_by_time(monkeypatch):
    with pytest.raises(ValidationError, match="groter dan 3 MB"):
        read(b" " * (boundaries.MOST_BYTES + 1))
    with pytest.raises(ValidationError, match="te veel tijd"):
        read_boundaries(json.dumps(region()).encode(), NAMES, Deadline(seconds=-1))
    monkeypatch.setattr(boundaries, "MOST_POINTS", 5)
    with pytest.raises(ValidationError, match="te veel punten"):
        read(region())


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.sampled_from(["", "Polygon", "MultiPolygon", "4.5"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "x"]), inner, max_size=3)
    ),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(geometry=anything, crs=anything)
def test_no_geometry_breaks_the_reader(geometry, crs):
    collection = region()
    collection["features"][0]["geometry"] = geometry
    collection["crs"] = crs

    try:
        drawing = read(collection)
    except ValidationError:
        return
    assert set(drawing.shapes) == set(NAMES)
