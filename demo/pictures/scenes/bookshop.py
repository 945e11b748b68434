"""The scene “bookshop”."""

from random import Random

from .. import plants, sky
from ..buildings import street_lamp
from ..cut import HEIGHT, WIDTH, Cut, arc
from ..cycles import bicycle
from ..figures import figure, row_of
from ..palettes import Colour, mix
from ..paper import Sheet
from ..poses import HOLD, REACH, STAND, WALK
from ..rooms import books, hanging_lamp, wall
from ..wear import bareheaded, dressed


def bookshop(sheet: Sheet) -> None:
    """Draw a bookshop: its shelves and readers, or its lit window seen from the street."""
    (_shelves, _shopfront)[sheet.seed % 2](sheet)


def _shelves(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    wall(sheet, 0.55, 1000)
    wood = mix(palette.accents[1], palette.at("room", 0.85), 0.6)
    rows = 5
    for row in range(rows):
        books(sheet, 40, WIDTH - 40, 196 + row * 178, 150)
        sheet.lay(Cut().box(-20, 196 + row * 178, WIDTH + 20, 214 + row * 178), wood, lift=0.6)
    for x in (-10, 586, 1186, WIDTH - 12):
        sheet.lay(Cut().box(x, -20, x + 26, 1010), mix(wood, palette.ink, 0.15))
    for x in row_of(rng, 3, 100, 1700):
        hanging_lamp(sheet, x, rng.uniform(190, 290), 0.9, palette.accents[rng.choice((0, 2, 3))])
    if rng.random() < 0.7:
        x, ladder = rng.uniform(300, 1400), Cut()
        for shift in (0, 110):
            ladder.stroke([(x + shift, 130), (x + shift + 90, 1060)], 14)
        for k in range(8):
            ladder.box(x + 14 + k * 11, 220 + k * 112, x + 128 + k * 11, 232 + k * 112)
        sheet.lay(ladder, mix(palette.accents[2], palette.ink, 0.3))
    for i, x in enumerate(row_of(rng, 3, 80, 1720)):
        figure(
            sheet,
            x,
            1130,
            1.3,
            (REACH, HOLD, STAND)[(i + sheet.seed // 2) % 3],
            bareheaded(palette, rng),
            mirror=rng.random() < 0.5,
        )
    _stacks(sheet, rng, 1080)


def _stacks(sheet: Sheet, rng: Random, y: float) -> None:
    palette = sheet.palette
    for x in row_of(rng, 9, -20, WIDTH + 20):
        for k in range(rng.randint(1, 4)):
            half = rng.uniform(60, 90)
            sheet.lay(
                Cut().box(x - half, y - 26 - k * 28, x + half, y - k * 28, 4),
                palette.accents[rng.randrange(5)],
                lift=0.4,
            )
    sheet.lay(Cut().box(-20, y, WIDTH + 20, HEIGHT + 20), mix(palette.accents[1], palette.at("room", 0.95), 0.55))


def _shopfront(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    plaster = mix(palette.cream, palette.accents[rng.choice((1, 2, 4))], 0.42)
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, HEIGHT), palette.at("town", 0.6) if palette.is_dark else plaster, lift=0)
    front, left = palette.accents[rng.choice((3, 0))], rng.uniform(180, 320)
    right = left + 1240
    sheet.lay(Cut().box(left, 360, right, 1000), mix(palette.glow, palette.accents[1], 0.12), lift=0)
    for row in range(3):
        books(sheet, left + 20, left + 800, 520 + row * 150, 116)
        sheet.lay(
            Cut().box(left, 520 + row * 150, left + 830, 532 + row * 150),
            mix(palette.accents[1], palette.ink, 0.4),
            lift=0.4,
        )
    figure(sheet, right - 200, 1010, 1.25, HOLD, bareheaded(palette, rng, hat="bun"), mirror=True)
    for x in (left + 240, left + 620, right - 210):
        hanging_lamp(sheet, x, 440, 0.5, palette.accents[0], ceiling=340)
    _shop_frame(sheet, left, right, front)
    sheet.lay(Cut().box(-20, 1050, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.7))
    street_lamp(sheet, left - 130, 1090, 560)
    rider = dressed(palette, rng, hat=rng.choice(("cone", "long")), cut="shirt")
    has_flowers = rng.random() < 0.5
    bicycle(sheet, right - 620, 1170, 0.95, rider, mirror=rng.random() < 0.5, has_flowers=has_flowers)
    figure(sheet, left + 60, 1160, 1.05, WALK, dressed(palette, rng), mirror=rng.random() < 0.5)
    plants.fronds(sheet, rng.choice((160, 1660)), palette.at("land", 0.6), count=5, length=330)
    sky.weather(sheet)


def _shop_frame(sheet: Sheet, left: float, right: float, front: Colour) -> None:
    """Lay the joinery round two windows and an arched door, with the sign over them."""
    rng, palette = sheet.rng, sheet.palette
    frame = Cut().box(left - 60, 230, right + 60, 1050)
    frame.box(left, 370, left + 390, 930, 6, hole=True).box(left + 420, 370, left + 820, 930, 6, hole=True)
    frame.polygon([*arc(right - 200, 560, 150, 190, 180, 360, 30), (right - 50, 1060), (right - 350, 1060)], hole=True)
    sheet.lay(frame, front, lift=1.2)
    sign, words, x = Cut().box(left + 40, 254, right - 40, 336, 12), Cut(), left + 330
    for _ in range(3):
        wide = rng.uniform(90, 230)
        words.box(x, 286, x + wide, 304, 9)
        x += wide + 34
    sheet.lay(sign, palette.cream, lift=0.5)
    sheet.lay(words, front, lift=0)
    for k in range(3):
        panel = Cut().box(left + 20 + k * 270, 960, left + 260 + k * 270, 1030, 6)
        sheet.lay(panel, mix(front, palette.ink, 0.25), lift=0.2)
