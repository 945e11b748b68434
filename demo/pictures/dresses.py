"""The shoulders of a sitter and what they wear.

The frame of a head has its origin at the bridge of the nose: crown at y = -165, chin at y = 158, collar from y = 220.
"""

from typing import NamedTuple

from .cut import Cut, smooth
from .palettes import Colour, mix
from .paper import Sheet


class Place(NamedTuple):
    """Where a head is, how large, and whether it looks to the left."""

    x: float
    y: float
    size: float
    mirror: bool


def piece(place: Place) -> tuple[Cut, Cut]:
    """Return a new cut and the pen that draws on it in the frame of the head."""
    cut = Cut()
    return cut, cut.place(place.x, place.y, place.size, mirror=place.mirror)


def shoulders(sheet: Sheet, place: Place, dress: str, cloth: Colour, skin: Colour) -> None:
    """Lay the neck, the dress and its collar."""
    palette = sheet.palette
    place = place._replace(y=place.y - 34 * place.size)
    cut, pen = piece(place)
    pen.polygon([*smooth([(-62, 60), (-58, 200), (-100, 262)]), (0, 420), *smooth([(100, 262), (60, 200), (64, 60)])])
    sheet.lay(cut, mix(skin, palette.ink, 0.14))
    cut, pen = piece(place)
    pen.polygon([
        (-60, 232), *smooth([(-60, 232), (-150, 262), (-270, 318), (-352, 420), (-390, 640)]), (-390, 820), (390, 820),
        *smooth([(390, 640), (352, 420), (270, 318), (150, 262), (62, 232)]),
        *smooth([(62, 232), (50, 290), (0, 336), (-50, 290), (-60, 232)]),
    ])  # fmt: skip
    sheet.lay(cut, cloth, lift=1.3)
    {"jacket": _jacket, "work": _work, "kit": _kit, "track": _track, "apron": _apron, "blouse": _blouse}.get(
        dress, _shirt
    )(sheet, place, cloth)


def _collar(sheet: Sheet, place: Place, colour: Colour) -> None:
    cut, pen = piece(place)
    for side in (-1, 1):
        pen.polygon([(side * 62, 222), (side * 118, 250), (side * 92, 346), (side * 2, 330), (side * 40, 290)])
    sheet.lay(cut, colour, lift=0.7)


def _shirt(sheet: Sheet, place: Place, cloth: Colour) -> None:
    cut, pen = piece(place)
    pen.box(-5, 336, 5, 820)
    for k in range(4):
        pen.oval(16, 400 + k * 90, 8)
    sheet.lay(cut, mix(cloth, sheet.palette.ink, 0.35), lift=0)
    _collar(sheet, place, mix(cloth, sheet.palette.cream, 0.25))


def _blouse(sheet: Sheet, place: Place, cloth: Colour) -> None:
    cut, pen = piece(place)
    pen.stroke(smooth([(-66, 230), (-54, 296), (0, 346), (56, 296), (68, 230)]), 24)
    sheet.lay(cut, mix(cloth, sheet.palette.cream, 0.4), lift=0.5)
    cut, pen = piece(place)
    for k in range(6):
        for j in range(3):
            pen.oval(-230 + k * 92 + (j % 2) * 46, 430 + j * 90, 13)
    sheet.lay(cut, mix(cloth, sheet.palette.cream, 0.35), lift=0)


def _jacket(sheet: Sheet, place: Place, cloth: Colour) -> None:
    palette = sheet.palette
    cut, pen = piece(place)
    pen.polygon([(-70, 236), *smooth([(-50, 290), (0, 336), (50, 290)]), (70, 236), (96, 330), (0, 700), (-96, 330)])
    sheet.lay(cut, palette.cream, lift=0.3)
    for side in (-1, 1):
        cut, pen = piece(place)
        pen.polygon(
            [
                (side * 66, 224),
                (side * 150, 262),
                (side * 178, 380),
                (side * 128, 400),
                (side * 150, 440),
                (side * 4, 700),
                (side * 70, 340),
            ]
        )
        sheet.lay(cut, mix(cloth, palette.cream, 0.1 if side > 0 else 0.04), lift=0.8)
    cut, pen = piece(place)
    pen.oval(206, 420, 17)
    sheet.lay(cut, palette.accents[2], lift=0.4)


def _work(sheet: Sheet, place: Place, cloth: Colour) -> None:
    palette = sheet.palette
    cut, pen = piece(place)
    pen.box(-352, 480, 352, 528)
    for side in (-1, 1):
        pen.polygon([(side * 150, 262), (side * 208, 286), (side * 200, 820), (side * 142, 820)])
    sheet.lay(cut, palette.accents[2], lift=0.3)
    _shirt(sheet, place, cloth)


def _kit(sheet: Sheet, place: Place, cloth: Colour) -> None:
    palette = sheet.palette
    cut, pen = piece(place)
    pen.stroke(smooth([(-68, 228), (-52, 300), (0, 346), (54, 300), (70, 228)]), 26)
    for side in (-1, 1):
        pen.stroke([(side * 180, 272), (side * 330, 420)], 12).stroke([(side * 160, 282), (side * 316, 440)], 12)
    pen.oval(-150, 430, 34)
    sheet.lay(cut, palette.cream, lift=0.3)
    cut, pen = piece(place)
    pen.stroke([(214, 400), (300, 470)], 60)
    sheet.lay(cut, palette.accents[2], lift=0.4)


def _track(sheet: Sheet, place: Place, cloth: Colour) -> None:
    palette = sheet.palette
    cut, pen = piece(place)
    for side in (-1, 1):
        pen.polygon(
            [(side * 56, 214), (side * 104, 238), (side * 70, 372), (side * 6, 400), (side * 4, 344), (side * 52, 290)]
        )
    pen.box(-4, 390, 4, 820)
    sheet.lay(cut, mix(cloth, palette.ink, 0.25), lift=0.7)
    cut, pen = piece(place)
    for side in (-1, 1):
        pen.stroke(smooth([(side * 200, 286), (side * 300, 400), (side * 340, 640)]), 16)
    pen.stroke(smooth([(-74, 300), (-40, 420), (30, 500)]), 7).stroke(smooth([(78, 300), (64, 420), (34, 500)]), 7).box(
        18, 496, 52, 540, 8
    )
    sheet.lay(cut, palette.cream, lift=0.4)


def _apron(sheet: Sheet, place: Place, cloth: Colour) -> None:
    palette = sheet.palette
    cut, pen = piece(place)
    pen.polygon([(-170, 380), (170, 380), (230, 820), (-230, 820)])
    for side in (-1, 1):
        pen.stroke([(side * 158, 392), (side * 96, 250)], 26)
    sheet.lay(cut, palette.accents[3], lift=0.8)
    for k, (x, y) in enumerate(((-90, 470), (40, 520), (110, 450), (-30, 590), (-140, 560), (90, 610))):
        cut, pen = piece(place)
        pen.oval(x, y, 20 - k * 1.6, 14).oval(x + 20, y + 14, 9)
        sheet.lay(cut, palette.accents[(0, 2, 4, 1, 2, 0)[k]], lift=0)
