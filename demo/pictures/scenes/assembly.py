"""The scene “assembly”."""

import math

from .. import country, plants
from ..cut import HEIGHT, WIDTH, Cut, arc, smooth
from ..figures import figure, from_behind, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import SIT, SPEAK, STAND
from ..wear import bareheaded, dressed


def assembly(sheet: Sheet) -> None:
    """Draw a chamber: rows of delegates before the rostrum, the lectern close by, or the half-circle from above."""
    (_rows, _lectern, _hemicycle)[sheet.seed % 3](sheet)


def _curtain(sheet: Sheet, foot: float) -> None:
    """Lay a wall of hanging folds with a round sign in its middle."""
    rng, palette = sheet.rng, sheet.palette
    red = mix(palette.accents[0], palette.ink, 0.28)
    for k in range(19):
        x = -20 + k * 100
        left, right = (
            [(x - 6, foot), (x + 8, foot / 2), (x, -20)],
            [(x + 130, -20), (x + 122, foot / 2), (x + 130, foot)],
        )
        fold = Cut().polygon(smooth(right) + smooth(left))
        sheet.lay(fold, mix(red, palette.ink, 0.16 if k % 2 else 0), lift=0.5, edge=0)
    x, y, radius = 900, 250, rng.uniform(112, 136)
    sheet.glow(x, y, radius * 3.4, palette.glow, 0.3)
    sheet.lay(Cut().oval(x, y, radius), mix(palette.accents[2], palette.cream, 0.12))
    petals = Cut()
    for k in range(7):
        plants.leaf(petals.place(x, y + radius * 0.36, radius / 150, -150 + k * 20), 126, 44)
    sheet.lay(petals, red, lift=0.5)


def _rows(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    _curtain(sheet, 640)
    sheet.lay(Cut().box(-20, 620, WIDTH + 20, HEIGHT), mix(palette.at("room", 0.7), palette.accents[1], 0.3))
    wood = mix(palette.accents[1], palette.ink, 0.5)
    for x in row_of(rng, 5, 420, 1380):
        wear = bareheaded(palette, rng, cut="shirt", top=rng.choice((palette.at("town", 0.85), palette.cream)))
        figure(sheet, x, 710, 0.66, SIT, wear, mirror=x > 900)
    sheet.lay(Cut().box(330, 600, 1470, 760, 8).box(310, 588, 1490, 612, 6), wood)
    place = rng.choice((260, 1540, 900))
    figure(sheet, place, 830, 0.78, SPEAK, bareheaded(palette, rng, cut="dress"), mirror=place > 900)
    desk = (
        Cut()
        .polygon([(place - 76, 640), (place + 76, 640), (place + 60, 830), (place - 60, 830)])
        .box(place - 92, 624, place + 92, 646, 5)
    )
    sheet.lay(desk, mix(wood, palette.accents[2], 0.22))
    for row in range(4):
        size, y = 0.4 + row * 0.17, 850 + row * 104
        bend = [(x, y + 40 - 46 * math.cos((x - 900) / 900)) for x in range(-60, WIDTH + 61, 60)]
        for x in row_of(rng, 13 - row * 2, -10, WIDTH + 10):
            level = y + 40 - 46 * math.cos((x - 900) / 900)
            top = rng.choice(
                (
                    palette.at("town", 0.85),
                    palette.at("town", 0.6),
                    palette.cream,
                    palette.accents[3],
                    palette.accents[0],
                )
            )
            hat = rng.choice(("short", "short", "bun", "long"))
            from_behind(
                sheet,
                x,
                level + 6,
                size,
                dressed(palette, rng, top=top, hat=hat),
                raises=1 if rng.random() < 0.06 else 0,
            )
        sheet.lay(country.below(bend), mix(wood, palette.ink, 0.1 * row))


def _lectern(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    _curtain(sheet, 1210)
    wood, x = mix(palette.accents[1], palette.ink, 0.45), rng.choice((620, 1180))
    side = 1 if x < 900 else -1
    for row in range(3):
        y = 800 + row * 120
        for place in row_of(rng, 7, 0, WIDTH):
            if abs(place - x) > 330:
                figure(
                    sheet,
                    place,
                    y + 200,
                    0.72 + row * 0.13,
                    SIT,
                    bareheaded(palette, rng, cut="shirt"),
                    mirror=place > x,
                )
        sheet.lay(Cut().box(-20, y + 60, WIDTH + 20, y + 240), mix(palette.at("room", 0.8), wood, 0.5 + row * 0.15))
    figure(
        sheet,
        x - 30 * side,
        1290,
        1.95,
        SPEAK,
        bareheaded(palette, rng, cut="dress", hat=rng.choice(("bun", "long", "short"))),
        mirror=side < 0,
    )
    desk, mics, panel = Cut(), Cut(), Cut()
    pen = desk.place(x + 130 * side, 0, 1, mirror=side < 0)
    pen.polygon([(-190, 830), (200, 800), (200, 846), (160, 860), (130, 1240), (-130, 1240), (-150, 880), (-190, 874)])
    sheet.lay(desk, wood, lift=1.4)
    panel.place(x + 130 * side, 0, 1, mirror=side < 0).polygon([(-104, 920), (112, 906), (92, 1180), (-92, 1180)])
    sheet.lay(panel, mix(wood, palette.accents[2], 0.22), lift=0.3)
    sheet.lay(Cut().oval(x + 132 * side, 1036, 54), mix(palette.accents[2], palette.cream, 0.1), lift=0.4)
    for k in (0, 46):
        mics.place(x + 130 * side, 0, 1, mirror=side < 0).curve(
            [(20 + k, 826), (-10 + k, 740), (-50 + k, 690)], 8, 6
        ).oval(-56 + k, 682, 19)
    sheet.lay(mics, palette.ink, lift=0.8)
    papers = Cut()
    papers.place(x + 130 * side, 0, 1, mirror=side < 0).polygon([(-120, 812), (90, 796), (120, 812), (-100, 830)])
    sheet.lay(papers, palette.cream, lift=0.4)


def _hemicycle(sheet: Sheet) -> None:
    """Lay the half-circle of seats as seen from the gallery."""
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, HEIGHT + 20), palette.at("room", 0.25), lift=0)
    x, y = 900, 330
    for ring in range(6):
        rx, ry = 1060 - ring * 142, 900 - ring * 128
        step = Cut().polygon([*arc(x, y, rx, ry, 0, 180, 60), (x - rx, y - 100), (x + rx, y - 100)])
        sheet.lay(step, palette.at("room", 0.92 - ring * 0.12), lift=1.2)
        if ring == 5:
            break
        desk = Cut().stroke(arc(x, y, rx - 104, ry - 90, 8, 172, 40), 26)
        sheet.lay(desk, mix(palette.accents[1], palette.ink, 0.4), lift=0.6)
        count = 19 - ring * 2
        for k in range(count):
            angle = math.radians(10 + 160 * (k + 0.5) / count)
            px, py = x + (rx - 62) * math.cos(angle), y + (ry - 50) * math.sin(angle)
            wear = bareheaded(palette, rng)
            body, head = Cut().oval(px, py + 4, 30, 20), Cut().oval(px, py - 14, 16, 18)
            sheet.lay(body, wear.top, lift=0.4)
            sheet.lay(head, wear.hair, lift=0.4)
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, 250), palette.at("room", 0.6))
    for k in range(10):
        sheet.lay(
            Cut().box(20 + k * 190, -20, 70 + k * 190, 250), mix(palette.at("room", 0.5), palette.cream, 0.3), lift=0.8
        )
    sheet.lay(Cut().box(560, 210, 1240, 330, 10), mix(palette.accents[1], palette.ink, 0.45))
    for place in row_of(rng, 4, 600, 1200):
        figure(sheet, place, 400, 0.42, STAND, bareheaded(palette, rng), mirror=place > 900)
    sheet.lay(Cut().box(540, 300, 1260, 356, 10), mix(palette.accents[1], palette.ink, 0.35))
    figure(sheet, 900, 530, 0.48, SPEAK, bareheaded(palette, rng, cut="dress"))
    sheet.lay(Cut().box(866, 442, 966, 540, 8), mix(palette.accents[2], palette.ink, 0.35))
