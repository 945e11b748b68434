"""The scene “lake”."""

import math

from .. import boats, country, plants, sky
from ..buildings import pagoda, roof, skyline, turtle_tower
from ..cut import WIDTH, Cut
from ..figures import figure
from ..palettes import Colour, mix
from ..paper import Sheet
from ..poses import SQUAT, STAND
from ..wear import dressed

LAKES = ("tower", "footbridge", "tea", "pagoda", "tower", "footbridge", "boat", "pagoda", "boat", "tower")


def lake(sheet: Sheet) -> None:
    """Draw a town lake: the tower on its island, the red footbridge, a boat among lotus, or a pagoda on the bank."""
    rng, palette, kind = sheet.rng, sheet.palette, LAKES[sheet.seed % len(LAKES)]
    top = rng.uniform(590, 680)
    x = rng.choice((rng.uniform(480, 640), rng.uniform(1120, 1300)))
    sun = sky.sun(sheet, WIDTH - x + rng.uniform(-160, 160), rings=rng.choice((0, 3, 5)))
    if rng.random() < 0.6:
        sky.clouds(sheet, rng.randint(1, 3), clear=sun)
    _far_bank(sheet, top)
    if kind == "pagoda":
        pagoda(
            sheet,
            x,
            top + 20,
            rng.uniform(0.85, 1.05),
            rng.randint(3, 5),
            mix(palette.accents[0], palette.at("land", 0.8), 0.5),
        )
        sheet.lay(country.bank(rng, top - 6, 46), palette.at("land", 0.55))

    def objects(band: int, y: float) -> None:
        if band == 1 and kind == "tower":
            turtle_tower(sheet, x, y - 44, rng.uniform(1, 1.2), mix(palette.accents[0], palette.at("town", 0.9), 0.62))
        if band == 1 and kind == "footbridge":
            _footbridge(sheet, y - 40, mix(palette.accents[0], palette.ink, 0.06), mirror=rng.random() < 0.5)
        if band == 2 and kind in {"boat", "pagoda"}:
            side = WIDTH - x if kind == "pagoda" else x
            size, has_roof = (
                (rng.uniform(0.7, 1), False) if kind == "pagoda" else (rng.uniform(1.1, 1.4), rng.random() < 0.4)
            )
            colour, wear = mix(palette.accents[2], palette.ink, 0.25), boats.rower(sheet, rng)
            boats.sampan(sheet, side, y - 14, size, colour, mirror=rng.random() < 0.5, wear=wear, roof=has_roof)

    country.water(sheet, top, light=sun[0], between=objects)
    _near_bank(sheet, kind)


def _far_bank(sheet: Sheet, top: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    if rng.random() < 0.5:
        country.hills(sheet, [(top - 60, 80), (top - 30, 50)], span=(0, 0.25))
    else:
        towers, lights = skyline(rng, top, 60, 240, 90, windows=0.6)
        sheet.lay(towers, palette.at("town", 0.08), lift=0.6)
        sheet.lay(lights, palette.glow if palette.is_dark else palette.at("town", 0), lift=0)
    sheet.lay(country.bank(rng, top - 8, rng.uniform(40, 80)), palette.at("land", 0.35))


def _near_bank(sheet: Sheet, kind: str) -> None:
    """Lay the foreground: lotus, reeds, willow or broad leaves."""
    rng, palette = sheet.rng, sheet.palette
    leafy, is_left = palette.at("land", 0.8), rng.random() < 0.5
    side = rng.uniform(60, 260) if is_left else rng.uniform(1540, 1740)
    if kind == "tea":
        _tea_stall(sheet, is_left=is_left)
    elif kind in {"footbridge", "boat"} or rng.random() < 0.3:
        plants.lily_pads(sheet, rng.randint(5, 9), 940, palette.at("land", 0.6))
        for i in range(rng.randint(2, 4)):
            plants.lotus(
                sheet,
                rng.uniform(120, 1680),
                rng.uniform(900, 1010),
                rng.uniform(0.8, 1.3),
                palette.accents[(4, 4, 0)[i % 3]],
            )
    elif rng.random() < 0.5:
        sheet.lay(plants.blades(rng, 60, side - 320, side + 320, 430), mix(leafy, palette.ink, 0.5))
    else:
        plants.spray(sheet, 0 if is_left else WIDTH, 1200, leafy, size=1.1, turn=-45 if is_left else -135)
    if kind in {"tower", "pagoda"} or rng.random() < 0.4:
        plants.fronds(
            sheet,
            WIDTH - side,
            palette.at("land", rng.uniform(0.55, 0.8)),
            count=rng.randint(5, 8),
            length=rng.uniform(320, 520),
        )


def _tea_stall(sheet: Sheet, *, is_left: bool) -> None:
    """Lay the paved bank with a tea seller and her customers on low stools."""
    rng, palette = sheet.rng, sheet.palette
    x = 520 if is_left else 1280
    sheet.lay(country.below(country.ridge(rng, 1010, 8)), palette.at("land", 0.75))
    trunk, crown = Cut(), Cut()
    plants.tree(trunk, crown, x - 330 if is_left else x + 330, 1060, rng, 2.3)
    sheet.lay(trunk, mix(palette.at("land", 0.95), palette.accents[0], 0.2))
    sheet.lay(crown, palette.at("land", 0.62))
    for shift, mirror in ((-210, False), (190, True), (380, True)):
        stool = Cut().box(x + shift - 44, 1052, x + shift + 44, 1070, 6)
        stool.polygon([(x + shift - 34, 1068), (x + shift + 34, 1068), (x + shift + 46, 1120), (x + shift - 46, 1120)])
        sheet.lay(stool, palette.accents[3], lift=0.5)
        hat = "cone" if shift < 0 else rng.choice(("short", "bun", "long"))
        figure(sheet, x + shift, 1120, 0.72, SQUAT, dressed(palette, rng, hat=hat, cut="shirt"), mirror=mirror)
    table, pots = Cut().box(x - 110, 1030, x + 90, 1046, 5), Cut()
    table.polygon([(x - 90, 1044), (x + 70, 1044), (x + 62, 1124), (x - 82, 1124)])
    pots.oval(x - 60, 1002, 34, 28).box(x - 66, 966, x - 54, 980, 4).curve(
        [(x - 32, 1000), (x - 8, 990), (x - 2, 974)], 12, 8
    )
    for k in range(3):
        pots.polygon([(x + 6 + k * 28, 1008), (x + 26 + k * 28, 1008), (x + 23 + k * 28, 1031), (x + 9 + k * 28, 1031)])
    sheet.lay(table, mix(palette.accents[1], palette.ink, 0.35))
    sheet.lay(pots, palette.cream, lift=0.5)
    sheet.lay(country.below(country.ridge(rng, 1140, 6)), palette.at("land", 0.95))


def _footbridge(sheet: Sheet, y: float, colour: Colour, *, mirror: bool) -> None:
    """Lay the arched wooden bridge that leads to a temple on an island."""
    rng, palette = sheet.rng, sheet.palette
    island, temple, tiles, bridge = Cut(), Cut(), Cut(), Cut()
    x = 0 if not mirror else WIDTH
    pen = temple.place(x, y, 1, mirror=mirror)
    pen.box(1330, -210, 1650, 20)
    for k in range(5):
        pen.box(1352 + k * 60, -150, 1392 + k * 60, 20, 8, hole=True)
    sheet.lay(Cut().place(x, y, 1, mirror=mirror).box(1340, -160, 1640, 0), palette.glow, lift=0)
    sheet.lay(temple, mix(palette.accents[2], palette.at("town", 0.7), 0.45))
    roof(tiles.place(x, y, 1, mirror=mirror), 1490, -190, 230, 90)
    sheet.lay(tiles, mix(palette.at("town", 0.8), palette.accents[0], 0.3))
    island.place(x, y, 1, mirror=mirror).blob(
        [(1100, 80), (1200, 0), (1400, -20), (1600, -14), (1900, -40), (1900, 160), (1100, 160)]
    )
    trunk, crown = Cut(), Cut()
    for place, size in ((1250, 0.95), (1730, 1.2)):
        plants.tree(trunk.place(x, y, 1, mirror=mirror), crown.place(x, y, 1, mirror=mirror), place, 0, rng, size)
    sheet.lay(trunk, palette.ink)
    sheet.lay(crown, palette.at("land", 0.6))
    sheet.lay(island, palette.at("land", 0.8))
    pen = bridge.place(x, y, 1, mirror=mirror)
    deck = [(-40 + i * 60, 30 - 120 * math.sin(math.pi * i / 22) ** 1.2) for i in range(23)]
    for shift, width in ((0, 18), (-62, 8), (-34, 5)):
        pen.stroke([(px, py + shift) for px, py in deck], width)
    for i, (px, py) in enumerate(deck):
        pen.box(px - 4, py - 74, px + 4, py + 4)
        if i % 3 == 1:
            pen.box(px - 9, py, px + 9, 130)
    sheet.lay(bridge, colour)
    for place in rng.sample(deck[4:19], rng.randint(2, 4)):
        figure(
            sheet,
            place[0] if not mirror else WIDTH - place[0],
            y + place[1] - 6,
            0.3,
            STAND,
            dressed(palette, rng),
            mirror=rng.random() < 0.5,
        )
    rail = Cut().place(x, y, 1, mirror=mirror)
    rail.stroke([(px, py - 34) for px, py in deck], 6).stroke([(px, py) for px, py in deck], 18)
    sheet.lay(rail, colour, lift=0.4)
