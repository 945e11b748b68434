"""What hangs over the scenes: suns, moons, clouds, birds, rain."""

import math
from random import Random

from .cut import HEIGHT, WIDTH, Cut, Point, arc, smooth
from .palettes import Colour, mix
from .paper import Sheet


def sun(sheet: Sheet, x: float | None = None, y: float | None = None, *, radius: float = 0, rings: int = 0) -> Point:
    """Lay the sun (at night the moon, with stars), in `rings` of brighter sky where asked, and return where it is."""
    rng, palette = sheet.rng, sheet.palette
    left, right, height, size = (
        rng.uniform(260, 620),
        rng.uniform(1180, 1540),
        rng.uniform(210, 350),
        rng.uniform(88, 140),
    )
    is_left, is_waning = rng.random() < 0.5, rng.random() < 0.4
    x = (left if is_left else right) if x is None else x
    y, radius = (height if y is None else y), (radius or size)
    if palette.is_dark:
        stars(sheet)
        radius *= 0.8
    if rings:
        halo(sheet, x, y, rings=rings)
    sheet.glow(x, y, radius * 3.2, palette.sun, 0.4)
    disc = _crescent(x, y, radius) if palette.is_dark and is_waning else Cut().oval(x, y, radius)
    sheet.lay(disc, palette.sun, lift=0.8, shade=0.05)
    return x, y


def _crescent(x: float, y: float, radius: float) -> Cut:
    outer = arc(x, y, radius, radius, 70, 290)
    inner = arc(x + radius * 0.52, y, radius * 0.95, radius * 0.95, 263, 97)
    return Cut().polygon(outer + inner)


def stars(sheet: Sheet, count: int = 46, lowest: float = 560) -> None:
    """Prick stars through the night sky."""
    rng, cut = sheet.rng, Cut()
    for _ in range(count):
        cut.oval(rng.uniform(0, WIDTH), lowest * rng.random() ** 1.3, rng.uniform(1.5, 4.2))
    sheet.lay(cut, mix(sheet.palette.sun, sheet.palette.sky[0], 0.15), lift=0)


def halo(sheet: Sheet, x: float, y: float, *, rings: int = 4, reach: float = 900) -> None:
    """Lay rings of sky around a sun, widest first, each a little nearer the sun's colour."""
    palette = sheet.palette
    for i in range(rings):
        share = (i + 1) / (rings + 1)
        base = mix(palette.sky[0], palette.sky[-1], 0.3 + 0.5 * share)
        radius = reach * (1 - i / (rings + 0.6))
        sheet.lay(Cut().oval(x, y, radius), mix(base, palette.sun, share * 0.5), lift=0.9, shade=0.04, edge=0.35)


def clouds(
    sheet: Sheet, count: int, top: float = 120, bottom: float = 430, *, size: float = 1, clear: Point = (-999, 0)
) -> None:
    """Lay flat-bottomed clouds of cut paper, none of them over the middle of the `clear` place."""
    rng, palette = sheet.rng, sheet.palette
    white = mix(palette.sky[0], palette.sky[-1], 0.5)
    start = rng.uniform(0, WIDTH)
    for i in range(count):
        x = (start + i * WIDTH / count + rng.uniform(-90, 90)) % WIDTH
        colour = mix(white, palette.cream, rng.uniform(0.12, 0.3) if palette.is_dark else rng.uniform(0.4, 0.8))
        if abs(x - clear[0]) < 260:
            x += 300 if x > clear[0] else -300
        sheet.lay(cloud(rng, x, rng.uniform(top, bottom), rng.uniform(0.6, 1.25) * size), colour, lift=0.7, shade=0.06)


def cloud(rng: Random, x: float, y: float, scale: float) -> Cut:
    """Return a cloud whose flat base is centred on (x, y)."""
    cut = Cut()
    pen = cut.place(x, y, scale)
    half = rng.uniform(130, 210)
    pen.box(-half, -44, half, 0, 22)
    for i in range(4):
        share = (i + 0.5) / 4
        radius = 34 + 46 * math.sin(math.pi * share) + rng.uniform(-12, 12)
        pen.oval(-half * 0.72 + share * half * 1.44, -38, radius)
    pen.polygon([(-half - 90, 0), (half + 90, 0), (half + 90, 140), (-half - 90, 140)], hole=True)
    pen.box(-half + 18, -22, half - 18, 0, 0)
    return cut


def birds(sheet: Sheet, count: int, x: float, y: float, colour: Colour, spread: float = 220) -> None:
    """Lay a loose flight of birds."""
    rng, cut = sheet.rng, Cut()
    for _ in range(count):
        pen = cut.place(
            x + rng.gauss(0, spread), y + rng.gauss(0, spread / 4), rng.uniform(0.5, 1), rng.uniform(-16, 16)
        )
        lift = rng.uniform(8, 26)
        pen.polygon(
            [
                *smooth([(-46, -lift), (-20, -lift * 1.1), (0, 4), (20, -lift * 1.1), (46, -lift)]),
                (22, -4),
                (0, 15),
                (-22, -4),
            ]
        )
    sheet.lay(cut, colour, lift=0.35, edge=0)


def rain(sheet: Sheet, *, count: int = 150, slant: float = 0.18) -> None:
    """Lay slanting strips of rain over the whole picture."""
    rng, cut = sheet.rng, Cut()
    for _ in range(count):
        x, y, length = rng.uniform(-100, WIDTH + 200), rng.uniform(-60, HEIGHT), rng.uniform(40, 130)
        cut.stroke([(x, y), (x - length * slant, y + length)], 2.6, 1.6)
    sheet.lay(cut, mix(sheet.palette.cream, sheet.palette.sky[0], 0.5), lift=0.15, edge=0, shade=0)


def weather(sheet: Sheet) -> None:
    """Lay the rain where the mood is a wet one."""
    if sheet.palette.is_wet:
        rain(sheet)
