"""The weave: two sets of crossing strands, drawn from a name.

The drawing is deterministic: every choice is read from the SHA-256 of the name. Upright strands represent the medical
domain, level strands the social domain. A drawing repeats in both directions, so that a strip as wide as the screen is
as small a file as a tile.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from math import ceil, cos, lcm, radians, sin
from pathlib import Path

VERSION = sha256(Path(__file__).read_bytes()).hexdigest()[:8]
"""Hash of this file. It is part of the addresses, so that browsers may cache a drawing for good."""

SEED_BYTES = 9
HALO = 4
"""Width of the gap, in the background colour, that shows which strand lies on top."""

GROUNDS = ("paper", "medisch", "sociaal", "deep", "medisch", "paper", "sociaal")
ANGLES = (0, 45, 0, -45, 30, -30)
BINDINGS = (
    (2, lambda i, j: (i + j) % 2 == 0),  # plain: one over, one under
    (3, lambda i, j: (i + j) % 3 == 0),  # twill: one over, two under
    (4, lambda i, j: (i + 2 * j) % 4 < 2),  # satin step
    (4, lambda i, j: (i // 2 + j // 2) % 2 == 0),  # basket: two by two
)
"""Size of the repeat, and a function that returns True if level strand j lies over upright strand i."""

RHYTHMS: tuple[tuple[tuple[int, bool], ...], ...] = (
    ((14, False), (14, True)),
    ((22, False), (8, True)),
    ((10, False), (10, True), (20, False)),
    ((16, False), (6, True), (6, False)),
    ((24, False), (24, False), (24, True)),
    ((7, True), (7, False), (18, False), (7, False)),
)
"""Widths of the strands, and True for those with the lighter tint."""

GAPS = (16, 22, 28)

COLOURS = {
    "paper": ("#e9e8df", "#213132"),
    "medisch": ("#d3e9e7", "#143a3d"),
    "sociaal": ("#fae0d5", "#46241a"),
    "deep": ("#083b3f", "#0a2c2f"),
}
"""Background colours in light and in dark mode: the tokens sunken, medisch-tint, sociaal-tint and band."""

STRANDS = {
    "upright": ("#0c6b70", "#3c9796"),
    "upright-accent": ("#4fa5a5", "#22666a"),
    "level": ("#c64a2b", "#cf7350"),
    "level-accent": ("#eda083", "#8d472f"),
}
STRANDS_ON_DEEP = {
    "upright": ("#5fc3c1", "#3c9796"),
    "upright-accent": ("#2d8184", "#22666a"),
    "level": ("#f08e6a", "#cf7350"),
    "level-accent": ("#fbd3c3", "#8d472f"),
}


@dataclass(frozen=True)
class Shape:
    width: int
    height: int
    scale: float
    """Scale of the strands; below 1 they are finer."""


SHAPES = {
    "omslag": Shape(480, 300, 1),  # a cover on a card
    "tegel": Shape(160, 128, 0.62),  # a small tile
    "band": Shape(1600, 120, 0.8),  # the top of a page
    "strook": Shape(1600, 16, 0.34),  # a thin strip, as wide as the screen
}


def seed_of(name: str) -> str:
    """Return the part of the hash of ``name`` that the drawing depends on. It does not reveal the name."""
    return sha256(name.encode()).hexdigest()[: 2 * SEED_BYTES]


def address(name: str, shape: str) -> str:
    return address_of_seed(seed_of(name), shape)


def address_of_seed(seed: str, shape: str) -> str:
    return f"/weefsel/{VERSION}/{seed}/{shape}.svg"


@dataclass(frozen=True)
class Strand:
    start: int
    width: int
    accent: bool

    @property
    def middle(self) -> float:
        return self.start + self.width / 2


class Weave:
    """A pattern: the strands of one repeat in each direction, and how they cross."""

    def __init__(self, seed: str) -> None:
        numbers = iter(bytes.fromhex(seed))

        def pick(choices):
            return choices[next(numbers) % len(choices)]

        self.ground = pick(GROUNDS)
        self.angle = pick(ANGLES)
        self.repeat, self.level_is_over = pick(BINDINGS)
        self.upright, self.width = self.strands(pick(RHYTHMS), pick(GAPS))
        self.level, self.height = self.strands(pick(RHYTHMS), pick(GAPS))

    def strands(self, rhythm: tuple[tuple[int, bool], ...], gap: int) -> tuple[list[Strand], int]:
        rows = rhythm * (lcm(len(rhythm), self.repeat) // len(rhythm))
        starts = list(accumulate((width + gap for width, _ in rows), initial=gap // 2))
        made = [Strand(start, width, accent) for start, (width, accent) in zip(starts[:-1], rows, strict=True)]
        return made, starts[-1] - starts[0]

    @cached_property
    def colours(self) -> dict[str, tuple[str, str]]:
        """Colours of each part, in light and in dark mode."""
        return {
            "ground": COLOURS[self.ground],
            **(STRANDS_ON_DEEP if self.ground == "deep" else STRANDS),
        }

    def crossings(self, row: int) -> list[Strand]:
        """Return the upright strands that level strand ``row`` lies over."""
        return [strand for column, strand in enumerate(self.upright) if self.level_is_over(column, row)]

    def reach(self, shape: Shape) -> tuple[float, float]:
        """Return the distances from the centre that rotated strands must cover: along and across the level strands."""
        turn = radians(self.angle)
        wide, high = shape.width / shape.scale / 2, shape.height / shape.scale / 2
        return (
            wide * abs(cos(turn)) + high * abs(sin(turn)),
            wide * abs(sin(turn)) + high * abs(cos(turn)),
        )


def svg(seed: str, shape_name: str) -> str:
    """Return the drawing as an SVG file that follows light and dark mode by itself. It is smaller than 4 kB."""
    weave, shape = Weave(seed), SHAPES[shape_name]
    along, across = weave.reach(shape)
    left = -ceil(along / weave.width) * weave.width
    top = -ceil(across / weave.height) * weave.height
    classes = {"ground": "a", "upright": "b", "upright-accent": "c", "level": "d", "level-accent": "e"}
    light = "".join(f".{classes[part]}{{stroke:{pair[0]}}}" for part, pair in weave.colours.items())
    dark = "".join(
        f".{classes[part]}{{stroke:{pair[1]}}}" for part, pair in weave.colours.items() if pair[0] != pair[1]
    )

    # All strands of one tint and direction are one wide dashed line.
    def strands(kind: str, rows: list[Strand], repeat: int, line: str, breadth: int, *, halo: int = 0) -> str:
        dash = dashes(rows, repeat, halo)
        return f'<path class="{classes[kind]}" stroke-width="{breadth}" stroke-dasharray="{dash}" d="{line}"/>'

    level_line, upright_line = f"M0 {top}V{-top}", f"M{left} 0H{-left}"
    paths = []
    for kind, accent in (("level", False), ("level-accent", True)):
        if rows := [row for row in weave.level if row.accent is accent]:
            paths.append(strands(kind, rows, weave.height, level_line, -2 * left))
    paths.append(strands("ground", weave.upright, weave.width, upright_line, -2 * top, halo=HALO))
    for kind, accent in (("upright", False), ("upright-accent", True)):
        if rows := [row for row in weave.upright if row.accent is accent]:
            paths.append(strands(kind, rows, weave.width, upright_line, -2 * top))

    # Where a level strand lies on top, draw it once more, with its gap. It is slightly longer, so that no seam shows.
    over: dict[tuple[str, str], list[str]] = {}
    for number, row in enumerate(weave.level):
        crossings = weave.crossings(number)
        line = f'd="M{left} {row.middle:g}H{-left}"'
        for kind, spread in (("ground", HALO), ("level-accent" if row.accent else "level", HALO + 1)):
            breadth = row.width + (2 * HALO if kind == "ground" else 0)
            key = (classes[kind], dashes(crossings, weave.width, spread))
            over.setdefault(key, []).append(f'<path stroke-width="{breadth}" {line}/>')
    groups = "".join(
        f'<g class="{css}" stroke-dasharray="{dash}">{"".join(lines)}</g>'
        for (css, dash), lines in sorted(over.items(), key=lambda item: item[0][0] != "a")
    )
    uses = "".join(f'<use href="#t" y="{y}"/>' for y in range(top, -top, weave.height) if y)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{shape.width}" height="{shape.height}"'
        f' viewBox="{-shape.width / 2:g} {-shape.height / 2:g} {shape.width} {shape.height}" preserveAspectRatio="xMidYMid slice">'
        f"<style>path{{fill:none}}{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
        f'<path class="a" stroke-width="{shape.height}" d="M{-shape.width} 0h{2 * shape.width}"/>'
        f'<g transform="rotate({weave.angle})scale({shape.scale:g})">{"".join(paths)}<g id="t">{groups}</g>{uses}</g></svg>'
    )


def dashes(rows: list[Strand], repeat: int, halo: int) -> str:
    """Return ``rows`` as a dash pattern of length ``repeat``, each ``halo`` wider on both sides."""
    parts, at = [0], 0
    for row in rows:
        parts += [row.start - halo - at, row.width + 2 * halo]
        at = row.start + row.width + halo
    return " ".join(str(part) for part in [*parts, repeat - at])
