"""An airliner."""

from collections.abc import Callable

from .cut import Cut, path, smooth
from .palettes import Colour, mix
from .paper import Sheet


def airliner(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    colour: Colour,
    *,
    mirror: bool = False,
    turn: float = 0,
    has_wheels: bool = False,
) -> None:
    """Lay an airliner seen from the side, its nose at the right."""
    palette = sheet.palette

    def piece() -> tuple[Cut, Cut]:
        cut = Cut()
        return cut, cut.place(x, y, size, turn, mirror=mirror)

    white = mix(palette.cream, palette.sky[0], 0.06)
    far, pen = piece()
    pen.polygon(path("60,-16 150,-16 20,-118 -30,-118")).polygon(path("-440,-44 -370,-48 -430,-104 -470,-104"))
    sheet.lay(far, mix(white, palette.at("town", 0.6), 0.4), lift=0.6)
    if has_wheels:
        gear, pen = piece()
        for k in (-60, -20, 320):
            pen.box(k - 5, 40, k + 5, 96).oval(k, 100, 21)
        sheet.lay(gear, palette.ink, lift=0.5)
    tail, pen = piece()
    pen.polygon([(-500, -220), *smooth(path("-430,-220 -380,-120 -300,-58")), (-470, -34)])
    sheet.lay(tail, colour)
    _fuselage(sheet, piece, white, colour)
    wing, pen = piece()
    pen.polygon(path("40,24 160,22 -150,152 -206,152")).polygon(path("-400,-22 -330,-26 -470,34 -510,34"))
    sheet.lay(wing, mix(white, palette.at("town", 0.5), 0.22), lift=1.1)
    engine, pen = piece()
    pen.box(-10, 70, 110, 118, 24)
    sheet.lay(engine, colour, lift=0.8)


def _fuselage(sheet: Sheet, piece: Callable[[], tuple[Cut, Cut]], white: Colour, colour: Colour) -> None:
    palette = sheet.palette
    body, pen = piece()
    pen.blob(
        path("-560,-62 -300,-62 0,-66 300,-62 420,-36 476,6 420,42 300,56 0,62 -280,44 -440,-4 -560,-50"),
    )
    sheet.lay(body, white, lift=1.1)
    belly, pen = piece()
    lower, upper = path("468,16 420,42 300,56 0,62 -280,44 -440,-4"), path("-440,-4 -200,22 100,30 330,26 468,16")
    pen.polygon(smooth(lower) + smooth(upper))
    sheet.lay(belly, mix(colour, palette.cream, 0.1), lift=0.1, edge=0)
    panes, pen = piece()
    for k in range(19):
        pen.box(-300 + k * 34, -26, -286 + k * 34, -6, 6)
    pen.polygon(path("404,-30 436,-12 420,-6 392,-14"))
    sheet.lay(panes, palette.glow if palette.is_dark else mix(palette.at("town", 0.8), palette.ink, 0.2), lift=0)
