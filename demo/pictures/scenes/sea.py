"""The scene “sea”."""

import math

from .. import boats, country, plants, sky
from ..country import combers
from ..cut import WIDTH, Cut, smooth
from ..figures import row_of
from ..palettes import mix
from ..paper import Sheet
from ..sealife import coral_piece, fish


def sea(sheet: Sheet) -> None:
    """Draw the sea: islands and palms, fishing boats, a coral garden, or heavy surf."""
    (_islands, _fishing, _coral, _surf)[sheet.seed % 4](sheet)


def _islands(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    top = rng.uniform(600, 670)
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, rng.randint(2, 4), clear=sun)
    for share, size in ((0.12, 1.3), (0.4, 1)):
        island = Cut()
        for _ in range(2):
            x, wide = rng.uniform(100, 1700), rng.uniform(260, 460) * size
            peaks = [
                (x - wide + i * wide / 3, top - rng.uniform(60, 190) * math.sin(math.pi * (i + 0.4) / 7))
                for i in range(7)
            ]
            island.polygon([(x - wide * 1.2, top + 20), *smooth(peaks), (x + wide * 1.2, top + 20)])
        sheet.lay(island, palette.at("land", share))

    def objects(band: int, y: float) -> None:
        if band == 1:
            boats.trawler(sheet, rng.uniform(500, 1300), y - 14, 0.62, palette.accents[3], mirror=rng.random() < 0.5)

    country.water(sheet, top, span=(0.08, 0.75), light=sun[0], between=objects)
    is_left = rng.random() < 0.5
    x = 0 if is_left else WIDTH
    beach = Cut()
    beach.place(x, 0, 1, mirror=not is_left).polygon([
        *smooth([(-30, 930), (240, 940), (560, 1010), (900, 1110), (1150, 1240)]), (-30, 1240),
    ])  # fmt: skip
    sheet.lay(beach, mix(palette.cream, palette.accents[2], 0.3))
    trunk, crown = Cut(), Cut()
    for place, size in ((170, 1.5), (360, 1.15), (60, 1.1)):
        pen, tip = trunk.place(x, 0, 1, mirror=not is_left), crown.place(x, 0, 1, mirror=not is_left)
        plants.palm(pen, tip, place, 980 + place * 0.1, rng, size=size)
    sheet.lay(trunk, mix(palette.at("land", 1), palette.accents[1], 0.3))
    sheet.lay(crown, palette.at("land", 0.72))


def _fishing(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    top = rng.uniform(500, 600)
    sun = sky.sun(sheet, rings=rng.choice((3, 5)), radius=rng.uniform(120, 180), y=top - rng.uniform(60, 200))
    sky.clouds(sheet, 2, 90, 260, clear=sun)
    fleet = rng.sample((380, 700, 1020, 1360), 3)

    def objects(band: int, y: float) -> None:
        if band < 3:
            x = fleet[band] + rng.uniform(-60, 60)
            colour = (palette.accents[0], palette.accents[3], mix(palette.at("water", 0.7), palette.accents[3], 0.4))[
                (band + sheet.seed) % 3
            ]
            boats.trawler(sheet, x, y - 18, 0.34 + band * 0.4, colour, mirror=(sheet.seed + band) % 3 == 0)

    country.water(sheet, top, span=(0.1, 0.95), swell=20, light=sun[0], between=objects)
    sky.birds(
        sheet, rng.randint(4, 7), rng.uniform(400, 1400), rng.uniform(160, 280), mix(palette.cream, palette.sky[0], 0.1)
    )


def _coral(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    for i in range(5):
        line = country.ridge(rng, -40 + i * 170, 26, waves=3)
        sheet.lay(country.below(line), palette.at("water", 0.1 + i * 0.13), lift=0.6)
    for x in rng.sample((300, 620, 900, 1250, 1500), 2):
        ray = Cut().polygon([(x, -20), (x + 120, -20), (x - 60, 900), (x - 320, 900)])
        sheet.lay(ray, mix(palette.at("water", 0.3), palette.sun, 0.1), lift=0)
    _shoal(sheet, rng.uniform(400, 1300), rng.uniform(240, 460))
    for depth in range(3):
        foot = 1000 + depth * 70
        sheet.lay(country.below(country.ridge(rng, foot, 34)), palette.at("water", 0.72 + depth * 0.14))
        for x in row_of(rng, 7, -40, WIDTH + 40):
            colour = mix(palette.accents[(int(x) + depth) % 5], palette.at("water", 0.6), 0.45 - depth * 0.2)
            coral_piece(sheet, x, foot + 30, rng.uniform(0.6, 1) * (0.7 + depth * 0.35), colour)
    for _ in range(4):
        fish(
            sheet,
            rng.uniform(200, 1600),
            rng.uniform(300, 860),
            rng.uniform(0.9, 1.6),
            palette.accents[rng.choice((1, 2, 0))],
            mirror=rng.random() < 0.5,
        )


def _shoal(sheet: Sheet, x: float, y: float) -> None:
    rng, cut = sheet.rng, Cut()
    for _ in range(22):
        pen = cut.place(x + rng.gauss(0, 190), y + rng.gauss(0, 70), rng.uniform(0.3, 0.5))
        pen.blob([(-56, 0), (0, -24), (62, 0), (0, 24)]).polygon([(-48, 0), (-96, -30), (-96, 30)])
    sheet.lay(cut, mix(sheet.palette.cream, sheet.palette.at("water", 0.3), 0.3), lift=0.5)


def _surf(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, y=rng.uniform(190, 280))
    sky.clouds(sheet, 4, 120, 380, size=1.3, clear=sun)
    for i in range(5):
        share = i / 4
        y = 560 + share * 440
        combers(sheet, y, 90 + 90 * share, palette.at("water", 0.1 + 0.85 * share))
        if i == 1:
            boats.trawler(sheet, rng.uniform(500, 1300), y + 60, 0.7, palette.accents[0], mirror=rng.random() < 0.5)
    sky.birds(sheet, 5, rng.uniform(500, 1300), 260, mix(palette.cream, palette.sky[0], 0.1))
    sky.weather(sheet)
