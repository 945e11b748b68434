"""The scene “bridge”."""

import math

from .. import boats, country, plants, sky
from ..buildings import skyline
from ..crossings import stays
from ..cut import WIDTH, Cut, arc
from ..palettes import Colour, mix
from ..paper import Sheet

BRIDGES = ("arches", "stays", "truss", "stays", "stays")


def bridge(sheet: Sheet) -> None:
    """Draw a river crossing: an old truss, a cable-stayed span, or tied arches."""
    rng, palette, kind = sheet.rng, sheet.palette, BRIDGES[sheet.seed % len(BRIDGES)]
    top, deck = rng.uniform(690, 760), rng.uniform(540, 610)
    sun = sky.sun(sheet, rings=rng.choice((0, 0, 4)))
    sky.clouds(sheet, rng.randint(0, 3), clear=sun)
    if rng.random() < 0.5:
        country.hills(sheet, [(top - 120, 110), (top - 50, 70)], span=(0.05, 0.3))
    else:
        towers, _ = skyline(rng, top, 80, 300, 100)
        sheet.lay(towers, palette.at("town", 0.1), lift=0.6)
    sheet.lay(country.bank(rng, top - 4, 50), palette.at("land", 0.4), lift=0.6)
    steel = {
        "truss": palette.accents[0],
        "stays": mix(palette.cream, palette.sun, 0.3),
        "arches": palette.at("town", 0.75),
    }[kind]

    def objects(band: int, y: float) -> None:
        if band == 0:
            {"truss": _truss, "stays": stays, "arches": _arches}[kind](sheet, deck, y + 30, steel)
        if band == 2:
            x = rng.uniform(300, 1500)
            make = rng.choice((boats.sampan, boats.sailboat, boats.sailboat))
            extra = (
                {"wear": boats.rower(sheet, rng), "roof": True}
                if make is boats.sampan
                else {"ribbed": rng.random() < 0.5}
            )
            make(sheet, x, y - 16, rng.uniform(0.85, 1.1), palette.cream, mirror=rng.random() < 0.5, **extra)

    country.water(sheet, top, light=sun[0], between=objects)
    if rng.random() < 0.6:
        is_left = rng.random() < 0.5
        plants.spray(sheet, 0 if is_left else WIDTH, 1210, palette.at("land", 0.85), turn=-45 if is_left else -135)
    else:
        sheet.lay(
            plants.blades(rng, 70, -40, rng.uniform(600, 1840), 230), mix(palette.at("land", 0.9), palette.ink, 0.3)
        )


def _truss(sheet: Sheet, deck: float, foot: float, steel: Colour) -> None:
    """Lay a cantilever truss with peaks over its piers, and a train or the walkers on it."""
    rng, span = sheet.rng, sheet.rng.uniform(420, 560)
    start = -rng.uniform(0, span)
    piers, frame, peak = Cut(), Cut(), rng.uniform(150, 210)
    upper = [(start + i * span / 8, deck - 46 - peak * abs(math.cos(math.pi * i / 8)) ** 2.2) for i in range(50)]
    for i, (x, y) in enumerate(upper):
        frame.stroke([(x, y), (x, deck)], 6)
        if i < 49:
            frame.stroke([(x, y), (upper[i + 1][0], deck)] if (i // 4) % 2 else [(x, deck), upper[i + 1]], 6)
        if i % 8 == 0:
            piers.polygon([(x - 34, deck), (x + 34, deck), (x + 52, foot), (x - 52, foot)]).box(
                x - 48, deck, x + 48, deck + 22
            )
    frame.stroke(upper, 13).box(-20, deck - 6, WIDTH + 20, deck + 20)
    sheet.lay(piers, mix(sheet.palette.at("town", 0.55), sheet.palette.cream, 0.12))
    if rng.random() < 0.6:
        carriages(sheet, rng.uniform(200, 700), deck - 4, sheet.palette.accents[3])
    sheet.lay(frame, steel, lift=0.9)


def carriages(sheet: Sheet, x: float, y: float, colour: Colour, *, count: int = 4) -> None:
    """Lay a short train seen from afar, its wheels at y."""
    cars, bands = Cut(), Cut()
    for i in range(count):
        left = x + i * 206
        cars.box(left, y - 84, left + 198, y - 8, 12)
        bands.box(left + 10, y - 62, left + 188, y - 40, 4)
    sheet.lay(cars, colour, lift=0.5)
    sheet.lay(bands, sheet.palette.glow, lift=0)


def _arches(sheet: Sheet, deck: float, foot: float, steel: Colour) -> None:
    """Lay a row of tied arches on piers."""
    rng, span = sheet.rng, sheet.rng.uniform(480, 760)
    start, rise = -rng.uniform(0, span), rng.uniform(0.3, 0.42)
    frame, piers = Cut(), Cut()
    for i in range(6):
        middle, half = start + span * (i + 0.5), span / 2
        frame.stroke(arc(middle, deck, half, span * rise, 180, 360, 40), 20)
        for k in range(1, 10):
            x = middle - half + k * span / 10
            height = span * rise * math.sqrt(max(0, 1 - ((x - middle) / half) ** 2))
            frame.stroke([(x, deck), (x + (14 if k % 2 else -14), deck - height)], 6)
        piers.polygon(
            [
                (middle - half - 40, deck),
                (middle - half + 40, deck),
                (middle - half + 56, foot),
                (middle - half - 56, foot),
            ]
        )
    frame.box(-20, deck - 8, WIDTH + 20, deck + 24)
    sheet.lay(piers, mix(steel, sheet.palette.ink, 0.3))
    sheet.lay(frame, steel, lift=0.9)
