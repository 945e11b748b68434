"""What street traders carry and stand under."""

from itertools import pairwise

from . import plants
from .cut import Cut, arc
from .figures import figure
from .palettes import Colour, mix
from .paper import Sheet
from .poses import WALK
from .wear import dressed


def carrier(sheet: Sheet, x: float, y: float, size: float, *, mirror: bool = False) -> None:
    """Lay somebody who carries two baskets of fruit or flowers on a shoulder pole."""
    rng, palette = sheet.rng, sheet.palette
    for side in (-1, 1):
        basket(sheet, x + side * 150 * size, y - 6, size, palette.accents[rng.choice((0, 1, 2, 4))])
    figure(sheet, x, y, size, WALK, dressed(palette, rng, hat="cone", cut="shirt"), mirror=mirror)
    pole = Cut()
    pen = pole.place(x, y, size)
    pen.curve([(-168, -286), (0, -326), (168, -286)], 11)
    for side in (-1, 1):
        pen.stroke([(side * 150, -290), (side * 96, -84)], 3).stroke([(side * 150, -290), (side * 204, -84)], 3)
    sheet.lay(pole, mix(palette.accents[2], palette.ink, 0.5), lift=0.5)


def basket(sheet: Sheet, x: float, y: float, size: float, fruit: Colour) -> None:
    rng, heap, cut = sheet.rng, Cut(), Cut()
    for row, count in enumerate((5, 4, 2)):
        for k in range(count):
            heap.place(x, y, size).oval((k - (count - 1) / 2) * 27, -86 - row * 20, 16)
    sheet.lay(heap, fruit, lift=0.4)
    if rng.random() < 0.6:
        leaves = Cut()
        for k in range(4):
            plants.leaf(leaves.place(x, y, size).place(-40 + k * 26, -100, 1, -90 + rng.uniform(-40, 40)), 58, 20)
        sheet.lay(leaves, sheet.palette.at("land", 0.5), lift=0.4)
    cut.place(x, y, size).polygon([(-80, -84), (80, -84), (52, 0), (-52, 0)])
    sheet.lay(cut, mix(sheet.palette.accents[2], sheet.palette.ink, 0.4), lift=0.6)


def steam(sheet: Sheet, x: float, y: float, size: float = 1) -> None:
    """Lay three curls of steam that rise from (x, y)."""
    cut, rng = Cut(), sheet.rng
    for k in (-34, 0, 34):
        tall, lean = rng.uniform(120, 200), rng.uniform(-14, 14)
        cut.place(x, y, size).curve(
            [(k, 0), (k + 18 + lean, -tall * 0.3), (k - 16 + lean, -tall * 0.65), (k + 12 + lean, -tall)], 13, 4
        )
    sheet.lay(cut, sheet.palette.cream, lift=0.5, edge=0)


def umbrella(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, turn: float = 0) -> None:
    """Lay an open umbrella whose handle ends at (x, y)."""
    palette = sheet.palette
    stick, cloth, panels = Cut(), Cut(), Cut()
    stick.place(x, y, size, turn).stroke([(0, 0), (0, -250)], 6).stroke(arc(-12, 0, 12, 14, 0, 180, 8), 6)
    sheet.lay(stick, palette.ink, lift=0.4)
    foot = [(-150 + k * 60, -128) for k in range(6)]
    pen = cloth.place(x, y, size, turn)
    pen.polygon(arc(0, -128, 150, 126, 180, 360, 40))
    for (x0, y0), (x1, _) in pairwise(foot):
        pen.oval((x0 + x1) / 2, y0 + 3, 28, 15, hole=True)
    sheet.lay(cloth, colour, lift=0.9)
    panels.place(x, y, size, turn).polygon(
        [(-30, -130), *arc(0, -128, 90, 124, 200, 268, 10), *arc(0, -128, 40, 124, 272, 330, 10), (30, -130), (0, -142)]
    )
    sheet.lay(panels, mix(colour, palette.cream, 0.16), lift=0)
