"""The scene “reeds”."""

from .. import boats, country, plants, sky
from ..cut import WIDTH, Cut
from ..palettes import mix
from ..paper import Sheet
from ..plants import cattails


def reeds(sheet: Sheet) -> None:
    """Draw a reed bed: egrets, a boat with somebody planting, or dragonflies close up."""
    rng, palette, kind = sheet.rng, sheet.palette, sheet.seed % 3
    top, margin = rng.uniform(520, 640), rng.choice((140, 1660))
    clear = WIDTH - margin
    sun = sky.sun(sheet, rings=rng.choice((0, 4)), radius=rng.uniform(110, 190))
    country.hills(sheet, [(top - 30, 60), (top - 6, 30)], span=(0.02, 0.2))
    sheet.lay(plants.blades(rng, 150, -20, WIDTH + 20, 110, foot=top + 30), palette.at("land", 0.3), lift=0.5)

    def objects(band: int, y: float) -> None:
        if band in {1, 2}:
            x = rng.uniform(0, WIDTH)
            colour = palette.at("land", 0.4 + band * 0.12)
            sheet.lay(plants.blades(rng, 46, x - 420, x + 420, 230 + band * 50, foot=y + 40), colour, lift=0.7)
        if band == 2 and kind == 1:
            place, colour = clear + (900 - clear) * rng.uniform(0.4, 0.7), mix(palette.accents[1], palette.ink, 0.35)
            boats.sampan(sheet, place, y - 16, 1.45, colour, mirror=rng.random() < 0.5, wear=boats.rower(sheet, rng))
        if band == 2 and kind == 0:
            for k in rng.sample((-0.15, 0.3, 0.75, 1.2), 3):
                egret(
                    sheet,
                    clear + (900 - clear) * k + rng.uniform(-40, 40),
                    y - 4,
                    rng.uniform(1, 1.4),
                    mirror=rng.random() < 0.5,
                )

    country.water(sheet, top, span=(0.1, 0.9), light=sun[0], between=objects)
    if kind == 0:
        sky.birds(sheet, rng.randint(4, 8), rng.uniform(500, 1300), 220, mix(palette.cream, palette.sky[0], 0.1))
    lean = rng.uniform(-0.25, 0.25)
    for share, height in ((0.75, 620), (0.95, 480)):
        middle = margin + rng.uniform(-120, 120) if kind != 2 else rng.uniform(500, 1300)
        colour = mix(palette.at("land", share), palette.ink, 0.25 * share)
        sheet.lay(plants.blades(rng, 44, middle - 560, middle + 560, height, lean=lean), colour)
        cattails(sheet, middle, height * 1.15, lean, rng.randint(4, 7))
    if kind == 2:
        for _ in range(3):
            dragonfly(sheet, rng.uniform(300, 1500), rng.uniform(180, 620), rng.uniform(1, 1.8), rng.uniform(-40, 40))


def egret(sheet: Sheet, x: float, y: float, size: float, *, mirror: bool) -> None:
    """Lay a white egret that stands in the water at (x, y)."""
    palette = sheet.palette
    legs, body, beak = Cut(), Cut(), Cut()
    legs.place(x, y, size, mirror=mirror).stroke([(-8, -120), (-6, 20)], 6, 5).stroke([(10, -120), (16, 20)], 6, 5)
    sheet.lay(legs, palette.ink, lift=0.4)
    pen = body.place(x, y, size, mirror=mirror)
    pen.blob([(-118, -94), (-60, -160), (10, -182), (52, -150), (36, -116), (-30, -104)])
    pen.curve([(28, -156), (78, -204), (60, -258), (66, -300), (98, -312)], 34, 24)
    pen.oval(94, -310, 20, 15)
    sheet.lay(body, palette.cream, lift=0.7)
    beak.place(x, y, size, mirror=mirror).polygon([(106, -320), (178, -300), (106, -302)])
    sheet.lay(beak, palette.accents[1], lift=0.4)


def dragonfly(sheet: Sheet, x: float, y: float, size: float, turn: float) -> None:
    """Lay a dragonfly."""
    wings, body = Cut(), Cut()
    for angle in (68, 104, -68, -104):
        plants.leaf(wings.place(x, y, size, turn).place(22 if abs(angle) < 90 else -2, 0, 1, angle), 128, 30)
    sheet.lay(wings, mix(sheet.palette.cream, sheet.palette.accents[3], 0.18), lift=0.8)
    body.place(x, y, size, turn).stroke([(40, 0), (-110, 0)], 15, 5).oval(46, 0, 13)
    sheet.lay(body, sheet.palette.accents[0], lift=0.8)
