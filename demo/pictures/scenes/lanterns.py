"""The scene “lanterns”."""

import math

from .. import country, sky
from ..buildings import roof, wires
from ..cut import HEIGHT, WIDTH, Cut, smooth
from ..figures import row_of
from ..palettes import mix
from ..paper import Sheet

LANTERN_SHAPES = ("round", "tall", "onion", "drum", "star")


def lanterns(sheet: Sheet) -> None:
    """Draw silk lanterns: over roofs, over a river with floating lights, or in strings along a street."""
    rng, kind = sheet.rng, sheet.seed % 3
    if rng.random() < 0.6:
        sky.sun(sheet, y=rng.uniform(480, 620), rings=0)
    country.hills(sheet, [(800, 60), (850, 40)], "town", (0.25, 0.45))
    if kind == 1:
        _riverbank(sheet)
    else:
        for depth in range(2):
            _eaves_row(sheet, 1010 + depth * 110, depth)
    if kind == 2:
        _strings(sheet)
    else:
        for x in row_of(rng, rng.randint(6, 8), 40, 1760):
            _lantern(sheet, x, rng.uniform(150, 520), rng.uniform(0.75, 1.5), rng.choice(LANTERN_SHAPES))


def _eaves_row(sheet: Sheet, foot: float, depth: int) -> None:
    rng, palette, x = sheet.rng, sheet.palette, -rng_start(sheet)
    while x < WIDTH:
        wide, tall = rng.uniform(260, 420), rng.uniform(40, 180)
        wall, tiles, panes = Cut().box(x, foot - tall, x + wide, HEIGHT + 30), Cut(), Cut()
        roof(tiles, x + wide / 2, foot - tall + 10, wide * 0.56, 84)
        for k in range(3):
            panes.box(x + wide * (0.14 + k * 0.27), foot - tall + 54, x + wide * (0.3 + k * 0.27), foot - tall + 140, 6)
        colour = mix(palette.at("town", 0.75 + depth * 0.2), palette.accents[2], 0.16 if depth == 0 else 0.06)
        sheet.lay(wall, colour, lift=0.8)
        sheet.lay(panes, mix(palette.glow, colour, rng.choice((0.1, 0.6))), lift=0)
        sheet.lay(tiles, mix(colour, palette.ink, 0.45), lift=0.9)
        x += wide * rng.uniform(1, 1.15)


def rng_start(sheet: Sheet) -> float:
    """Return how far a row begins outside the picture."""
    return sheet.rng.uniform(20, 240)


def _riverbank(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    _eaves_row(sheet, 860, 0)

    def afloat(band: int, y: float) -> None:
        for x in row_of(rng, 5 - band, 0, WIDTH) if band < 3 else ():
            size = 0.5 + band * 0.3
            sheet.glow(x, y - 20, 120 * size, palette.glow, 0.55)
            paper, flame = Cut(), Cut()
            paper.place(x, y - 14, size).polygon(
                [(-60, -40), (-24, -14), (0, -52), (24, -14), (60, -40), (44, 30), (-44, 30)]
            )
            flame.place(x, y - 14, size).polygon(smooth([(0, -84), (13, -56), (0, -40), (-13, -56)], closed=True))
            sheet.lay(flame, palette.glow, lift=0.2)
            sheet.lay(paper, palette.accents[(band + int(x)) % 3], lift=0.6)

    country.water(sheet, 880, bands=4, span=(0.45, 1), between=afloat)


def _strings(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    for i in range(4):
        y0, y1, size = rng.uniform(20, 120) + i * 110, rng.uniform(20, 120) + i * 110, 0.45 + i * 0.16
        sag = rng.uniform(70, 120)
        wires(sheet, [((-30, y0), (WIDTH + 30, y1))], mix(palette.ink, palette.at("town", 0.6), 0.4), sag=sag)
        for x in row_of(rng, 9 - i, 20, WIDTH - 20):
            share = x / WIDTH
            y = y0 + (y1 - y0) * share + sag * (1 - (2 * share - 1) ** 2)
            _lantern(sheet, x, y + 90 * size, size, rng.choice(LANTERN_SHAPES[:4]), has_cord=False)


def _lantern(sheet: Sheet, x: float, y: float, size: float, shape: str, *, has_cord: bool = True) -> None:
    """Lay one lantern centred on (x, y) with its ribs, caps and tassel."""
    rng, palette = sheet.rng, sheet.palette
    colour = rng.choice((*palette.accents[:3], palette.accents[4], palette.accents[0]))
    rx, ry = {"round": (98, 88), "tall": (66, 122), "onion": (96, 92), "drum": (72, 96), "star": (100, 100)}[shape]
    cord, skin, ribs, caps = Cut(), Cut(), Cut(), Cut()
    cord.box(x - 1.8, -20 if has_cord else y - (ry + 60) * size, x + 1.8, y)
    sheet.lay(cord, mix(palette.cream, palette.accents[2], 0.3), lift=0.4, edge=0)
    sheet.glow(x, y, 230 * size, palette.glow, 0.5 if palette.is_dark else 0.25)
    pen, lines = skin.place(x, y, size), ribs.place(x, y, size)
    if shape == "onion":
        pen.blob(
            [
                (0, -ry - 4),
                (54, -ry + 14),
                (rx, -14),
                (62, 54),
                (20, ry),
                (-20, ry),
                (-62, 54),
                (-rx, -14),
                (-54, -ry + 14),
            ]
        )
    elif shape == "drum":
        pen.box(-rx, -ry, rx, ry, 26)
    elif shape == "star":
        pen.polygon(
            [
                (
                    math.sin(k * 0.628) * (rx * 1.1 if k % 2 == 0 else rx * 0.52),
                    -math.cos(k * 0.628) * (ry * 1.1 if k % 2 == 0 else ry * 0.52),
                )
                for k in range(10)
            ]
        )
    else:
        pen.oval(0, 0, rx, ry)
    sheet.lay(skin, colour, lift=1, shade=0.16)
    for k in (-0.78, -0.3, 0.3, 0.78) if shape != "star" else ():
        bow = rx * k
        lines.curve([(bow * 0.3, -ry + 6), (bow * (1.06 if shape != "onion" else 1), -6), (bow * 0.3, ry - 6)], 3.4)
    if shape == "star":
        lines.oval(0, 0, 34)
    sheet.lay(ribs, mix(palette.glow, colour, 0.25), lift=0.15, edge=0)
    top = caps.place(x, y, size)
    top.box(-26, -ry - 16, 26, -ry + 6, 4).box(-26, ry - 6, 26, ry + 14, 4)
    for k in (-12, 0, 12):
        top.stroke([(k, ry + 10), (k * 1.3, ry + 92 - abs(k))], 4, 3)
    sheet.lay(caps, mix(colour, palette.accents[2], 0.55), lift=0.5)
