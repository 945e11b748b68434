"""What grows in the scenes: leaves, fronds, palms, trees, lotus, reeds."""

import math
from random import Random

from .cut import HEIGHT, WIDTH, Cut, arc, smooth
from .palettes import Colour, mix
from .paper import Sheet


def cattails(sheet: Sheet, middle: float, height: float, lean: float, count: int) -> None:
    """Lay bulrushes with their brown heads."""
    rng, palette = sheet.rng, sheet.palette
    stems, heads = Cut(), Cut()
    for _ in range(count):
        x, reach = middle + rng.uniform(-500, 500), height * rng.uniform(0.7, 1.05)
        tip = (x + lean * reach + rng.uniform(-20, 20), HEIGHT - reach)
        stems.curve([(x, HEIGHT + 20), (x + lean * reach * 0.3, HEIGHT - reach * 0.5), tip], 9, 4)
        heads.stroke([(tip[0] - lean * 24, tip[1] + 30), (tip[0] - lean * 120, tip[1] + 150)], 26)
    sheet.lay(stems, palette.at("land", 0.85), lift=0.8)
    sheet.lay(heads, mix(palette.accents[1], palette.ink, 0.5), lift=0.8)


def leaf(pen: Cut, length: float, width: float) -> None:
    """Draw a pointed leaf from the pen's origin along its x axis, with a slit for its rib."""
    upper = smooth([(0, 0), (length * 0.3, -width * 0.5), (length * 0.65, -width * 0.42), (length, 0)])
    lower = smooth([(length, 0), (length * 0.65, width * 0.42), (length * 0.3, width * 0.5), (0, 0)])
    pen.polygon(upper + lower)
    if length > 90:
        pen.stroke([(length * 0.08, 0), (length * 0.8, 0)], max(2.4, width * 0.035), 1.5, hole=True)


def spray(sheet: Sheet, x: float, y: float, colour: Colour, *, size: float = 1, turn: float = 0) -> None:
    """Lay a fan of broad leaves growing from (x, y): the near corner of many scenes."""
    rng = sheet.rng
    for layer in range(2):
        cut = Cut()
        for i in range(5):
            angle = turn - 62 + i * 31 + rng.uniform(-9, 9) + layer * 14
            leaf(cut.place(x, y, size * rng.uniform(0.8, 1.12) * (1 - 0.22 * layer), angle), 360, 92)
        sheet.lay(cut, mix(colour, sheet.palette.at("land", 0.35), 0.22 * layer), lift=1.2)


def fronds(sheet: Sheet, x: float, colour: Colour, *, count: int = 6, length: float = 460) -> None:
    """Hang willow fronds from the upper edge around x."""
    cut, rng = Cut(), sheet.rng
    for i in range(count):
        foot = x + (i - count / 2) * 64 + rng.uniform(-16, 16)
        reach = length * rng.uniform(0.55, 1.1)
        sway = rng.uniform(-50, 50)
        stem = smooth([(foot, -30), (foot + sway * 0.3, reach * 0.5), (foot + sway, reach)], 14)
        cut.stroke(stem, 5, 2.5)
        for k, (px, py) in enumerate(stem[3:]):
            leaf(cut.place(px, py, rng.uniform(0.8, 1.1), 90 + (52 if k % 2 else -52) + rng.uniform(-10, 10)), 60, 17)
    sheet.lay(cut, colour, lift=1.1)


def palm(trunk: Cut, crown: Cut, x: float, y: float, rng: Random, *, size: float = 1, wind: float = 0) -> None:
    """Draw a palm that stands at (x, y); `wind` (-1 to 1) bends it and streams its leaves."""
    tip = (wind * 170 + rng.uniform(-25, 25), -430 + abs(wind) * 50)
    trunk.place(x, y, size).curve([(0, 10), (wind * 10, -150), (tip[0] * 0.4, -300), tip], 24, 12)
    head = crown.place(x, y, size).place(*tip)
    head.oval(0, 0, 16)
    for i in range(8):
        angle = -205 + i * 33 + rng.uniform(-7, 7)
        if wind:
            angle = (0 if wind > 0 else 180) + (i - 4) * 19 + rng.uniform(-6, 6)
        _frond(head, angle, rng.uniform(0.85, 1.1), abs(wind))


def _frond(pen: Cut, angle: float, size: float, wind: float) -> None:
    dx, dy = math.cos(math.radians(angle)) * size, math.sin(math.radians(angle)) * size
    sag = 110 * (1 - wind * 0.7)
    spine = smooth([(0, 0), (dx * 80, dy * 90 - 10), (dx * 170, dy * 150 + sag * 0.25), (dx * 235, dy * 180 + sag)], 4)
    pen.stroke(spine, 8, 3)
    for i, (px, py) in enumerate(spine[2:-1], 2):
        (ax, ay), (bx, by) = spine[i - 1], spine[i + 1]
        along = math.degrees(math.atan2(by - ay, bx - ax))
        for side in (-40, 40):
            leaf(pen.place(px, py, 1, along + side), 88 * (1 - (i / len(spine)) ** 2.5) + 18, 14)


def tree(trunk: Cut, crown: Cut, x: float, y: float, rng: Random, size: float = 1) -> None:
    """Draw a round-headed street tree that stands at (x, y)."""
    pen = trunk.place(x, y, size)
    pen.stroke([(0, 6), (4, -110), (0, -190)], 22, 13)
    pen.stroke([(2, -110), (-46, -190)], 10, 6)
    pen.stroke([(2, -120), (50, -200)], 10, 6)
    head = crown.place(x, y - 240 * size, size)
    head.oval(0, 0, 92, 66)
    for i in range(9):
        angle = i / 9 * 6.283
        head.oval(math.cos(angle) * 84, math.sin(angle) * 54, rng.uniform(38, 62))


def lotus(sheet: Sheet, x: float, y: float, size: float, colour: Colour) -> None:
    """Lay a lotus flower on its stem."""
    palette = sheet.palette
    sheet.lay(
        Cut().curve([(x, y), (x + 8 * size, y + 90 * size), (x - 4 * size, y + 210 * size)], 7 * size),
        palette.at("land", 0.7),
        lift=0.5,
    )
    for spread, tone in ((64, 0.2), (34, 0), (0, 0.25)):
        cut = Cut()
        for side in (-1, 1) if spread else (1,):
            leaf(cut.place(x, y + 14 * size, size, -90 + side * spread), 88, 46)
        sheet.lay(cut, mix(colour, palette.cream, tone), lift=0.5)


def lily_pads(sheet: Sheet, count: int, top: float, colour: Colour) -> None:
    """Lay floating lotus leaves, larger towards the lower edge."""
    rng = sheet.rng
    for i in range(count):
        y = top + (HEIGHT - top) * (i + rng.random()) / count
        near = (y - top) / (HEIGHT - top)
        rx = 60 + 110 * near
        x, slit = rng.uniform(0, WIDTH), rng.uniform(200, 340)
        rim = arc(x, y, rx, rx * 0.34, slit + 12, slit + 348, 40)
        sheet.lay(
            Cut().polygon([(x, y), *rim]), mix(colour, sheet.palette.at("land", 0.35), rng.uniform(0, 0.5)), lift=0.5
        )


def blades(
    rng: Random, count: int, x0: float, x1: float, height: float, *, foot: float = HEIGHT + 20, lean: float = 0
) -> Cut:
    """Return a stand of reeds or grass between x0 and x1."""
    cut = Cut()
    for _ in range(count):
        x, reach = rng.uniform(x0, x1), height * rng.uniform(0.45, 1.1)
        sway = lean * reach + rng.gauss(0, 40)
        width = rng.uniform(9, 17)
        left = smooth(
            [(x - width / 2, foot), (x - width / 3 + sway * 0.25, foot - reach * 0.55), (x + sway, foot - reach)]
        )
        right = smooth(
            [(x + sway, foot - reach), (x + width / 2 + sway * 0.25, foot - reach * 0.55), (x + width / 2, foot)]
        )
        cut.polygon(left + right)
    return cut
