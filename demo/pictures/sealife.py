"""What lives under the sea: coral and fish."""

import math

from .cut import Cut
from .palettes import Colour
from .paper import Sheet


def coral_piece(sheet: Sheet, x: float, foot: float, size: float, colour: Colour) -> None:
    """Lay a branching, a round or a waving piece of coral that grows from (x, foot)."""
    rng, cut = sheet.rng, Cut()
    pen, style = cut.place(x, foot, size), rng.randrange(3)
    if style == 0:
        for angle in range(-60, 61, 24):
            reach = rng.uniform(150, 250)
            tip = (math.sin(math.radians(angle)) * reach, -math.cos(math.radians(angle)) * reach)
            pen.curve([(0, 20), (tip[0] * 0.35, tip[1] * 0.6), tip], 34, 20)
            pen.stroke([(tip[0] * 0.5, tip[1] * 0.65), (tip[0] * 0.5 + 44, tip[1] * 0.65 - 60)], 22, 15)
    elif style == 1:
        for k in range(5):
            pen.oval(math.cos(k * 1.2) * 66, -70 + math.sin(k * 1.9) * 34, rng.uniform(54, 84))
        for _ in range(9):
            pen.oval(rng.uniform(-100, 100), rng.uniform(-120, -30), 9, hole=True)
    else:
        for k in range(6):
            sway = rng.uniform(-50, 50)
            pen.curve(
                [
                    (k * 26 - 66, 20),
                    (k * 30 - 76 + sway, -110),
                    (k * 34 - 84 - sway, -220),
                    (k * 38 - 92 + sway, -rng.uniform(260, 360)),
                ],
                24,
                8,
            )
    sheet.lay(cut, colour, lift=0.9)


def fish(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool) -> None:
    """Lay a striped fish."""
    body, marks = Cut(), Cut()
    pen = body.place(x, y, size, mirror=mirror)
    pen.blob([(-60, 0), (-20, -34), (34, -28), (66, 0), (34, 28), (-20, 34)]).polygon(
        [(-48, 0), (-100, -38), (-88, 0), (-100, 38)]
    )
    sheet.lay(body, colour, lift=0.8)
    pen = marks.place(x, y, size, mirror=mirror)
    pen.oval(44, -6, 6).curve([(16, -28), (24, 0), (16, 28)], 7).curve([(-16, -30), (-8, 0), (-16, 30)], 7)
    sheet.lay(marks, sheet.palette.cream, lift=0)
