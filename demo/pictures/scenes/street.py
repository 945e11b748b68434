"""The scene “street”."""

from itertools import pairwise

from .. import plants, sky
from ..buildings import awning, skyline, street_lamp, tube_house, wires
from ..cut import HEIGHT, WIDTH, Cut, arc
from ..cycles import bicycle, motorbike
from ..figures import figure, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import HOLD, SIT, SQUAT, STAND, WALK
from ..traders import carrier, steam, umbrella
from ..wear import dressed


def street(sheet: Sheet) -> None:
    """Draw a street of narrow houses: with carriers, a noodle stall, cyclists, or traffic in the rain."""
    rng, palette, kind = sheet.rng, sheet.palette, sheet.seed % 4
    if rng.random() < 0.5:
        sky.sun(sheet, y=rng.uniform(150, 260))
    towers, _ = skyline(rng, 600, 80, 330, 130)
    sheet.lay(towers, palette.at("town", 0.1), lift=0.6)
    kerb = rng.uniform(960, 1000)
    _terrace(sheet, kerb)
    if rng.random() < 0.7:
        poles = [(x, rng.uniform(300, 420)) for x in (-40, 620, 1240, WIDTH + 40)]
        wires(
            sheet,
            [((a[0], a[1] + k * 26), (b[0], b[1] + k * 30)) for a, b in pairwise(poles) for k in range(3)],
            palette.ink,
            sag=50,
        )
    sheet.lay(Cut().box(-20, kerb, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.55))
    trunk, crown = Cut(), Cut()
    for x in rng.sample((120, 560, 1180, 1660), 2):
        plants.tree(trunk, crown, x, kerb + 20, rng, rng.uniform(1.5, 2))
    sheet.lay(trunk, mix(palette.at("land", 1), palette.accents[0], 0.15))
    sheet.lay(crown, palette.at("land", 0.6))
    for x in rng.sample((340, 900, 1450), 2 if palette.is_dark else 1):
        street_lamp(sheet, x, kerb + 14)
    sheet.lay(Cut().box(-20, kerb + 52, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.82))
    (_carriers, _noodles, _cyclists, _traffic)[kind](sheet, kerb + 60)
    sky.weather(sheet)


def _terrace(sheet: Sheet, foot: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    walls = [
        mix(palette.cream, palette.accents[k], share) for k, share in ((2, 0.45), (1, 0.4), (4, 0.4), (3, 0.4), (0, 0))
    ]
    x, last = -rng.uniform(10, 160), -1
    while x < WIDTH:
        wide, floors = rng.uniform(170, 290), rng.choice((1, 2, 2, 3))
        pick = (last + rng.randint(1, 4)) % 5
        last = pick
        tube_house(
            sheet,
            x,
            foot,
            wide,
            floors,
            mix(walls[pick], palette.at("town", 0.45), 0.28 if not palette.is_dark else 0.72),
        )
        if rng.random() < 0.75:
            awning(
                sheet, x + 16, foot - 196, wide - 32, palette.accents[rng.choice((0, 1, 3))], stripes=rng.choice((5, 7))
            )
        x += wide


def _carriers(sheet: Sheet, y: float) -> None:
    """Lay people with shoulder poles and walkers."""
    rng, palette = sheet.rng, sheet.palette
    for i, x in enumerate(row_of(rng, 5, 60, 1740)):
        mirror = rng.random() < 0.5
        if i % 2:
            carrier(sheet, x, y + 84, 0.85, mirror=mirror)
        else:
            figure(
                sheet,
                x,
                y + 40 + rng.uniform(0, 30),
                0.8,
                rng.choice((WALK, WALK, STAND)),
                dressed(palette, rng),
                mirror=mirror,
            )


def _noodles(sheet: Sheet, y: float) -> None:
    """Lay a stall with a steaming pot, a cook, and guests on low stools."""
    rng, palette = sheet.rng, sheet.palette
    x, mirror = rng.uniform(620, 760), rng.random() < 0.5
    x = WIDTH - x if mirror else x
    side = -1 if mirror else 1
    sheet.glow(x, y - 200, 520, palette.glow, 0.35)
    posts = Cut().box(x - 330, y - 420, x - 318, y + 60).box(x + 318, y - 420, x + 330, y + 60)
    sheet.lay(posts, palette.ink, lift=0.5)
    figure(
        sheet,
        x - 90 * side,
        y + 50,
        0.95,
        HOLD,
        dressed(palette, rng, hat=rng.choice(("cap", "bun")), cut="coat", top=palette.cream),
        mirror=mirror,
    )
    counter, pot, bowls = Cut().box(x - 250, y - 120, x + 260, y + 90, 8), Cut(), Cut()
    pot.box(x + side * 120 - 84, y - 220, x + side * 120 + 84, y - 118, 18).box(
        x + side * 120 - 98, y - 226, x + side * 120 + 98, y - 206, 8
    )
    for k in range(4):
        bowls.polygon([*arc(x - side * (60 + k * 52), y - 146, 24, 26, 0, 180, 12)])
    sheet.lay(pot, mix(palette.at("town", 0.4), palette.cream, 0.3))
    sheet.lay(counter, mix(palette.accents[0], palette.ink, 0.2))
    sheet.lay(bowls, palette.cream, lift=0.5)
    steam(sheet, x + side * 120, y - 240)
    awning(sheet, x - 350, y - 470, 700, palette.accents[rng.choice((0, 1, 3))], drop=90, stripes=11)
    for k, place in enumerate((420, 660, 870)):
        spot = x + side * place
        _table(sheet, spot + (130 if not k % 2 else -130) * side, y + 110) if k < 2 else None
        stool = (
            Cut()
            .box(spot - 40, y + 40, spot + 40, y + 54, 5)
            .polygon([(spot - 32, y + 52), (spot + 32, y + 52), (spot + 44, y + 116), (spot - 44, y + 116)])
        )
        sheet.lay(stool, palette.accents[(3, 1, 3)[k]], lift=0.5)
        figure(
            sheet,
            spot,
            y + 116,
            0.78,
            SIT if k % 2 else SQUAT,
            dressed(palette, rng, cut="shirt"),
            mirror=(k % 2 == 1) != mirror,
        )


def _table(sheet: Sheet, x: float, foot: float) -> None:
    top, bowl = Cut().box(x - 84, foot - 82, x + 84, foot - 66, 6), Cut()
    top.box(x - 66, foot - 70, x - 54, foot + 10).box(x + 54, foot - 70, x + 66, foot + 10)
    bowl.polygon(arc(x, foot - 108, 34, 28, 0, 180, 14)).stroke([(x + 4, foot - 106), (x + 52, foot - 150)], 4)
    sheet.lay(top, sheet.palette.accents[1], lift=0.6)
    sheet.lay(bowl, sheet.palette.cream, lift=0.5)


def _cyclists(sheet: Sheet, y: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    for i, x in enumerate(row_of(rng, 3, 40, 1760)):
        mirror = rng.random() < 0.5
        has_flowers = i == 1 or rng.random() < 0.4
        bicycle(
            sheet,
            x,
            y + 74 + i * 14,
            0.92,
            dressed(palette, rng, hat="cone" if has_flowers else "bun", cut="shirt"),
            mirror=mirror,
            has_flowers=has_flowers,
        )


def _traffic(sheet: Sheet, y: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    for i, x in enumerate(row_of(rng, 5, 20, 1780)):
        mirror, foot = rng.random() < 0.5, y + 30 + (i % 2) * 60
        if i % 2:
            colour = palette.accents[rng.choice((0, 3, 1))]
            wear = dressed(
                palette,
                rng,
                hat="helmet",
                cut="shirt" if not palette.is_wet else "coat",
                hat_colour=rng.choice(palette.accents),
            )
            motorbike(sheet, x, foot, 0.92, wear, colour, mirror=mirror)
        else:
            figure(
                sheet,
                x,
                foot,
                0.8,
                WALK if not palette.is_wet else HOLD,
                dressed(palette, rng, hat="long" if i else "short"),
                mirror=mirror,
            )
            if palette.is_wet:
                umbrella(
                    sheet,
                    x + (54 if not mirror else -54),
                    foot - 176,
                    0.86,
                    palette.accents[(i + sheet.seed) % 5],
                    turn=4 if mirror else -4,
                )
