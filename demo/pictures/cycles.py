"""Bicycles and motorbikes with their riders."""

from .cut import Cut, arc, path
from .figures import figure
from .palettes import Colour, mix
from .paper import Sheet
from .poses import RIDE, Pose
from .wear import Wear


def bicycle(
    sheet: Sheet, x: float, y: float, size: float, wear: Wear, *, mirror: bool = False, has_flowers: bool = False
) -> None:
    """Lay a cyclist whose wheels stand at y, with a load of flowers where asked."""
    rng, palette = sheet.rng, sheet.palette
    frame = Cut()
    pen = frame.place(x, y, size, mirror=mirror)
    for wheel in (-112, 122):
        pen.oval(wheel, -72, 72).oval(wheel, -72, 63, hole=True)
        for k in range(6):
            pen.stroke(arc(wheel, -72, 64, 64, k * 30, k * 30 + 180, 1), 2)
    pen.stroke([(-112, -72), (-44, -176), (84, -186), (4, -70), (-112, -72)], 8).stroke([(4, -70), (-48, -194)], 8)
    pen.stroke([(122, -72), (84, -186), (78, -226), (104, -238)], 8).box(-76, -206, -14, -192, 6).box(
        -170, -152, -60, -144
    )
    sheet.lay(frame, mix(palette.ink, palette.accents[3], 0.25), lift=0.5)
    if has_flowers:
        for k in range(16):
            bloom, turn = Cut(), k * 2.4
            spot = bloom.place(x, y, size, mirror=mirror).place(
                -128 + rng.gauss(0, 40), -236 + rng.gauss(0, 40), rng.uniform(0.7, 1.1), turn * 57
            )
            for petal in range(5):
                spot.place(0, 0, 1, petal * 72).oval(17, 0, 14, 10)
            sheet.lay(bloom, palette.accents[(4, 2, 0, 4, 1)[k % 5]] if k % 4 else palette.cream, lift=0.4)
        basket = Cut()
        basket.place(x, y, size, mirror=mirror).polygon([(-190, -200), (-66, -200), (-84, -136), (-172, -136)])
        sheet.lay(basket, mix(palette.accents[2], palette.ink, 0.4), lift=0.5)
    figure(sheet, x, y, size, RIDE, wear, mirror=mirror)


def motorbike(
    sheet: Sheet, x: float, y: float, size: float, wear: Wear, colour: Colour, *, mirror: bool = False
) -> None:
    """Lay a rider on a motorbike whose wheels stand at y."""
    palette = sheet.palette
    wheels, body, seat = Cut(), Cut(), Cut()
    pen = wheels.place(x, y, size, mirror=mirror)
    for wheel in (-108, 122):
        pen.oval(wheel, -50, 50).oval(wheel, -50, 24, hole=True).oval(wheel, -50, 10)
    pen.stroke([(122, -50), (92, -190), (66, -204)], 11).stroke([(96, -186), (74, -232)], 6)
    sheet.lay(wheels, palette.ink, lift=0.6)
    body.place(x, y, size, mirror=mirror).blob(
        path("-176,-132 -120,-150 -40,-128 0,-84 44,-84 76,-190 104,-188 88,-70 40,-44 -60,-46 -110,-86")
    )
    sheet.lay(body, colour)
    seat.place(x, y, size, mirror=mirror).blob(
        [(-168, -146), (-100, -162), (-8, -152), (2, -134), (-80, -136), (-160, -130)]
    )
    sheet.lay(seat, mix(palette.ink, colour, 0.15), lift=0.4)
    pose: Pose = (
        (-44, -166),
        (-24, -284),
        (36, -150),
        (34, -62),
        (30, -140),
        (26, -56),
        (12, -220),
        (66, -232),
        (18, -214),
        (72, -226),
    )
    figure(sheet, x, y, size, pose, wear, mirror=mirror)
