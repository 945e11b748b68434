"""The lie of the land and the water: skylines, hills, banks, waves."""

import math
from collections.abc import Callable
from random import Random

from .cut import HEIGHT, WIDTH, Cut, Point, smooth
from .palettes import Colour, mix
from .paper import Sheet


def combers(sheet: Sheet, y: float, height: float, colour: Colour) -> None:
    """Lay a band of breaking waves with foam along their curled crests."""
    rng, band, foam = sheet.rng, Cut().box(-30, y, WIDTH + 30, HEIGHT + 40), Cut()
    x = -rng.uniform(50, 400)
    while x < WIDTH + 100:
        wide = height * rng.uniform(2.6, 4)
        crest = (x + wide * 0.62, y - height * rng.uniform(0.8, 1.1))
        back = smooth(
            [(x - wide * 0.3, y + 6), (x + wide * 0.12, y - height * 0.3), (x + wide * 0.42, crest[1] + 8), crest]
        )
        curl = smooth(
            [
                crest,
                (crest[0] + height * 0.36, crest[1] + height * 0.2),
                (crest[0] + height * 0.44, crest[1] + height * 0.5),
            ]
        )
        hollow = smooth(
            [
                (crest[0] + height * 0.26, crest[1] + height * 0.44),
                (crest[0] + height * 0.1, crest[1] + height * 0.6),
                (x + wide * 0.9, y + 8),
            ]
        )
        band.polygon(back + curl + hollow)
        foam.stroke([(px, py) for px, py in back[6:] + curl], 5, 13)
        for px, py in curl[4::5]:
            foam.oval(px, py + 6, rng.uniform(10, 17))
        x += wide
    sheet.lay(band, colour, lift=1.1)
    sheet.lay(foam, mix(sheet.palette.cream, colour, 0.15), lift=0.3, edge=0)


Line = list[Point]


def ridge(rng: Random, y: float, height: float, *, waves: int = 5, sharp: float = 0) -> Line:
    """Return a skyline across the picture: `sharp` 0 rolls like hills, 1 breaks like rock."""
    parts = [(rng.uniform(0.5, 1) * (k + 0.6) * 1.6, rng.uniform(0, 6.3), 1 / (k + 1) ** 0.9) for k in range(waves)]
    total = sum(weight for *_, weight in parts)
    line = []
    for i in range(91):
        x = -20 + i * (WIDTH + 40) / 90
        lift = sum(math.sin(x / WIDTH * 6.283 * f + phase) * weight for f, phase, weight in parts) / total
        jag = (abs((i * 0.37 + lift * 3) % 1 - 0.5) - 0.25) * sharp
        line.append((x, y - height * (lift + jag * 0.8)))
    return line


def below(line: Line, bottom: float = HEIGHT + 30) -> Cut:
    """Return the sheet under a skyline."""
    return Cut().polygon([*line, (line[-1][0], bottom), (line[0][0], bottom)])


def hills(
    sheet: Sheet, lines: list[tuple[float, float]], family: str = "land", span: tuple[float, float] = (0, 1)
) -> None:
    """Lay one band of hills for each (y, height), from far to near over the family's `span`."""
    for i, (y, height) in enumerate(lines):
        share = span[0] + (span[1] - span[0]) * i / max(len(lines) - 1, 1)
        sheet.lay(below(ridge(sheet.rng, y, height)), sheet.palette.at(family, share), lift=0.7 + share * 0.6)


def water(sheet: Sheet, top: float, *, bands: int = 5, span: tuple[float, float] = (0.2, 1), swell: float = 12,
          light: float | None = None, between: Callable[[int, float], None] | None = None) -> None:  # fmt: skip
    """Lay bands of water down to the lower edge, with the sun's reflection under x = `light`.

    `between` is called after each band with its number and the y at which the next band will cover it.
    """
    palette = sheet.palette
    levels = [top + (HEIGHT - top) * (i / max(bands - 1, 1) * 0.82) ** 1.25 for i in range(bands)] + [HEIGHT + 60]
    for i, y in enumerate(levels[:-1]):
        share = i / max(bands - 1, 1)
        colour = palette.at("water", span[0] + (span[1] - span[0]) * share)
        line = ridge(sheet.rng, y, 2 if i == 0 else swell * (0.6 + share), waves=4)
        sheet.lay(below(line), colour, lift=0.5 + share * 0.5, shade=0.08)
        if light is not None and i < bands - 1:
            glitter(
                sheet, light, y + 22, levels[i + 1] - 8, mix(colour, palette.sun, 0.5 - share * 0.3), 70 + 70 * share
            )
        if between:
            between(i, levels[i + 1])


def glitter(sheet: Sheet, x: float, top: float, bottom: float, colour: Colour, width: float) -> None:
    """Print the broken reflection of a light on the water."""
    cut, y = Cut(), top
    while y < bottom:
        half, shift = width * sheet.rng.uniform(0.35, 1), sheet.rng.uniform(-24, 24)
        cut.box(x + shift - half, y, x + shift + half, y + 4 + width / 30, 5)
        y += 16 + width / 7
    sheet.lay(cut, colour, lift=0.2, edge=0, shade=0)


def bank(rng: Random, y: float, size: float = 60) -> Cut:
    """Return a row of bushes or far trees that reaches the lower edge."""
    cut, x = Cut().box(-30, y - 2, WIDTH + 30, HEIGHT + 30), -60.0
    while x < WIDTH + 80:
        width = size * rng.uniform(1.1, 2.3)
        cut.oval(x + width / 2, y, width / 2, width * rng.uniform(0.3, 0.62))
        x += width * 0.8
    return cut
