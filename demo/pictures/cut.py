"""The outline of one sheet of paper: what the scissors keep and what they cut away.

Everything is given in design units: a picture is 1800 units wide and 1200 high, whatever its size in pixels.
"""

import cmath
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

Point = tuple[float, float]

WIDTH, HEIGHT = 1800, 1200


class Cut:
    """Polygons to keep and polygons to cut out, drawn in a frame that may be moved, scaled, turned and mirrored."""

    def __init__(self) -> None:
        self.polygons: list[tuple[list[Point], bool]] = []
        # The frame takes z = x + iy to direct · z + mirrored · z̄ + origin.
        self._direct, self._mirrored, self._origin = 1 + 0j, 0j, 0j

    def place(self, x: float, y: float, scale: float = 1, turn: float = 0, *, mirror: bool = False) -> "Cut":
        """Return a pen on the same sheet whose origin is at (x, y); `turn` is in degrees, clockwise."""
        factor, spot, pen = cmath.rect(scale, math.radians(turn)), complex(x, y), Cut()
        direct, mirrored = (0j, -factor) if mirror else (factor, 0j)
        pen.polygons = self.polygons
        pen._direct = self._direct * direct + self._mirrored * mirrored.conjugate()
        pen._mirrored = self._direct * mirrored + self._mirrored * direct.conjugate()
        pen._origin = self._direct * spot + self._mirrored * spot.conjugate() + self._origin
        return pen

    def _on_sheet(self, points: Iterable[Point]) -> list[Point]:
        direct, mirrored, origin = self._direct, self._mirrored, self._origin
        if direct == 1 and not mirrored:
            dx, dy = origin.real, origin.imag
            return [(x + dx, y + dy) for x, y in points]
        if mirrored:
            placed = [direct * complex(x, y) + mirrored * complex(x, -y) + origin for x, y in points]
        else:
            placed = [direct * complex(x, y) + origin for x, y in points]
        return [(z.real, z.imag) for z in placed]

    def polygon(self, points: Iterable[Point], *, hole: bool = False) -> "Cut":
        """Add a shape with straight sides."""
        self.polygons.append((self._on_sheet(points), hole))
        return self

    def blob(self, points: Sequence[Point], *, hole: bool = False) -> "Cut":
        """Add a closed shape that runs smoothly through the points."""
        return self.polygon(smooth(points, closed=True), hole=hole)

    def box(self, x0: float, y0: float, x1: float, y1: float, radius: float = 0, *, hole: bool = False) -> "Cut":
        """Add a rectangle, its corners rounded by `radius`."""
        if not radius:
            return self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], hole=hole)
        r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
        corners = ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180))
        return self.polygon([p for x, y, start in corners for p in arc(x, y, r, r, start, start + 90, 8)], hole=hole)

    def oval(self, x: float, y: float, rx: float, ry: float | None = None, *, hole: bool = False) -> "Cut":
        """Add a circle, or an ellipse where `ry` is given."""
        steps = 16 if rx < 12 else 48
        return self.polygon(arc(x, y, rx, rx if ry is None else ry, 0, 360, steps), hole=hole)

    def stroke(self, points: Sequence[Point], start: float, end: float | None = None, *, hole: bool = False) -> "Cut":
        """Add a round-ended strip along the points whose width runs from `start` to `end`."""
        end = start if end is None else end
        left, right = [], []
        for i, (x, y) in enumerate(points):
            (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
            length = math.hypot(bx - ax, by - ay) or 1
            half = (start + (end - start) * i / max(len(points) - 1, 1)) / 2
            nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
            left.append((x + nx, y + ny))
            right.append((x - nx, y - ny))
        self.polygon(left + right[::-1], hole=hole)
        for (x, y), width in ((points[0], start), (points[-1], end)):
            if width > 3:
                self.oval(x, y, width / 2, hole=hole)
        return self

    def curve(self, points: Sequence[Point], start: float, end: float | None = None, *, hole: bool = False) -> "Cut":
        """Add a strip that runs smoothly through the points."""
        return self.stroke(smooth(points), start, end, hole=hole)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 32) -> list[Point]:
    """Return points on an ellipse from `start` to `end` degrees, clockwise from the right."""
    return [(x + rx * right, y + ry * down) for right, down in _turn(start, end, steps)]


@lru_cache(maxsize=500)
def _turn(start: float, end: float, steps: int) -> list[Point]:
    """Return the directions from `start` to `end` degrees; a picture takes the same few turns hundreds of times."""
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(math.cos(angle), math.sin(angle)) for angle in angles]


def smooth(points: Sequence[Point], steps: int = 8, *, closed: bool = False) -> list[Point]:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)
    if count < 3:
        return list(points)
    at = (lambda i: points[i % count]) if closed else (lambda i: points[min(max(i, 0), count - 1)])
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        out.extend(
            (_between(a[0], b[0], c[0], d[0], k / steps), _between(a[1], b[1], c[1], d[1], k / steps))
            for k in range(steps)
        )
    return out if closed else [*out, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * b - a - 3 * c + d)))) / 2


def path(text: str) -> list[Point]:
    """Return the points of a list as SVG writes it: “x,y x,y x,y”."""
    return [(float(x), float(y)) for x, _, y in (pair.partition(",") for pair in text.split())]
