"""The scene “storm”."""

import math

from .. import boats, country, plants, sky
from ..country import combers
from ..cut import HEIGHT, WIDTH, Cut
from ..figures import row_of
from ..palettes import mix
from ..paper import Sheet


def storm(sheet: Sheet) -> None:
    """Draw a storm: the spiral from above, a boat in it, palms on the shore, or cloud over the sea."""
    (_spiral, _tossed, _shore, _thunderhead)[sheet.seed % 4](sheet)


def _spiral(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(0, 0, WIDTH, HEIGHT), palette.at("water", 0.7), lift=0)
    coast = country.ridge(rng, 0, 90, waves=4)
    land = Cut().polygon([(-40, -40), *[(300 + y * 2.6, x * 0.68) for x, y in coast], (-40, 1260)])
    sheet.lay(land, palette.at("land", 0.55))
    x, y, turn = rng.uniform(900, 1160), rng.uniform(540, 660), rng.uniform(0, 6.28)
    for ring in range(5):
        reach, cut = 620 - ring * 112, Cut()
        for arm in range(3):
            outer, inner = [], []
            for k in range(36):
                angle = turn + ring * 0.4 + arm * 2.094 - k / 35 * 3.9
                radius = reach * (1 - k / 35) ** 0.8 + 44
                swell = 3 + reach * 0.34 * math.sin(math.pi * min(1, k / 32))
                outer.append(
                    (x + math.cos(angle) * (radius + swell * 0.5), y + math.sin(angle) * (radius + swell * 0.5) * 0.9)
                )
                inner.append(
                    (
                        x + math.cos(angle) * max(46, radius - swell * 0.5),
                        y + math.sin(angle) * max(46, radius - swell * 0.5) * 0.9,
                    )
                )
            cut.polygon(outer + inner[::-1])
        cut.oval(x, y, 48, 43, hole=True)
        sheet.lay(cut, mix(palette.at("water", 0.25), palette.cream, 0.15 + ring * 0.19), lift=1.1)


def _tossed(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    _overcast(sheet)
    at = rng.uniform(600, 1200)
    for i in range(5):
        y = 600 + i * 120
        combers(sheet, y, 120 + 34 * i, palette.at("water", 0.25 + 0.18 * i))
        if i == 1:
            boats.trawler(sheet, at, y + 40, 0.95, palette.accents[0], mirror=rng.random() < 0.5)
    sky.rain(sheet, count=240, slant=rng.choice((-0.5, 0.5)))


def _overcast(sheet: Sheet) -> None:
    """Hang rows of heavy cloud from the upper edge, the nearest lowest."""
    rng, palette = sheet.rng, sheet.palette
    for i in range(4):
        cut, level = Cut(), 430 - i * 118
        cut.box(-20, -20, WIDTH + 20, level)
        for x in row_of(rng, 9, -60, WIDTH + 60):
            cut.oval(x, level, rng.uniform(110, 190), rng.uniform(46, 96))
        sheet.lay(cut, mix(palette.at("town", 0.12 + i * 0.22), palette.at("water", 0.5), 0.3), lift=1.1, shade=0.14)


def _shore(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    _overcast(sheet)
    wind = rng.choice((-1, 1)) * rng.uniform(0.75, 1)
    for i in range(3):
        combers(sheet, 720 + i * 80, 90 + 20 * i, palette.at("water", 0.3 + 0.2 * i))
    ground = country.ridge(rng, 1010, 26)
    trunk, crown = Cut(), Cut()
    for x in row_of(rng, 4, 80, 1720):
        plants.palm(trunk, crown, x, 1040, rng, size=rng.uniform(1.1, 1.6), wind=wind)
    sheet.lay(trunk, palette.ink)
    sheet.lay(crown, palette.at("land", 0.35 if palette.is_dark else 0.75))
    x = rng.uniform(500, 1100)
    hut, roof = Cut().box(x, 900, x + 250, 1060).box(x + 150, 940, x + 200, 1060, hole=True), Cut()
    roof.polygon([(x - 30, 908), (x + 40, 820), (x + 210, 820), (x + 280, 908)])
    sheet.lay(Cut().box(x + 130, 930, x + 220, 1060), palette.glow, lift=0)
    sheet.lay(hut, mix(palette.at("town", 0.4), palette.cream, 0.3))
    sheet.lay(roof, mix(palette.accents[0], palette.ink, 0.25))
    sheet.lay(country.below(ground), palette.at("land", 0.95))
    sky.rain(sheet, count=260, slant=-wind * 0.6)


def _thunderhead(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    x = rng.uniform(700, 1100)
    sky.sun(sheet, WIDTH - x + rng.uniform(-100, 100), 200)
    for i in range(6):
        cut, level = Cut().box(-20, 640, WIDTH + 20, 760), 640 - (5 - i) * 62
        for px in row_of(rng, 8, -80, WIDTH + 80):
            rise = max(0.12, 1 - abs(px - x) / (760 - 60 * i)) ** 0.8
            for k in range(4):
                cut.oval(
                    px + rng.uniform(-50, 50), 680 - (680 - level) * rise * k / 3, 118 - k * 16 + rng.uniform(-16, 16)
                )
        white = mix(palette.sky[0], palette.cream, 0.35 if palette.is_dark else 0.75)
        sheet.lay(cut, mix(white, palette.at("town", 0.75), 0.06 + i * 0.14), lift=1.2, shade=0.14)

    def objects(band: int, y: float) -> None:
        if band == 1:
            boats.trawler(
                sheet, WIDTH - x + rng.uniform(-200, 200), y - 12, 0.5, palette.accents[0], mirror=rng.random() < 0.5
            )

    country.water(sheet, 690, span=(0.15, 1), swell=22, between=objects)
    sky.weather(sheet)
