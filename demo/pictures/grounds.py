"""What belongs to a football ground: stands, lights, grass, flags, kits."""

import math
from random import Random

from .cut import HEIGHT, WIDTH, Cut, smooth
from .palettes import GREEN, Palette, mix
from .paper import Sheet
from .wear import Wear, dressed


def spectators(sheet: Sheet, points: list[tuple[float, float]], size: float) -> None:
    """Print a crowd far away: a dot of colour for everybody."""
    rng, palette = sheet.rng, sheet.palette
    colours = (palette.accents[0], palette.cream, palette.accents[2], palette.accents[3], palette.at("town", 0.2))
    dots = [Cut() for _ in colours]
    for x, y in points:
        dots[rng.choice((0, 0, 0, 1, 1, 2, 3, 4))].oval(x + rng.uniform(-3, 3), y + rng.uniform(-2, 2), size)
    for cut, colour in zip(dots, colours, strict=True):
        sheet.lay(cut, mix(colour, palette.at("town", 0.6), 0.15), lift=0)


def far_stand(sheet: Sheet, top: float, foot: float) -> None:
    """Lay the opposite stand with its roof and its rows of people."""
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(-20, top, WIDTH + 20, foot + 40), palette.at("town", 0.75))
    rows = int((foot - top - 60) // 27)
    spectators(
        sheet,
        [
            (x, top + 72 + r * 27)
            for r in range(rows)
            for x in range(8 + (r % 2) * 11, WIDTH, 22)
            if rng.random() < 0.88
        ],
        8.5,
    )
    aisles = Cut()
    for k in range(9):
        aisles.polygon([(k * 220 + 40, top + 50), (k * 220 + 52, top + 50), (k * 220 + 56, foot), (k * 220 + 36, foot)])
    sheet.lay(aisles, palette.at("town", 0.5), lift=0)
    roof = Cut().polygon([(-20, top - 70), (WIDTH + 20, top - 70), (WIDTH + 20, top + 44), (-20, top + 44)])
    for k in range(13):
        roof.polygon([(k * 150 - 10, top + 44), (k * 150 + 70, top + 44), (k * 150 + 30, top + 62)])
    sheet.lay(roof, mix(palette.at("town", 0.5), palette.cream, 0.3), lift=1.3)
    boards, x = Cut(), -20.0
    sheet.lay(Cut().box(-20, foot - 6, WIDTH + 20, foot + 34), palette.accents[3])
    while x < WIDTH:
        wide = rng.uniform(60, 220)
        boards.box(x, foot + 8, x + wide, foot + 20, 6)
        x += wide + rng.uniform(30, 120)
    sheet.lay(boards, palette.cream, lift=0)


def floodlights(sheet: Sheet, places: tuple[float, ...], top: float, foot: float) -> None:
    palette = sheet.palette
    for x in places:
        mast, lamps = Cut().stroke([(x, foot), (x, top + 60)], 24, 14).box(x - 94, top - 62, x + 94, top + 62, 8), Cut()
        for row in range(3):
            for k in range(5):
                lamps.oval(x - 70 + k * 35, top - 38 + row * 38, 12)
        sheet.lay(mast, palette.at("town", 0.95))
        sheet.glow(x, top, 520 if palette.is_dark else 300, palette.glow, 0.6 if palette.is_dark else 0.2)
        sheet.lay(lamps, palette.glow if palette.is_dark else palette.cream, lift=0.2)


def pitch(sheet: Sheet, top: float, *, slant: float = 0.3) -> None:
    """Lay the grass below y = top in mown stripes."""
    palette = sheet.palette
    green = mix(palette.at("land", 0.45), GREEN, 0.6)
    sheet.lay(Cut().box(-20, top, WIDTH + 20, HEIGHT + 20), green, lift=0.6)
    stripes, drop = Cut(), HEIGHT - top
    for k in range(-6, 14, 2):
        x0, x1 = 900 + (k - 4) * 170, 900 + (k - 3) * 170
        stripes.polygon(
            [
                (x0, top),
                (x1, top),
                (900 + (x1 - 900) * (1 + slant * drop / 300), HEIGHT + 20),
                (900 + (x0 - 900) * (1 + slant * drop / 300), HEIGHT + 20),
            ]
        )
    sheet.lay(stripes, mix(green, palette.at("land", 0.75), 0.25), lift=0)


def scarf(sheet: Sheet, x: float, y: float) -> None:
    """Lay a striped scarf held up over the heads."""
    palette, cloth, bars = sheet.palette, Cut(), Cut()
    cloth.polygon(
        [
            *smooth([(x - 190, y - 30), (x, y + 6), (x + 190, y - 30)]),
            *smooth([(x + 190, y + 24), (x, y + 60), (x - 190, y + 24)]),
        ]
    )
    sheet.lay(cloth, palette.accents[0])
    for k in (-140, -70, 0, 70, 140):
        bars.box(x + k - 14, y - 14 + (20 - abs(k) * 0.2), x + k + 14, y + 34 + (20 - abs(k) * 0.2))
    sheet.lay(bars, palette.cream, lift=0.1)


def flag(sheet: Sheet, x: float, y: float, size: float, colour: tuple[int, int, int], *, mirror: bool = False) -> None:
    """Lay a flag whose pole stands at (x, y)."""
    pole, cloth = Cut(), Cut()
    pole.place(x, y, size, -5, mirror=mirror).stroke([(0, 0), (0, -420)], 8, 5)
    sheet.lay(pole, sheet.palette.ink, lift=0.5)
    top = smooth([(0, -416), (70, -436), (150, -404), (236, -424)])
    foot = smooth([(236, -290), (150, -270), (70, -302), (0, -282)])
    cloth.place(x, y, size, -5, mirror=mirror).polygon(top + foot)
    sheet.lay(cloth, colour)
    if colour != sheet.palette.accents[0]:
        return
    star = Cut()
    pen = star.place(x, y, size, -5, mirror=mirror)
    pen.polygon(
        [
            (
                116 + math.sin(k * 0.628) * (44 if k % 2 == 0 else 18),
                -352 - math.cos(k * 0.628) * (44 if k % 2 == 0 else 18),
            )
            for k in range(10)
        ]
    )
    sheet.lay(star, sheet.palette.accents[2], lift=0.15)


def kits(palette: Palette, rng: Random) -> tuple[Wear, Wear]:
    """Return the two teams' clothes: red, and light or dark blue-green."""
    hats = ("pony", "bun", "pony", "short")
    other = rng.choice((palette.cream, palette.accents[3], palette.accents[2]))
    return (
        dressed(palette, rng, cut="kit", top=palette.accents[0], legs=palette.cream, hat=rng.choice(hats)),
        dressed(palette, rng, cut="kit", top=other, legs=palette.at("town", 0.95), hat=rng.choice(hats)),
    )
