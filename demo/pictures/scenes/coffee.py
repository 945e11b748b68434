"""The scene “coffee”."""

import math

from .. import country, plants, sky
from ..cut import HEIGHT, WIDTH, Cut, Point, arc, smooth
from ..figures import figure, row_of
from ..palettes import GREEN, Colour, mix
from ..paper import Sheet
from ..poses import REACH, SPEAK
from ..traders import steam
from ..wear import dressed


def coffee(sheet: Sheet) -> None:
    """Draw coffee: a cup and its filter, pickers among the rows, or branches full of cherries."""
    (_cups, _pickers, _branches)[sheet.seed % 3](sheet)


def _branches(sheet: Sheet) -> None:
    sky.sun(sheet, radius=170, rings=4)
    country.hills(sheet, [(820, 110), (900, 90), (1000, 60)], span=(0.02, 0.3))
    for depth in range(3):
        is_left = (depth + sheet.seed // 3) % 2 == 0
        y0, y1 = (900, 560, 1130)[depth], (560, 260, 800)[depth]
        stem = smooth([(-40, y0), (500, (y0 + y1) / 2 + 50), (1050, y1 + 70), (1560 + depth * 60, y1 - 40)], 10)
        stem = stem if is_left else [(WIDTH - x, y) for x, y in stem]
        _coffee_branch(sheet, stem, 0.3 + depth * 0.27, 0.8 + depth * 0.18)


def _coffee_branch(sheet: Sheet, stem: list[Point], share: float, size: float) -> None:
    """Lay a branch: pairs of leaves and clusters of cherries at its nodes."""
    rng, palette = sheet.rng, sheet.palette
    twig = Cut().stroke(stem, 20 * size, 7 * size)
    leaves, back, cherries = Cut(), Cut(), [Cut(), Cut(), Cut()]
    for i in range(2, len(stem) - 1, 4):
        (ax, ay), (x, y) = stem[i - 1], stem[i]
        along = math.degrees(math.atan2(y - ay, x - ax))
        for side in (-1, 1):
            target = leaves if (i // 4 + side) % 3 else back
            plants.leaf(target.place(x, y, size * rng.uniform(0.85, 1.1), along + side * rng.uniform(48, 76)), 270, 96)
        for _ in range(rng.randint(6, 9)):
            spot = (x + rng.gauss(0, 34) * size, y + rng.gauss(6, 26) * size)
            cherries[rng.choice((0, 0, 0, 1, 2))].oval(*spot, 24 * size)
    sheet.lay(back, mix(palette.at("land", share + 0.16), GREEN, 0.66), lift=1)
    sheet.lay(twig, mix(palette.accents[1], palette.ink, 0.6), lift=0.8)
    sheet.lay(leaves, mix(palette.at("land", share), GREEN, 0.7), lift=1.1)
    for cut, colour in zip(cherries, (palette.accents[0], palette.accents[1], palette.at("land", 0.3)), strict=True):
        sheet.lay(cut, mix(colour, palette.ink, 0.06), lift=0.7, shade=0.2, edge=0.5)


def _pickers(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, 2, clear=sun)
    country.hills(sheet, [(560, 110), (640, 80)], span=(0.02, 0.2))
    for row in range(3):
        foot, size = 800 + row * 170, 0.7 + row * 0.22
        for x in row_of(rng, 3 if row < 2 else 2, 80, 1720):
            figure(
                sheet,
                x,
                foot + 20,
                size,
                rng.choice((REACH, SPEAK)),
                dressed(palette, rng, hat="cone", cut="shirt"),
                mirror=rng.random() < 0.5,
            )
        shrubs, berries = Cut(), Cut()
        for x in row_of(rng, 9 - row * 2, -60, WIDTH + 60):
            for _ in range(26):
                px, py = rng.gauss(0, 80) * size, -abs(rng.gauss(0, 96)) * size
                plants.leaf(
                    shrubs.place(
                        x + px, foot + 30 + py, size, rng.choice((rng.uniform(-40, 40), rng.uniform(140, 220)))
                    ),
                    92,
                    36,
                )
                if rng.random() < 0.5:
                    berries.oval(x + px, foot + 30 + py, 10 * size).oval(x + px + 15 * size, foot + 36 + py, 10 * size)
        shrubs.box(-20, foot + 20, WIDTH + 20, HEIGHT + 20)
        sheet.lay(shrubs, mix(palette.at("land", 0.4 + row * 0.24), GREEN, 0.4))
        sheet.lay(berries, palette.accents[0], lift=0.4)


def _cups(sheet: Sheet) -> None:
    """Lay a glass with its drip filter, cups and beans on a table before a window."""
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, rings=5, radius=150, y=rng.uniform(300, 420))
    country.hills(sheet, [(700, 80), (760, 60)], span=(0.05, 0.3))
    frame = Cut().box(-20, -20, WIDTH + 20, 900)
    for k in range(3):
        frame.box(90 + k * 560, 70, 590 + k * 560, 900, 14, hole=True)
    sheet.lay(frame, palette.at("room", 0.62), lift=1.2)
    sheet.lay(Cut().box(-20, 840, WIDTH + 20, HEIGHT + 20), mix(palette.accents[1], palette.at("room", 0.9), 0.6))
    x, side = rng.uniform(600, 1180), rng.choice((-1, 1))
    for i, place in enumerate((x - side * 420, x + side * 400)):
        _cup(sheet, place, 940 + i * 60, 1.25, palette.accents[(3, 0, 1)[(i + sheet.seed) % 3]])
    _filter(sheet, x, 990)
    beans, creases = Cut(), Cut()
    for _ in range(46):
        spot = (rng.uniform(60, 1740), rng.uniform(1040, 1190), rng.uniform(0.9, 1.4), rng.uniform(0, 180))
        beans.place(*spot).oval(0, 0, 24, 16)
        creases.place(*spot).curve([(-20, 3), (0, -3), (20, 2)], 3.4)
    sheet.lay(beans, mix(palette.accents[1], palette.ink, 0.66), lift=0.5, edge=0.5)
    sheet.lay(creases, palette.ink, lift=0)


def _cup(sheet: Sheet, x: float, y: float, size: float, colour: Colour) -> None:
    saucer, cup, drink = Cut(), Cut(), Cut()
    saucer.place(x, y, size).oval(0, 4, 190, 34)
    sheet.lay(saucer, sheet.palette.cream)
    pen = cup.place(x, y, size)
    pen.oval(128, -92, 50, 46).oval(128, -92, 30, 28, hole=True)
    pen.polygon(
        [
            (-120, -150),
            (120, -150),
            *smooth([(120, -150), (106, -60), (56, 0)]),
            *smooth([(-56, 0), (-106, -60), (-120, -150)]),
        ]
    )
    pen.oval(0, -150, 120, 26)
    sheet.lay(cup, colour)
    drink.place(x, y, size).oval(0, -150, 106, 19)
    sheet.lay(drink, mix(sheet.palette.accents[1], sheet.palette.ink, 0.75), lift=0)
    steam(sheet, x, y - 200 * size, size)


def _filter(sheet: Sheet, x: float, y: float) -> None:
    """Lay a glass with a tin drip filter on top."""
    palette = sheet.palette
    glass, brew, milk, tin, lid = Cut(), Cut(), Cut(), Cut(), Cut()
    glass.polygon([(x - 110, y - 300), (x + 110, y - 300), (x + 88, y + 10), (x - 88, y + 10)])
    sheet.lay(glass, mix(palette.cream, palette.at("water", 0.2), 0.25))
    brew.polygon([(x - 98, y - 190), (x + 98, y - 190), (x + 88, y - 60), (x - 88, y - 60)])
    sheet.lay(brew, mix(palette.accents[1], palette.ink, 0.72), lift=0)
    milk.polygon([(x - 88, y - 60), (x + 88, y - 60), (x + 84, y - 2), (x - 84, y - 2)])
    sheet.lay(milk, palette.cream, lift=0)
    sheet.lay(Cut().box(x - 2.5, y - 296, x + 2.5, y - 190), mix(palette.accents[1], palette.ink, 0.72), lift=0)
    tin.box(x - 168, y - 324, x + 168, y - 300, 10).polygon(
        [(x - 104, y - 470), (x + 104, y - 470), (x + 92, y - 320), (x - 92, y - 320)]
    )
    sheet.lay(tin, mix(palette.at("town", 0.3), palette.cream, 0.5))
    lid.polygon([*arc(x, y - 470, 118, 44, 180, 360), (x + 118, y - 462), (x - 118, y - 462)]).oval(x, y - 522, 17)
    sheet.lay(lid, mix(palette.at("town", 0.45), palette.cream, 0.35))
