"""Boats and ships; each stands with its waterline at (x, y), for a band of water to be laid over its keel."""

from random import Random

from .cut import Cut, Point, arc, smooth
from .figures import figure
from .palettes import Colour, mix
from .paper import Sheet
from .poses import ROW, STAND
from .wear import Wear, dressed


def _hull(cut: Cut, x: float, y: float, size: float, points: list[Point], *, mirror: bool) -> None:
    cut.place(x, y, size, mirror=mirror).polygon(points)


def sampan(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool = False,
           roof: bool = False, wear: Wear | None = None) -> None:  # fmt: skip
    """Lay a river boat with an arched mat roof or a rower, or both."""
    palette = sheet.palette
    if roof:
        cut = Cut()
        cut.place(x, y, size, mirror=mirror).polygon([*arc(-30, -18, 92, 88, 180, 360), (62, 10), (-122, 10)])
        sheet.lay(cut, mix(palette.accents[2], palette.ink, 0.3))
        ribs = Cut()
        for k in (-60, -30, 0):
            ribs.place(x, y, size, mirror=mirror).stroke(arc(k, -18, 26, 84, 270, 340, 8), 3)
        sheet.lay(ribs, mix(palette.accents[2], palette.ink, 0.5), lift=0)
    if wear:
        seat = -4 if roof else 0
        figure(sheet, x + (112 if not mirror else -112) * size * (1 if roof else 0.3), y + seat, size * 0.52,
               STAND if roof else ROW, wear, mirror=mirror)  # fmt: skip
    oar = Cut()
    if wear:
        pen = oar.place(x, y, size, mirror=mirror)
        pen.stroke([(60, -92), (170, 34)] if not roof else [(118, -110), (196, 40)], 7)
    sheet.lay(oar, mix(palette.cream, palette.ink, 0.35), lift=0.4)
    cut = Cut()
    top = smooth([(-236, -50), (-150, -14), (0, -4), (150, -14), (236, -50)])
    keel = smooth([(236, -50), (180, 18), (80, 44), (-80, 44), (-180, 18), (-236, -50)])
    _hull(cut, x, y, size, top + keel, mirror=mirror)
    sheet.lay(cut, colour)


def sailboat(
    sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool = False, ribbed: bool = True
) -> None:
    """Lay a boat with one or two sails; ribbed sails are a junk's."""
    sails, mast, hull = Cut(), Cut(), Cut()
    mast.place(x, y, size, mirror=mirror).stroke([(0, 0), (0, -330)], 8, 5)
    if ribbed:
        mast.place(x, y, size, mirror=mirror).stroke([(-110, 0), (-110, -230)], 7, 4)
    sheet.lay(mast, sheet.palette.ink, lift=0.4)
    pen = sails.place(x, y, size, mirror=mirror)
    if ribbed:
        pen.polygon(smooth([(-36, -46), (-60, -180), (-14, -318)]) + smooth([(40, -290), (128, -170), (112, -46)]))
        pen.polygon(smooth([(-146, -42), (-160, -130), (-120, -226)]) + smooth([(-86, -200), (-58, -120), (-64, -42)]))
        for k in range(1, 5):
            pen.stroke([(-52, -46 - k * 50), (126, -46 - k * 46)], 4, hole=True)
            pen.stroke([(-156, -42 - k * 34), (-60, -42 - k * 32)], 3, hole=True)
    else:
        pen.polygon([(12, -318), *smooth([(12, -318), (100, -150), (158, -44)]), (12, -44)])
        pen.polygon([(-12, -290), (-12, -44), *smooth([(-122, -44), (-70, -130), (-12, -290)])])
    sheet.lay(sails, colour)
    _hull(hull, x, y, size, [(-180, -26), (190, -30), (150, 36), (-130, 36)], mirror=mirror)
    sheet.lay(hull, mix(colour, sheet.palette.ink, 0.6))


def trawler(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool = False) -> None:
    """Lay a wooden fishing boat of the central coast: high bow, cabin astern, flags on the mast."""
    palette = sheet.palette

    def piece() -> tuple[Cut, Cut]:
        cut = Cut()
        return cut, cut.place(x, y, size, mirror=mirror)

    rig, pen = piece()
    pen.stroke([(40, -60), (40, -330)], 9, 5).stroke([(40, -150), (190, -260)], 6, 4)
    pen.stroke([(40, -326), (258, -124)], 2.4).stroke([(40, -326), (-176, -150)], 2.4)
    sheet.lay(rig, palette.ink, lift=0.4)
    flags, pen = piece()
    for k in range(4):
        fx, fy = 78 + k * 46, -290 + k * 43
        pen.polygon([(fx, fy), (fx + 30, fy + 28), (fx + 4, fy + 36)])
    pen.polygon([(40, -328), (40, -286), (-28, -300)])
    sheet.lay(flags, palette.accents[0], lift=0.4)
    cabin, pen = piece()
    pen.box(-196, -150, -50, -30).box(-212, -166, -36, -148).box(-150, -196, -80, -160)
    for k in range(3):
        pen.box(-182 + k * 44, -128, -152 + k * 44, -92, 4, hole=True)
    sheet.lay(cabin, mix(palette.cream, palette.accents[2], 0.2))
    hull, pen = piece()
    pen.polygon(
        smooth([(-240, -70), (-80, -46), (120, -62), (292, -138)])
        + smooth([(292, -138), (250, -40), (196, 60)])
        + [(-206, 60)]
    )
    sheet.lay(hull, colour)
    stripe, pen = piece()
    pen.polygon(
        smooth([(-232, -40), (-80, -20), (120, -34), (262, -86)])
        + smooth([(254, -64), (120, -14), (-80, -2), (-226, -22)])
    )
    pen.oval(232, -50, 13, 9)
    sheet.lay(stripe, palette.cream, lift=0.2)


def container_ship(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool = False) -> None:
    """Lay a container ship with its stacks."""
    palette, rng = sheet.palette, sheet.rng
    tower = Cut()
    pen = tower.place(x, y, size, mirror=mirror)
    pen.box(-470, -330, -370, -60).box(-490, -348, -350, -318).box(-446, -400, -424, -340)
    for k in range(4):
        pen.box(-456 + k * 20, -300, -444 + k * 20, -286, hole=True)
        pen.box(-456 + k * 20, -262, -444 + k * 20, -248, hole=True)
    sheet.lay(tower, palette.cream)
    boxes = [mix(c, palette.at("water", 0.5), 0.25) for c in (*palette.accents[:4], palette.cream)]
    stacks = [Cut() for _ in boxes]
    for column in range(9):
        for level in range(rng.randint(2, 4 if column < 8 else 3)):
            left, foot = -330 + column * 90, -66 - level * 52
            stacks[rng.randrange(len(boxes))].place(x, y, size, mirror=mirror).box(left, foot - 48, left + 84, foot)
    for stack, paint in zip(stacks, boxes, strict=True):
        sheet.lay(stack, paint, lift=0.5)
    hull = Cut()
    _hull(hull, x, y, size, [(-540, -74), (470, -64), (570, -120), (500, 70), (-500, 70)], mirror=mirror)
    sheet.lay(hull, colour)
    band = Cut()
    _hull(band, x, y, size, [(-512, 24), (516, 24), (500, 70), (-500, 70)], mirror=mirror)
    sheet.lay(band, mix(colour, palette.ink, 0.35), lift=0)


def rower(sheet: Sheet, rng: Random) -> Wear:
    """Return the clothes of somebody who rows."""
    return dressed(sheet.palette, rng, hat=rng.choice(("cone", "cone", "cap")), cut="shirt")
