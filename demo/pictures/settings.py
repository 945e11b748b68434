"""The places that stand behind a sitter."""

import math

from . import country, plants, sky
from .buildings import skyline
from .cut import HEIGHT, WIDTH, Cut, smooth
from .figures import row_of
from .grounds import far_stand, floodlights, pitch
from .palettes import GREEN, mix
from .paper import Sheet
from .rooms import books, painting, wall, window


def _lake(sheet: Sheet) -> None:
    sun = sky.sun(sheet, rings=4)
    sheet.lay(country.bank(sheet.rng, 640, 70), sheet.palette.at("land", 0.35))
    country.water(sheet, 700, light=sun[0])
    plants.fronds(sheet, sheet.rng.choice((160, 1640)), sheet.palette.at("land", 0.6))


def _cables(sheet: Sheet) -> None:
    """Lay the pylon of a cable-stayed bridge and its stays."""
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, rings=rng.choice((0, 3)))
    country.hills(sheet, [(820, 80), (880, 50)], span=(0.05, 0.25))
    x, stays = rng.choice((330, 1470)), Cut()
    for k in range(1, 13):
        for side in (-1, 1):
            stays.stroke([(x, 90 + (12 - k) * 22), (x + side * k * 128, 900)], 5)
    sheet.lay(stays, mix(palette.cream, palette.accents[0], 0.12), lift=0.6, edge=0)
    pylon = (
        Cut()
        .stroke([(x - 90, 1220), (x - 14, 40)], 64, 34)
        .stroke([(x + 90, 1220), (x + 14, 40)], 64, 34)
        .box(x - 70, 560, x + 70, 594)
    )
    sheet.lay(pylon, mix(palette.cream, palette.sun, 0.3))
    sheet.lay(Cut().box(-20, 890, WIDTH + 20, 940), palette.accents[0])
    country.water(sheet, 1010, bands=3)


def _truss(sheet: Sheet) -> None:
    """Lay the great triangles of an old iron bridge."""
    palette = sheet.palette
    sky.sun(sheet, radius=130)
    country.hills(sheet, [(860, 60)], span=(0.15, 0.2))
    for depth, share in ((0, 0.4), (1, 0.0)):
        frame, rivets, y0, y1 = Cut(), Cut(), 210 + depth * 90, 880 + depth * 100
        for k in range(-1, 7):
            x = k * 330 + depth * 120
            frame.stroke([(x, y0), (x, y1)], 26).stroke([(x, y0), (x + 330, y1)], 20).stroke(
                [(x + 330, y0), (x, y1)], 20
            )
            for j in range(5):
                rivets.oval(x, y0 + 20 + j * (y1 - y0 - 40) / 4, 7)
        frame.box(-20, y0 - 26, WIDTH + 20, y0 + 22).box(-20, y1 - 22, WIDTH + 20, y1 + 30)
        for k in range(46):
            rivets.oval(k * 40, y0 - 2, 6).oval(k * 40, y1 + 4, 6)
        colour = mix(palette.accents[0], palette.at("town", 0.4), share + 0.1)
        sheet.lay(frame, colour)
        sheet.lay(rivets, mix(colour, palette.cream, 0.3), lift=0.2)
    sheet.lay(Cut().box(-20, 1000, WIDTH + 20, HEIGHT + 20), mix(palette.at("town", 0.9), palette.accents[0], 0.1))


def _columns(sheet: Sheet) -> None:
    """Lay tall drapes between columns."""
    palette = sheet.palette
    wall(sheet, 0.3, 1100)
    for k in range(7):
        x, drape = k * 300 - 90, Cut()
        drape.polygon(
            [
                (x + 90, -20),
                (x + 290, -20),
                *smooth([(x + 290, -20), (x + 270, 560), (x + 300, 1110)]),
                *smooth([(x + 80, 1110), (x + 106, 560), (x + 90, -20)]),
            ]
        )
        sheet.lay(drape, mix(palette.accents[0], palette.ink, 0.3 if k % 2 else 0.2))
        column = Cut().box(x, -20, x + 84, 1110).box(x - 16, 40, x + 100, 76, 6).box(x - 16, 1060, x + 100, 1120, 6)
        for flute in (20, 42, 64):
            column.box(x + flute - 3, 100, x + flute + 3, 1040, 3, hole=True)
        sheet.lay(column, mix(palette.cream, palette.at("room", 0.3), 0.35), lift=1.2)


def _leaves(sheet: Sheet) -> None:
    """Lay the leaves and cherries of coffee trees, deep on either side."""
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, 900, 420, radius=230, rings=5)
    for depth in range(4):
        cut, fruit = Cut(), Cut()
        for _ in range(26):
            side = rng.choice((-1, 1))
            x, y = 900 + side * rng.uniform(360 + depth * 90, 940), rng.uniform(-40, HEIGHT + 40)
            plants.leaf(
                cut.place(x, y, rng.uniform(0.8, 1.2), rng.uniform(-70, 70) + (180 if side < 0 else 0)), 240, 92
            )
            if rng.random() < 0.4:
                for k in range(4):
                    fruit.oval(x + k % 2 * 34, y + k // 2 * 30, 20)
        sheet.lay(cut, mix(palette.at("land", 0.25 + depth * 0.2), GREEN, 0.4))
        sheet.lay(fruit, palette.accents[0], lift=0.6)


def _books(sheet: Sheet) -> None:
    wall(sheet, 0.55, 1190)
    for row in range(6):
        books(sheet, -10, WIDTH + 10, 190 + row * 200, 166)
        sheet.lay(
            Cut().box(-20, 190 + row * 200, WIDTH + 20, 214 + row * 200),
            mix(sheet.palette.accents[1], sheet.palette.at("room", 0.85), 0.6),
        )


def _floodlights(sheet: Sheet) -> None:
    if not sheet.palette.is_dark:
        sky.clouds(sheet, 2, 100, 200)
    floodlights(sheet, (280, 1520), 240, 620)
    far_stand(sheet, 460, 860)
    pitch(sheet, 890)


def _pitch(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet)
    sky.clouds(sheet, 3, 120, 330, clear=sun)
    sheet.lay(country.bank(rng, 640, 110), palette.at("land", 0.35))
    sheet.lay(country.bank(rng, 700, 80), palette.at("land", 0.55))
    pitch(sheet, 740)
    goal, net = Cut().stroke([(1180, 900), (1180, 520), (1720, 520), (1720, 900)], 18), Cut()
    for k in range(14):
        net.stroke([(1180 + k * 41, 524), (1190 + k * 40, 890)], 2.4).stroke(
            [(1184, 530 + k * 28), (1716, 530 + k * 28)], 2.4
        )
    sheet.lay(net, mix(palette.cream, palette.at("land", 0.4), 0.2), lift=0.3, edge=0)
    sheet.lay(goal, palette.cream)


def _town(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, rings=rng.choice((0, 4)))
    for i in range(4):
        towers, lights = skyline(rng, 800 + i * 120, 260, 560 - i * 60, 130 + 20 * i, windows=0.8)
        sheet.lay(towers, palette.at("town", 0.05 + 0.2 * i))
        sheet.lay(lights, palette.glow if palette.is_dark else palette.at("town", max(0, 0.2 * i - 0.12)), lift=0)
    sheet.lay(country.bank(rng, 1110, 120), palette.at("land", 0.7))


def _canvases(sheet: Sheet) -> None:
    rng = sheet.rng
    wall(sheet, rng.choice((0.1, 0.4)), 1120)
    for i, x in enumerate((90, 500, 960, 1380)):
        tall = rng.uniform(340, 560)
        painting(sheet, x, rng.uniform(130, 220), rng.uniform(300, 360), tall, sheet.seed + i)
    for i, x in enumerate((-60, 1240)):
        painting(sheet, x, 800 + i * 30, 520, 380, sheet.seed + i + 4)


def _hills(sheet: Sheet) -> None:
    sun = sky.sun(sheet, rings=sheet.rng.choice((0, 5)))
    sky.clouds(sheet, 2, clear=sun)
    country.hills(sheet, [(520, 140), (640, 110), (760, 90), (890, 80), (1030, 60)], span=(0, 0.75))


def _window(sheet: Sheet) -> None:
    wall(sheet, 0.2, 1130)
    for x in row_of(sheet.rng, 2, 60, 1740):
        window(sheet, x - 330, 130, 660, 720, panes=3, arched=math.sin(x) > 0)


SETTINGS = {
    "lake": _lake, "cables": _cables, "truss": _truss, "columns": _columns, "leaves": _leaves, "books": _books,
    "floodlights": _floodlights, "pitch": _pitch, "town": _town, "canvases": _canvases, "hills": _hills,
    "window": _window,
}  # fmt: skip
