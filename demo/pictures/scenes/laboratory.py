"""The scene “laboratory”."""

from .. import plants
from ..cut import HEIGHT, WIDTH, Cut, arc
from ..figures import figure, row_of
from ..palettes import GREEN, Colour, mix
from ..paper import Sheet
from ..poses import HOLD, REACH, SPEAK
from ..rooms import wall, window
from ..sealife import coral_piece, fish
from ..wear import bareheaded

LABORATORIES = ("microscope", "glassware", "tanks", "seedlings", "glassware")


def laboratory(sheet: Sheet) -> None:
    """Draw a laboratory: microscopes, glassware, tanks of coral, or racks of seedlings."""
    rng, palette, kind = sheet.rng, sheet.palette, LABORATORIES[sheet.seed % len(LABORATORIES)]
    wall(sheet, 0.08, 900)
    if kind in {"microscope", "glassware"}:
        is_left = rng.random() < 0.5
        window(sheet, 120 if is_left else 1120, 140, 540, 400, panes=3)
        _shelf(sheet, 1180 if is_left else 260, 330)
    else:
        _racks(sheet, kind)
    white = mix(palette.cream, palette.at("room", 0.2), 0.1)
    for i, x in enumerate(row_of(rng, 2, 160, 1640)):
        wear = bareheaded(palette, rng, top=white, cut="coat", hat=rng.choice(("bun", "short", "pony", "long")))
        figure(
            sheet, x, 1150, 1.45, rng.choice((HOLD, SPEAK, REACH if kind == "seedlings" else HOLD)), wear, mirror=i == 1
        )
    bench = Cut().box(-20, 900, WIDTH + 20, 942)
    sheet.lay(Cut().box(-20, 930, WIDTH + 20, HEIGHT + 20), mix(palette.at("room", 0.75), palette.accents[3], 0.25))
    sheet.lay(bench, mix(palette.cream, palette.at("room", 0.4), 0.35))
    for i, x in enumerate(row_of(rng, 6, 40, 1760)):
        if kind == "microscope" and i in {1, 4}:
            _microscope(sheet, x, 902, 1.15, mirror=i == 4)
        elif kind == "seedlings" and i % 2 == 0:
            _pot(sheet, x, 902, 1)
        else:
            _vessel(sheet, x, 902, rng.uniform(0.85, 1.2), palette.accents[rng.randrange(5)], rng.randrange(4))
    knobs = Cut()
    for k in range(6):
        knobs.box(60 + k * 310, 990, 320 + k * 310, 1240, 8).box(
            66 + k * 310, 996, 314 + k * 310, 1236, 6, hole=True
        ).box(160 + k * 310, 1030, 220 + k * 310, 1042, 5)
    sheet.lay(knobs, mix(palette.at("room", 0.9), palette.cream, 0.2), lift=0.3)


def _shelf(sheet: Sheet, x: float, y: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    for row in range(2):
        for k in range(5):
            _vessel(sheet, x + 40 + k * 66, y + row * 190, 0.5, palette.accents[rng.randrange(5)], rng.randrange(4))
        sheet.lay(Cut().box(x - 10, y + row * 190, x + 360, y + 16 + row * 190), palette.at("room", 0.7), lift=0.7)


def _vessel(sheet: Sheet, x: float, y: float, size: float, colour: Colour, style: int) -> None:
    """Lay a flask, a beaker, a bottle or a rack of tubes that stands at (x, y), with what is in it."""
    palette = sheet.palette
    glass, drink = Cut(), Cut()
    pen, inner = glass.place(x, y, size), drink.place(x, y, size)
    if style == 0:
        pen.polygon([(-20, -190), (20, -190), (20, -116), (84, -12), (72, 0), (-72, 0), (-84, -12), (-20, -116)]).box(
            -27, -198, 27, -184, 4
        )
        inner.polygon([(-44, -70), (44, -70), (76, -12), (66, -6), (-66, -6), (-76, -12)])
    elif style == 1:
        pen.box(-58, -150, 58, 0, 10).polygon([(-58, -150), (-72, -160), (58, -160), (58, -140)])
        inner.box(-50, -96, 50, -6, 8)
    elif style == 2:
        pen.oval(0, -66, 66).box(-18, -196, 18, -110).box(-26, -204, 26, -190, 4)
        inner.polygon(arc(0, -66, 58, 58, 8, 172, 24))
    else:
        for k in (-60, -20, 20, 60):
            pen.box(k - 13, -160, k + 13, -14, 13)
            inner.box(k - 10, -100 + abs(k) * 0.4, k + 10, -17, 10)
    sheet.lay(glass, mix(palette.cream, palette.at("water", 0.15), 0.4), lift=0.6, edge=0.6)
    sheet.lay(drink, colour, lift=0)
    if style == 3:
        rack = Cut().place(x, y, size)
        rack.box(-90, -84, 90, -70, 3).box(-90, -14, 90, 0, 3).box(-90, -84, -80, 0).box(80, -84, 90, 0)
        sheet.lay(rack, mix(palette.accents[1], palette.ink, 0.35), lift=0.5)


def _microscope(sheet: Sheet, x: float, y: float, size: float, *, mirror: bool) -> None:
    palette, body, tube = sheet.palette, Cut(), Cut()
    pen = body.place(x, y, size, mirror=mirror)
    pen.box(-96, -22, 96, 0, 10).polygon(
        arc(-10, -130, 112, 118, -70, 84, 20) + arc(-10, -130, 80, 86, 84, -70, 20)
    ).box(-90, -92, 40, -76, 4)
    sheet.lay(body, palette.at("town", 0.85))
    pen = tube.place(x, y, size, mirror=mirror).place(-18, -180, 1, -24)
    pen.box(-22, -90, 22, 54, 6).box(-14, 50, 14, 90, 3).box(-16, -122, 16, -86, 4)
    sheet.lay(tube, palette.cream, lift=0.8)


def _pot(sheet: Sheet, x: float, y: float, size: float) -> None:
    palette, rng, stem, leaves, pot = sheet.palette, sheet.rng, Cut(), Cut(), Cut()
    stem.place(x, y, size).curve([(0, -60), (6, -150), (0, -230)], 9, 5)
    for k in range(6):
        plants.leaf(
            leaves.place(x, y, size).place(
                2, -110 - k // 2 * 54, 1 - k * 0.07, (-26 if k % 2 else 206) + rng.uniform(-12, 12)
            ),
            120,
            46,
        )
    sheet.lay(stem, palette.at("land", 0.7), lift=0.4)
    sheet.lay(leaves, mix(palette.at("land", 0.45), GREEN, 0.6))
    pot.place(x, y, size).polygon([(-52, -84), (52, -84), (38, 0), (-38, 0)]).box(-60, -96, 60, -76, 4)
    sheet.lay(pot, mix(palette.accents[1], palette.accents[0], 0.4))


def _racks(sheet: Sheet, kind: str) -> None:
    """Lay shelves of seedlings under lamps, or of tanks with coral and fish."""
    rng, palette = sheet.rng, sheet.palette
    for row in range(2):
        y = 420 + row * 330
        strip = Cut().box(80, y - 290, 1720, y - 274)
        sheet.lay(strip, palette.glow, lift=0.2)
        if kind == "seedlings":
            sheet.lay(Cut().box(60, y - 272, 1740, y), mix(palette.at("room", 0.3), palette.accents[4], 0.28), lift=0)
            for x in row_of(rng, 9, 80, 1720):
                _pot(sheet, x, y, rng.uniform(0.66, 0.86))
        else:
            for k in range(3):
                _tank(sheet, 90 + k * 550, y - 262, 510, 260)
        sheet.lay(Cut().box(40, y, 1760, y + 24, 4), palette.at("room", 0.75))


def _tank(sheet: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(x, y, x + wide, y + tall), palette.at("water", 0.22), lift=0)
    for k, place in enumerate(row_of(rng, 4, x + 40, x + wide - 40)):
        coral_piece(sheet, place, y + tall - 6, rng.uniform(0.34, 0.5), palette.accents[(k + int(x)) % 5])
    fish(
        sheet,
        x + wide * rng.uniform(0.25, 0.75),
        y + tall * 0.32,
        0.6,
        palette.accents[rng.choice((1, 2))],
        mirror=rng.random() < 0.5,
    )
    rim = (
        Cut()
        .box(x - 10, y - 10, x + wide + 10, y + tall + 4, 6)
        .box(x + 6, y + 20, x + wide - 6, y + tall - 10, 4, hole=True)
    )
    sheet.lay(rim, palette.at("town", 0.8), lift=0.8)
