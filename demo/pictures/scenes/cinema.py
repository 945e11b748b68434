"""The scene “cinema”."""

import math

from .. import country, plants, sky
from ..buildings import skyline
from ..cut import HEIGHT, WIDTH, Cut, path
from ..figures import figure, from_behind, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import HOLD, SPEAK, STAND, WALK
from ..wear import dressed


def cinema(sheet: Sheet) -> None:
    """Draw a cinema: its lit front, a crew at work with a camera, or the dark hall before the screen."""
    (_front, _crew, _hall)[sheet.seed % 3](sheet)


def _hall(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    dark = mix(palette.at("room", 1), palette.ink, 0.5)
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, HEIGHT + 20), dark, lift=0)
    x0, y0, x1, y1 = 300, 130, 1500, 730
    sheet.glow(900, 430, 1000, palette.glow, 0.4)
    sheet.lay(Cut().box(x0, y0, x1, y1), mix(palette.sun, palette.accents[1], 0.28), lift=0)
    disc = (rng.uniform(600, 1200), rng.uniform(330, 430), rng.uniform(70, 110))
    sheet.lay(Cut().oval(*disc), mix(palette.sun, palette.cream, 0.5), lift=0.2)
    for k in range(4):
        line = [
            (max(x0, min(x1, x)), min(y1, y))
            for x, y in country.ridge(rng, 490 + k * 66, 60 - k * 8)
            if x0 - 20 <= x <= x1 + 20
        ]
        sheet.lay(
            Cut().polygon([*line, (x1, y1), (x0, y1)]),
            mix(palette.accents[1], palette.at("water", 0.75), 0.2 + k * 0.26),
            lift=0.3,
        )
    if rng.random() < 0.6:
        figure(
            sheet,
            rng.uniform(620, 1180),
            726,
            0.6,
            rng.choice((WALK, STAND)),
            dressed(palette, rng, hat=rng.choice(("cone", "long"))),
        )
    for side in (-1, 1):
        for k in range(3):
            near, far = 900 + side * (600 + k * 110), 900 + side * (730 + k * 110)
            drape = Cut().polygon([(near, -20), (far, -20), (far + side * 16, 900), (near - side * 10, 900)])
            sheet.lay(drape, mix(palette.accents[0], palette.ink, 0.35 + k * 0.16))
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, 84), mix(palette.accents[0], palette.ink, 0.5))
    for row in range(4):
        y, size = 870 + row * 110, 0.5 + row * 0.2
        tone = mix(palette.accents[0], palette.ink, 0.5 + row * 0.1)
        for x in row_of(rng, 12 - row * 2, -20, WIDTH + 20):
            if rng.random() < 0.8:
                wear = dressed(
                    palette,
                    rng,
                    hat=rng.choice(("short", "long", "bun", "pony")),
                    top=mix(dark, palette.accents[rng.randrange(5)], 0.4),
                )
                from_behind(sheet, x, y + 10, size, wear)
            sheet.lay(Cut().box(x - 86 * size, y - 60 * size, x + 86 * size, y + 140, 40 * size), tone, lift=0.7)


def _front(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, y=rng.uniform(150, 220))
    towers, lights = skyline(rng, 900, 200, 560, 150, windows=0.8)
    sheet.lay(towers, palette.at("town", 0.25))
    sheet.lay(lights, palette.glow if palette.is_dark else palette.at("town", 0.1), lift=0)
    x, stone = rng.uniform(800, 1000), mix(palette.cream, palette.accents[rng.choice((1, 4))], 0.4)
    for k in range(4):
        half = 540 - k * 104
        sheet.lay(
            Cut().box(x - half, 430 - k * 92, x + half, 1050, 12), mix(stone, palette.at("town", 0.7), 0.36 - k * 0.08)
        )
    sign, letters = Cut().box(x - 52, 60, x + 52, 560, 20), Cut()
    for k in range(6):
        letters.box(x - 26, 96 + k * 74, x + 26, 146 + k * 74, 10)
    sheet.glow(x, 330, 420, palette.glow, 0.4)
    sheet.lay(sign, palette.accents[0], lift=1.3)
    sheet.lay(letters, palette.glow, lift=0.2)
    sheet.lay(Cut().box(x - 470, 740, x + 470, 1060), mix(palette.glow, palette.accents[1], 0.2), lift=0)
    for k in range(6):
        sheet.lay(Cut().box(x - 470 + k * 178, 740, x - 420 + k * 178, 1060), palette.accents[0], lift=0.8)
    canopy, bulbs = Cut().polygon([(x - 580, 610), (x + 580, 610), (x + 620, 744), (x - 620, 744)]), Cut()
    for k in range(27):
        bulbs.oval(x - 596 + k * 46, 724, 9).oval(x - 574 + k * 44, 628, 9)
    sheet.lay(canopy, mix(palette.accents[0], palette.ink, 0.1), lift=1.5)
    sheet.lay(Cut().box(x - 520, 648, x + 520, 704, 6), palette.cream, lift=0.2)
    title, left = Cut(), x - 440
    while left < x + 360:
        wide = rng.uniform(60, 170)
        title.box(left, 664, left + wide, 688, 8)
        left += wide + 28
    sheet.lay(title, palette.ink, lift=0)
    sheet.lay(bulbs, palette.glow, lift=0.2)
    sheet.lay(Cut().box(-20, 1050, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.8))
    for place in row_of(rng, 8, 40, 1760):
        figure(
            sheet,
            place,
            1130 + rng.uniform(-10, 40),
            0.82,
            rng.choice((STAND, WALK, HOLD, SPEAK)),
            dressed(palette, rng, hat=rng.choice(("short", "long", "bun", "cap"))),
            mirror=rng.random() < 0.5,
        )
    sky.weather(sheet)


def _crew(sheet: Sheet) -> None:
    """Lay a camera on its tripod, its operator, a boom and two players before hills and water."""
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, 2, clear=sun)
    country.hills(sheet, [(640, 120), (700, 70)], span=(0.05, 0.3))
    country.water(sheet, 760, bands=3, span=(0.2, 0.6), light=sun[0])
    sheet.lay(country.below(country.ridge(rng, 960, 20)), palette.at("land", 0.8))
    mirror = rng.random() < 0.5

    def piece() -> tuple[Cut, Cut]:
        cut = Cut()
        return cut, cut.place(WIDTH if mirror else 0, 0, 1, mirror=mirror)

    def at(x: float) -> float:
        return WIDTH - x if mirror else x

    for k, x in enumerate((1270, 1470)):
        figure(
            sheet,
            at(x),
            1080,
            1.1,
            (SPEAK, STAND)[k],
            dressed(palette, rng, hat=("long", "cone")[k]),
            mirror=(k == 1) != mirror,
        )
    figure(sheet, at(880), 1110, 1.15, HOLD, dressed(palette, rng, hat="cap", cut="shirt"), mirror=mirror)
    boom, pen = piece()
    pen.stroke([(850, 850), (1360, 420)], 9, 6)
    sheet.lay(boom, palette.ink, lift=0.8)
    fur, pen = piece()
    pen.stroke([(1330, 452), (1404, 506)], 44)
    sheet.lay(fur, palette.at("town", 0.75), lift=0.8)
    figure(sheet, at(330), 1150, 1.55, HOLD, dressed(palette, rng, hat="cap", cut="shirt"), mirror=mirror)
    _camera(sheet, mirror=mirror)
    plants.spray(sheet, at(1800), 1220, palette.at("land", 0.95), turn=-45 if mirror else -135)


def _camera(sheet: Sheet, *, mirror: bool) -> None:
    """Lay a film camera with its two reels on a tripod."""
    palette = sheet.palette
    legs, body, reels = Cut(), Cut(), Cut()
    pens = [cut.place(WIDTH if mirror else 0, 0, 1, mirror=mirror) for cut in (legs, body, reels)]
    for foot in (430, 580, 730):
        pens[0].stroke([(580, 780), (foot, 1180)], 16, 11)
    pens[1].box(440, 590, 700, 770, 16).box(420, 630, 446, 700, 6).polygon(path("700,640 800,610 800,750 700,720"))
    pens[1].oval(510, 530, 74).oval(650, 530, 74)
    for x in (510, 650):
        for k in range(5):
            pens[2].oval(x + 42 * math.cos(k * 1.257), 530 + 42 * math.sin(k * 1.257), 15)
        pens[2].oval(x, 530, 10)
    pens[2].box(470, 630, 600, 646, 6).box(470, 664, 560, 680, 6)
    sheet.lay(legs, palette.ink, lift=0.8)
    sheet.lay(body, palette.at("town", 0.95), lift=1.2)
    sheet.lay(reels, palette.accents[2], lift=0.2)
