"""The scene “stadium”."""

import math

from .. import sky
from ..cut import HEIGHT, WIDTH, Cut, Point, arc, smooth
from ..figures import figure, row_of
from ..grounds import far_stand, flag, floodlights, kits, pitch, scarf, spectators
from ..palettes import GREEN, mix
from ..paper import Sheet
from ..poses import CHEER, RUN, STAND, STRETCH, WALK
from ..wear import dressed


def stadium(sheet: Sheet) -> None:
    """Draw a stadium: from a stand, from the street outside, or the bowl from above."""
    (_from_the_stand, _outside, _bowl)[sheet.seed % 3](sheet)


def _from_the_stand(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, y=rng.uniform(130, 210), radius=80)
    sky.clouds(sheet, 3, 90, 220, clear=sun)
    floodlights(sheet, (240, 1560), 190, 520)
    far_stand(sheet, 400, 650)
    pitch(sheet, 680)
    lines = (
        Cut()
        .polygon([(330, 720), (1470, 720), (1700, 1010), (100, 1010)])
        .polygon([(338, 726), (1462, 726), (1688, 1003), (112, 1003)], hole=True)
    )
    lines.box(897, 720, 903, 1008).oval(900, 846, 150, 62).oval(900, 846, 144, 57, hole=True)
    lines.polygon([(286, 780), (420, 780), (366, 920), (170, 920)]).polygon(
        [(286, 785), (411, 785), (358, 914), (176, 914)], hole=True
    )
    lines.polygon([(1514, 780), (1380, 780), (1434, 920), (1630, 920)]).polygon(
        [(1514, 785), (1389, 785), (1442, 914), (1624, 914)], hole=True
    )
    lines.box(897, 785, 903, 905)
    sheet.lay(lines, palette.cream, lift=0)
    teams = kits(palette, rng)
    for i in range(12):
        x, y = rng.uniform(320, 1480), rng.uniform(760, 990)
        figure(
            sheet,
            x,
            y,
            0.16 + (y - 760) / 2400,
            rng.choice((RUN, STAND, RUN, STRETCH)),
            teams[i % 2],
            mirror=rng.random() < 0.5,
        )
    for row in range(2):
        for x in row_of(rng, 7 - row, -20, WIDTH + 20):
            wear = dressed(
                palette,
                rng,
                cut="shirt",
                top=rng.choice((palette.accents[0], palette.accents[0], palette.cream, palette.accents[2])),
                hat=rng.choice(("cap", "short", "long", "pony")),
            )
            figure(
                sheet, x, 1420 + row * 130, 0.95 + row * 0.2, CHEER if rng.random() < 0.6 else STAND, wear, legs=False
            )
    scarf(sheet, rng.uniform(500, 1300), 1040)


def _outside(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)), y=rng.uniform(160, 260))
    sky.clouds(sheet, 3, 100, 260, clear=sun)
    floodlights(sheet, (330, 1470), 230, 700)
    tiers = ((0, 0.3), (1, 0.5), (2, 0.7))
    for k, share in tiers:
        half, top = 800 + k * 50, 430 + k * 130
        rim = Cut().polygon(
            [
                *smooth(
                    [(900 - half, top + 70), (500, top + 14), (900, top), (1300, top + 14), (900 + half, top + 70)]
                ),
                (900 + half - 60, 1010),
                (960 - half, 1010),
            ]
        )
        sheet.lay(rim, mix(palette.at("town", share), palette.cream, 0.3 - k * 0.08), lift=1.3)
        ribs = Cut()
        for i in range(25):
            x = 900 + (i - 12) * (half / 12.6)
            ribs.polygon(
                [(x - 5, top + 40 + abs(i - 12) * 3), (x + 5, top + 40 + abs(i - 12) * 3), (x + 4, 1010), (x - 4, 1010)]
            )
        sheet.lay(ribs, palette.at("town", min(1, share + 0.2)), lift=0.2, edge=0)
    gates = Cut()
    for k in range(9):
        gates.polygon([*arc(180 + k * 180, 920, 44, 50, 180, 360, 16), (224 + k * 180, 1012), (136 + k * 180, 1012)])
    sheet.lay(gates, palette.glow, lift=0)
    sheet.lay(Cut().box(-20, 1004, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.8))
    for x in row_of(rng, 11, 0, WIDTH):
        wear = dressed(
            palette, rng, top=rng.choice((palette.accents[0], palette.accents[0], palette.cream)), cut="shirt"
        )
        figure(
            sheet,
            x,
            1100 + rng.uniform(-10, 70),
            0.74,
            rng.choice((WALK, WALK, CHEER, STAND)),
            wear,
            mirror=rng.random() < 0.3,
        )
    for x in rng.sample((250, 600, 1000, 1350), 2):
        flag(sheet, x, 1120, 1, palette.accents[0])
    sky.weather(sheet)


def _bowl(sheet: Sheet) -> None:
    """Lay the stadium from above: ring on ring of stands round the pitch, among trees."""
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, HEIGHT + 20), palette.at("land", 0.5), lift=0)
    for _ in range(70):
        x, y = rng.uniform(-20, WIDTH + 20), rng.uniform(-20, HEIGHT + 20)
        if ((x - 900) / 840) ** 2 + ((y - 600) / 590) ** 2 > 1:
            sheet.lay(Cut().oval(x, y, rng.uniform(30, 62)), palette.at("land", rng.uniform(0.55, 0.8)))
    turn = rng.uniform(-9, 9)
    for k in range(6):
        rx, ry, stand, seats = 800 - k * 66, 552 - k * 60, Cut(), Cut()
        stand.place(900, 600, 1, turn).polygon(_oblong(rx, ry, 120))
        colour = mix(palette.at("town", 0.1 + 0.14 * k), palette.cream, 0.4 if k == 0 else 0)
        sheet.lay(stand, colour, lift=1 if k > 1 else 1.6)
        if 0 < k < 5:
            rows = [_oblong(rx * reach, ry * reach, 190 - k * 20) for reach in (0.955, 0.925)]
            seats.place(900, 600, 1, turn).polygon(rows[0] + rows[1])
            spectators(sheet, seats.polygons[0][0], 6)
    _pitch_from_above(sheet, turn)
    for y in (rng.uniform(80, 200), rng.uniform(1040, 1180), rng.uniform(1040, 1180)):
        sheet.lay(sky.cloud(rng, rng.uniform(100, 1700), y, rng.uniform(0.7, 1)), palette.cream, lift=2)


def _oblong(rx: float, ry: float, count: int) -> list[Point]:
    """Return points on an oval with flattened sides."""
    angles = (i / count * math.tau for i in range(count))
    return [(_flattened(math.cos(a)) * rx, _flattened(math.sin(a)) * ry) for a in angles]


def _flattened(share: float) -> float:
    return math.copysign(abs(share) ** 0.7, share)


def _pitch_from_above(sheet: Sheet, turn: float) -> None:
    palette = sheet.palette
    grass, stripes, lines = Cut(), Cut(), Cut()
    grass.place(900, 600, 1, turn).box(-400, -214, 400, 214, 10)
    green = mix(palette.at("land", 0.35), GREEN, 0.6)
    sheet.lay(grass, green, lift=0.3)
    for k in range(5):
        stripes.place(900, 600, 1, turn).box(-400 + k * 160, -214, -320 + k * 160, 214)
    sheet.lay(stripes, mix(green, palette.at("land", 0.8), 0.25), lift=0)
    pen = lines.place(900, 600, 1, turn)
    for x0, y0, x1, y1 in ((-380, -196, 380, 196), (-380, -100, -260, 100), (260, -100, 380, 100)):
        pen.box(x0, y0, x1, y0 + 5).box(x0, y1 - 5, x1, y1).box(x0, y0, x0 + 5, y1).box(x1 - 5, y0, x1, y1)
    pen.stroke(arc(0, 0, 66, 66, 0, 360, 48), 5).box(-2.5, -196, 2.5, 196)
    sheet.lay(lines, palette.cream, lift=0)
