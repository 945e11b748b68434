"""The head of a sitter: hair, face, glasses, hats."""

from .cut import Point, arc, path, smooth
from .dresses import Place, piece
from .palettes import Colour, mix
from .paper import Sheet


def back_hair(sheet: Sheet, place: Place, style: str, colour: Colour) -> None:
    """Lay the hair that falls behind the neck."""
    cut, pen = piece(place)
    if style == "bob":
        pen.blob(path("0,-186 120,-150 158,-30 166,120 120,190 -120,190 -166,120 -158,-30 -120,-150"))
    elif style == "long":
        pen.blob(path("0,-190 120,-156 160,-30 176,180 196,400 120,470 -130,470 -200,400 -178,180 -160,-30 -120,-156"))
    elif style == "ponytail":
        pen.curve([(-60, -150), (-190, -130), (-236, 0), (-210, 170)], 120, 30)
    elif style == "bun":
        pen.oval(-78, -196, 78, 70)
    elif style == "curly":
        for k in range(15):
            x, y = arc(0, -20, 136, 150, 140, 400, 14)[k]
            pen.oval(x, y, 62)
    sheet.lay(cut, mix(colour, sheet.palette.ink, 0.2))


def face(sheet: Sheet, place: Place, skin: Colour, hair: Colour, *, jaw: float = 1, is_old: bool = False) -> None:
    """Lay the ears and the face, with its shaded side, brows, eyes, nose and mouth."""
    palette = sheet.palette
    cut, pen = piece(place)
    pen.oval(-122, 10, 24, 38).oval(114, 10, 20, 36)
    sheet.lay(cut, mix(skin, palette.ink, 0.08), lift=0.5)
    outline = [(0, -160), (86, -136), (120, -50), (116 * jaw, 46), (86 * jaw, 120), (28 * jaw, 160), (-24 * jaw, 162),
               (-88 * jaw, 122), (-120 * jaw, 46), (-122, -50), (-88, -136)]  # fmt: skip
    cut, pen = piece(place)
    pen.blob(outline)
    sheet.lay(cut, skin, lift=1.1, shade=0.06)
    cut, pen = piece(place)
    pen.blob(
        [
            (-40, -150),
            (-88, -136),
            (-122, -50),
            (-120 * jaw, 46),
            (-88 * jaw, 122),
            (-24 * jaw, 161),
            (-62 * jaw, 106),
            (-84, 30),
            (-76, -60),
        ]
    )
    sheet.lay(cut, mix(skin, palette.ink, 0.09), lift=0)
    cut, pen = piece(place)
    pen.oval(-46, 62, 30, 22).oval(76, 62, 26, 22)
    sheet.lay(cut, mix(skin, palette.accents[0], 0.16 if jaw < 1 else 0.08), lift=0)
    _features(sheet, place, skin, hair, is_old=is_old, lips=0.55 if jaw < 1 else 0.3)


def _features(sheet: Sheet, place: Place, skin: Colour, hair: Colour, *, is_old: bool, lips: float) -> None:
    palette = sheet.palette
    dark = mix(skin, palette.ink, 0.85)
    cut, pen = piece(place)
    for x in (-48, 66):
        pen.stroke(smooth([(x - 32, -34), (x - 4, -47), (x + 30, -36)]), 9, 6)
    sheet.lay(cut, mix(hair, dark, 0.3), lift=0)
    cut, pen = piece(place)
    for x in (-46, 64):
        pen.blob([(x - 24, 2), (x - 4, -11), (x + 22, 0), (x, 10)])
    sheet.lay(cut, mix(palette.cream, skin, 0.2), lift=0)
    cut, pen = piece(place)
    for x in (-42, 68):
        pen.oval(x, -1, 10, 11).stroke(smooth([(x - 30, 2), (x - 8, -13), (x + 20, -2)]), 5, 4)
    sheet.lay(cut, dark, lift=0)
    cut, pen = piece(place)
    pen.polygon(
        [*smooth([(14, -16), (30, 30), (42, 56), (28, 68)]), *smooth([(28, 68), (8, 68), (2, 58), (14, 50), (16, 20)])]
    )
    sheet.lay(cut, mix(skin, palette.ink, 0.13), lift=0)
    cut, pen = piece(place)
    pen.polygon(
        smooth([(-24, 104), (2, 97), (14, 101), (28, 97), (54, 103)])
        + smooth([(54, 103), (34, 120), (14, 124), (-6, 119), (-24, 104)])
    )
    sheet.lay(cut, mix(mix(skin, palette.accents[0], lips), palette.ink, 0.1), lift=0)
    if is_old:
        cut, pen = piece(place)
        for side, x in ((-1, -34), (1, 62)):
            pen.stroke(smooth([(x + side * 6, 66), (x + side * 18, 92), (x + side * 14, 112)]), 4, 2)
            pen.stroke([(x + side * 50, -6), (x + side * 62, -16)], 4, 2).stroke(
                [(x + side * 50, 4), (x + side * 64, 6)], 4, 2
            )
        pen.stroke(smooth([(-50, -92), (10, -98), (66, -90)]), 4, 3)
        sheet.lay(cut, mix(skin, palette.ink, 0.22), lift=0)


# fmt: off
_CROWNS: dict[str, list[Point]] = {
    "cropped": path(
"-132,0 -142,-90 -96,-170 10,-196 106,-168 136,-86 124,-10 112,-60 96,-112 20,-124 "
"-70,-112 -106,-60"
),
    "parted": path(
"-132,26 -148,-80 -104,-176 10,-206 116,-174 144,-80 126,10 114,-50 92,-106 30,-96 "
"-50,-128 -98,-70 -116,-10"
),
    "bob": path(
"-146,150 -160,0 -134,-140 0,-204 134,-146 160,0 150,150 124,110 118,-20 80,-104 -20,-92 "
"-100,-60 -116,40 -118,120"
),
    "long": path(
"-150,190 -162,0 -134,-144 0,-208 134,-146 160,0 156,190 126,110 114,-30 40,-122 10,-150 "
"-30,-118 -104,-40 -120,110"
),
    "bun": path(
"-134,10 -148,-80 -106,-172 6,-202 112,-172 142,-80 124,6 108,-60 60,-120 -10,-134 "
"-84,-104 -114,-40"
),
    "ponytail": path(
"-134,14 -150,-80 -108,-174 6,-204 112,-174 144,-80 124,0 110,-56 76,-110 0,-124 -80,-112 "
"-114,-44"
),
}
# fmt: on


def front_hair(sheet: Sheet, place: Place, style: str, colour: Colour) -> None:
    """Lay the hair over the brow."""
    cut, pen = piece(place)
    if style == "curly":
        for x, y in arc(0, -30, 122, 132, 172, 366, 11):
            pen.oval(x, y, 42)
        for x, y in arc(0, -52, 84, 84, 200, 340, 7):
            pen.oval(x, y - 34, 44)
    else:
        pen.blob(_CROWNS[style])
    sheet.lay(cut, colour, lift=0.8, shade=0.05)
    strands, pen = piece(place)
    for k in range(4 if style != "curly" else 0):
        pen.stroke(
            smooth([(-70 + k * 44, -178 + abs(k - 1.5) * 10), (-96 + k * 50, -146), (-112 + k * 52, -116)]), 3.4, 2
        )
    sheet.lay(strands, mix(colour, sheet.palette.cream, 0.2), lift=0)


def glasses(sheet: Sheet, place: Place) -> None:
    """Lay a pair of round glasses."""
    cut, pen = piece(place)
    for x in (-46, 66):
        pen.oval(x, 0, 48, 44)
    for x in (-46, 66):
        pen.oval(x, 0, 41, 37, hole=True)
    pen.stroke(smooth([(0, -6), (10, -14), (20, -6)]), 7).stroke([(-92, -6), (-126, -14)], 7)
    sheet.lay(cut, mix(sheet.palette.ink, sheet.palette.accents[0], 0.2), lift=0.4)


def hat(sheet: Sheet, place: Place, kind: str) -> None:
    """Lay a hard hat or a conical hat."""
    palette = sheet.palette
    cut, pen = piece(place)
    if kind == "cone":
        pen.polygon([(4, -330), *smooth([(330, -90), (170, -58), (0, -50), (-170, -58), (-330, -90)])])
        sheet.lay(cut, mix(palette.cream, palette.accents[2], 0.22), lift=1.4)
        rings, pen = piece(place)
        for k in range(1, 6):
            pen.stroke(smooth([(4 - k * 56, -330 + k * 44), (4, -330 + k * 52), (4 + k * 56, -330 + k * 44)]), 3)
        sheet.lay(rings, mix(palette.cream, palette.accents[1], 0.45), lift=0)
        return
    pen.polygon(
        [
            *arc(0, -96, 152, 136, 180, 360),
            *smooth([(152, -96), (196, -78), (200, -66)]),
            *smooth([(200, -66), (0, -88), (-150, -74)]),
        ]
    )
    sheet.lay(cut, palette.accents[2], lift=1.2)
    ridge, pen = piece(place)
    pen.polygon([*arc(0, -110, 30, 138, 180, 360, 20), (30, -96), (-30, -96)])
    sheet.lay(ridge, mix(palette.accents[2], palette.ink, 0.14), lift=0.4)
