"""The scene “terraces”."""

import math

from .. import country, plants, sky
from ..cut import HEIGHT, WIDTH, Cut, Point, smooth
from ..figures import figure
from ..palettes import Colour, mix
from ..paper import Sheet
from ..poses import REACH, STAND, WALK
from ..wear import dressed


def terraces(sheet: Sheet) -> None:
    """Draw worked hillsides: contour planting, rows of bushes, or rice terraces full of water."""
    rng, palette, kind = sheet.rng, sheet.palette, sheet.seed % 3
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, rng.randint(0, 3), clear=sun)
    country.hills(sheet, [(500, 130), (570, 100)], span=(0, 0.18))
    (_contours, _bushes, _paddies)[kind](sheet)
    for x in rng.sample((250, 560, 900, 1250, 1560), 3 if kind == 0 else 2):
        size = rng.uniform(0.6, 0.95)
        x, pose = x + rng.uniform(-60, 60), rng.choice((WALK, REACH, STAND))
        wear = dressed(palette, rng, hat="cone", cut=rng.choice(("shirt", "dress")))
        figure(sheet, x, 1010 + size * 150, size, pose, wear, mirror=rng.random() < 0.5)
    sheet.lay(plants.blades(rng, 110, -20, WIDTH + 20, 120), mix(palette.at("land", 1), palette.ink, 0.1))
    sky.weather(sheet)


def _hump(x: float, y: float, wide: float, tall: float, wobble: list[tuple[float, float]]) -> list[Point]:
    """Return the outline of one step of a hill whose foot is at y."""
    line = []
    for i in range(41):
        t = i / 40 * 2 - 1
        rise = math.cos(t * math.pi / 2) ** 0.85
        ripple = sum(weight * math.sin(f * t + f) for f, weight in wobble)
        line.append((x + t * wide, y - tall * rise + ripple * 16 * rise))
    return line


def _stepped_hill(sheet: Sheet, x: float, wide: float, tall: float, share: float, *, wet: bool) -> None:
    """Lay a hill as steps, each lower and nearer than the last; `wet` steps alternate with water."""
    rng, palette = sheet.rng, sheet.palette
    planted: list[tuple[Cut, Colour]] = []
    steps, wobble = 7, [(rng.uniform(2, 6), rng.uniform(0.3, 1)) for _ in range(3)]
    for i in range(steps):
        level = tall * (1 - i / (steps + 0.4)) ** 1.15
        line = _hump(
            x + i * 18 * math.sin(x),
            HEIGHT + 10,
            wide * (0.62 + 0.38 * i / steps) + i * 34,
            level + (HEIGHT - 1160),
            wobble,
        )
        tone = palette.at("land", min(1, share + i * 0.055))
        rim = [(px, py - (13 if wet else 7)) for px, py in line]
        bright = mix(palette.at("water", 0.1), palette.sun, 0.45 - 0.03 * i) if wet else mix(tone, palette.sun, 0.34)
        sheet.lay(country.below(rim, HEIGHT + 40), bright, lift=0.5, edge=0)
        if not wet and i:
            shrubs = Cut()
            for px, py in line[2:-2]:
                shrubs.oval(px, py + 20, 9 + i, 8 + i)
            planted.append((shrubs, mix(tone, palette.ink, 0.2)))
        sheet.lay(country.below(line, HEIGHT + 40), tone, lift=0.9)
        for shrubs, shadow in planted:
            sheet.lay(shrubs, shadow, lift=0.2)
        planted.clear()


def _contours(sheet: Sheet) -> None:
    rng = sheet.rng
    for i, x in enumerate(rng.sample((200, 700, 1150, 1600), 4)):
        _stepped_hill(sheet, x, rng.uniform(620, 900), 640 - i * 110, 0.12 + i * 0.15, wet=False)


def _paddies(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    for i, x in enumerate(rng.sample((150, 650, 1150, 1650), 3)):
        _stepped_hill(sheet, x, rng.uniform(760, 1000), 620 - i * 130, 0.15 + i * 0.2, wet=True)
    house = rng.choice((260, 1540))
    sheet.lay(country.below(_hump(house, 1230, 620, 190, [(3, 0.4)])), palette.at("land", 0.85))
    _stilt_house(sheet, house, 1040, 1.35, mix(palette.at("town", 0.8), palette.accents[1], 0.3))


def _stilt_house(sheet: Sheet, x: float, y: float, size: float, colour: Colour) -> None:
    palette = sheet.palette
    legs, wall, thatch = Cut(), Cut(), Cut()
    for k in (-90, -34, 34, 90):
        legs.place(x, y, size).box(k - 6, -70, k + 6, 60)
    legs.place(x, y, size).stroke([(-150, 60), (-96, -60)], 7)
    sheet.lay(legs, palette.ink, lift=0.5)
    wall.place(x, y, size).box(-104, -150, 104, -62).box(-66, -128, -30, -62, hole=True).box(
        22, -128, 70, -90, hole=True
    )
    lit = Cut()
    lit.place(x, y, size).box(-80, -132, 80, -64)
    sheet.lay(lit, palette.glow, lift=0)
    sheet.lay(wall, colour)
    thatch.place(x, y, size).polygon(
        [
            (-150, -136),
            *smooth([(-150, -136), (-96, -190), (-66, -262)]),
            (66, -262),
            *smooth([(66, -262), (96, -190), (150, -136)]),
        ]
    )
    sheet.lay(thatch, mix(palette.accents[2], palette.at("town", 0.8), 0.55))


def _bushes(sheet: Sheet) -> None:
    """Lay hills planted with rows of round bushes."""
    rng, palette = sheet.rng, sheet.palette
    for i in range(7):
        share = i / 6
        y, radius = 640 + share**1.2 * 480, 17 + share * 52
        line = country.ridge(rng, y, 46 * (1 - share * 0.5), waves=3)
        sheet.lay(country.below(line), mix(palette.at("land", 0.12 + share * 0.6), palette.accents[1], 0.12), lift=0.9)
        row, berries, x = Cut(), Cut(), -radius
        while x < WIDTH + radius:
            level = line[min(90, max(0, round((x + 20) / (WIDTH + 40) * 90)))][1]
            size = radius * rng.uniform(0.85, 1.15)
            row.oval(x, level + size * 0.3, size, size * 0.86)
            for _ in range(4 if share > 0.4 else 0):
                angle, reach = rng.uniform(0, 6.3), size * rng.uniform(0, 0.6)
                berries.oval(x + math.cos(angle) * reach, level + size * 0.2 + math.sin(angle) * reach, size * 0.09)
            x += radius * 2.25
        sheet.lay(row, palette.at("land", 0.3 + share * 0.62), lift=0.6)
        sheet.lay(berries, palette.accents[0], lift=0.2, edge=0)
