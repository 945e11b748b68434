"""Houses, towers, pagodas and what stands in a street."""

from random import Random

from .cut import WIDTH, Cut, Point, arc, smooth
from .palettes import Colour, mix
from .paper import Sheet


def roof(pen: Cut, x: float, y: float, half: float, height: float, curl: float = 0.3) -> None:
    """Draw a tiled roof with turned-up eaves; its ridge is above (x, y), its eaves at y."""
    left = smooth(
        [(x - half * 0.42, y - height), (x - half * 0.62, y - height * 0.45), (x - half * 1.08, y - height * curl)]
    )
    right = [(2 * x - px, py) for px, py in reversed(left)]
    pen.polygon([*left, (x - half * 0.98, y), (x + half * 0.98, y), *right])
    pen.box(x - half * 0.46, y - height - 7, x + half * 0.46, y - height + 5, 4)


def pagoda(sheet: Sheet, x: float, y: float, size: float, tiers: int, colour: Colour) -> None:
    """Lay a tower of diminishing tiers, each with its roof, that stands at (x, y)."""
    for i in range(tiers):
        half, base = 92 - i * 62 / tiers, -i * 116
        body = Cut()
        pen = body.place(x, y, size)
        pen.box(-half, base - 100, half, base + 12)
        for k in (-1, 0, 1) if half > 50 else (0,):
            _arch(pen, k * half * 0.56, base + 2, half * 0.2 if half > 50 else half * 0.3, 66)
        sheet.lay(body, colour, lift=0.7)
        tiles = Cut()
        roof(tiles.place(x, y, size), 0, base - 84, half * 1.42, 44)
        sheet.lay(tiles, mix(colour, sheet.palette.ink, 0.35), lift=0.7)
    spire = Cut()
    top = -tiers * 116 - 6
    spire.place(x, y, size).polygon([(-9, top + 10), (9, top + 10), (0, top - 74)]).oval(0, top - 26, 12)
    sheet.lay(spire, sheet.palette.accents[2], lift=0.4)


def _arch(pen: Cut, x: float, foot: float, half: float, height: float, *, hole: bool = True) -> None:
    pen.polygon(
        [*arc(x, foot - height + half, half, half, 180, 360, 12), (x + half, foot), (x - half, foot)], hole=hole
    )


def turtle_tower(sheet: Sheet, x: float, y: float, size: float, colour: Colour) -> None:
    """Lay the little tower on its island in the lake."""
    palette = sheet.palette
    island = Cut()
    pen = island.place(x, y, size)
    pen.blob([(-330, 60), (-260, 2), (-120, -22), (30, -12), (150, -26), (280, 4), (340, 60)])
    for k, r in ((-240, 44), (-196, 34), (214, 48), (262, 34)):
        pen.oval(k, -16, r, r * 0.9)
    lit = Cut()
    lit.place(x, y, size).box(-130, -140, 130, -6).box(-96, -250, 96, -150).box(-50, -330, 50, -262)
    sheet.lay(lit, palette.glow, lift=0)
    for half, foot, top, doors in ((140, 0, -150, 4), (108, -150, -262, 3), (66, -262, -346, 1)):
        body = Cut()
        pen = body.place(x, y, size)
        pen.box(-half, top, half, foot)
        for k in range(doors):
            _arch(
                pen, (k - (doors - 1) / 2) * half * 1.72 / doors, foot - 22, half * 0.5 / doors + 4, (foot - top) * 0.62
            )
        sheet.lay(body, colour, lift=0.6)
        eaves = Cut()
        roof(eaves.place(x, y, size), 0, top + 8, half * 1.16, 30 if doors > 1 else 58, 0.4)
        sheet.lay(eaves, mix(colour, palette.ink, 0.3), lift=0.6)
    sheet.lay(island, palette.at("land", 0.75))


def skyline(rng: Random, y: float, low: float, high: float, width: float, *, windows: float = 0) -> tuple[Cut, Cut]:
    """Return a row of towers with the foot at y, and the `windows` share of their lights."""
    towers, lights, x = Cut(), Cut(), -40.0
    while x < WIDTH + 20:
        wide, tall = width * rng.uniform(0.7, 1.5), rng.uniform(low, high)
        _tower(towers, rng, x, y, wide, tall)
        if rng.random() < windows:
            _windows(lights, rng, x, y - tall, wide, tall)
        x += wide + (rng.uniform(4, width * 0.7) if rng.random() < 0.5 else 0)
    towers.box(-30, y - 10, WIDTH + 30, y + 500)
    return towers, lights


def _tower(cut: Cut, rng: Random, x: float, foot: float, wide: float, tall: float) -> None:
    top, style = foot - tall, rng.randrange(6)
    cut.box(x, top, x + wide, foot + 10)
    if style == 0:
        cut.polygon([(x, top + 1), (x + wide, top + 1), (x + wide, top - wide * 0.45)])
    elif style == 1:
        cut.box(x + wide * 0.2, top - 40, x + wide * 0.8, top + 2).box(x + wide * 0.47, top - 130, x + wide * 0.53, top)
    elif style == 2:
        cut.polygon(arc(x + wide / 2, top + 1, wide / 2, wide * 0.3, 180, 360, 16))
    elif style == 3:
        cut.box(x + wide * 0.12, top - 22, x + wide * 0.42, top + 2).oval(x + wide * 0.7, top - 12, wide * 0.13, 14)
    elif style == 4:
        cut.polygon([(x, top + 1), (x + wide / 2, top - wide * 0.5), (x + wide, top + 1)])


def _windows(cut: Cut, rng: Random, x: float, top: float, wide: float, tall: float) -> None:
    columns = max(2, int(wide // 30))
    pitch = wide / columns
    for row in range(int(tall // 40)):
        for column in range(columns):
            if rng.random() < 0.62:
                left, upper = x + pitch * (column + 0.25), top + 26 + row * 40
                cut.box(left, upper, left + pitch * 0.5, upper + 20)


def tube_house(sheet: Sheet, x: float, foot: float, wide: float, floors: int, colour: Colour) -> None:
    """Lay one narrow house: shuttered windows and balconies over an open shop."""
    rng, palette = sheet.rng, sheet.palette
    tall = floors * 165 + 190
    top = foot - tall
    sheet.lay(
        Cut().box(x + 8, top + 30, x + wide - 8, foot),
        mix(palette.glow, colour, 0.15 if palette.is_dark else 0.4),
        lift=0,
    )
    wall, shutters, trim = Cut(), Cut(), Cut()
    wall.box(x, top, x + wide, foot)
    _gable(wall, trim, rng.randrange(4), x, top, wide)
    panes = 1 if wide < 190 else 2
    for floor in range(floors):
        upper = top + 50 + floor * 165
        for k in range(panes):
            centre = x + wide * (k + 0.5) / panes
            _window(wall, shutters, centre, upper, 40 if panes > 1 else 48, is_arched=(floor + int(x)) % 3 == 0)
        _balcony(trim, x, upper + 104, wide, rng.random() < 0.6)
    wall.box(x + 22, foot - 168, x + wide - 22, foot + 10, hole=True)
    sheet.lay(wall, colour, lift=0.8)
    sheet.lay(
        shutters,
        mix(palette.accents[3], palette.ink, 0.15) if rng.random() < 0.6 else mix(colour, palette.ink, 0.4),
        lift=0.3,
    )
    sheet.lay(trim, mix(colour, palette.cream, 0.45), lift=0.4)


def _gable(wall: Cut, trim: Cut, style: int, x: float, top: float, wide: float) -> None:
    if style == 0:
        wall.polygon([(x, top + 1), (x + wide / 2, top - 70), (x + wide, top + 1)])
    elif style == 1:
        wall.polygon(arc(x + wide / 2, top + 1, wide * 0.34, 54, 180, 360, 18))
    elif style == 2:
        wall.box(x + wide * 0.3, top - 60, x + wide * 0.38, top).oval(x + wide * 0.66, top - 30, 34, 24)
        wall.box(x + wide * 0.6, top - 20, x + wide * 0.72, top)
    trim.box(x - 8, top - 6, x + wide + 8, top + 14)


def _window(wall: Cut, shutters: Cut, x: float, top: float, half: float, *, is_arched: bool) -> None:
    if is_arched:
        _arch(wall, x, top + 104, half * 0.56, 112)
    else:
        wall.box(x - half * 0.56, top, x + half * 0.56, top + 104, hole=True)
    for side in (-1, 1):
        inner, outer = x + side * half * 0.6, x + side * half * 1.12
        shutters.box(min(inner, outer), top, max(inner, outer), top + 104)


def _balcony(trim: Cut, x: float, y: float, wide: float, has_rail: bool) -> None:  # noqa: FBT001
    trim.box(x - 4, y, x + wide + 4, y + 10)
    if has_rail:
        trim.box(x + 6, y - 38, x + wide - 6, y - 33)
        for k in range(int(wide // 16)):
            trim.box(x + 10 + k * 16, y - 36, x + 13 + k * 16, y)


def awning(
    sheet: Sheet, x: float, y: float, wide: float, colour: Colour, *, drop: float = 70, stripes: int = 7
) -> None:
    """Lay a striped, scalloped awning whose upper edge is at y."""
    cloth, strips = Cut(), Cut()
    pitch, out = wide / stripes, 26
    cloth.polygon([(x, y), (x + wide, y), (x + wide + out, y + drop), (x - out, y + drop)])
    for i in range(stripes):
        foot0 = x - out + (wide + 2 * out) / stripes * i
        foot1 = x - out + (wide + 2 * out) / stripes * (i + 1)
        target = strips if i % 2 else cloth
        target.polygon([(x + pitch * i, y), (x + pitch * (i + 1), y), (foot1, y + drop), (foot0, y + drop)])
        target.oval((foot0 + foot1) / 2, y + drop, (foot1 - foot0) / 2, 15)
    sheet.lay(cloth, colour, lift=1)
    sheet.lay(strips, sheet.palette.cream, lift=0.12, edge=0)


def wires(sheet: Sheet, lines: list[tuple[Point, Point]], colour: Colour, *, sag: float = 40, width: float = 3) -> None:
    """Lay slack wires between pairs of points."""
    cut = Cut()
    for (x0, y0), (x1, y1) in lines:
        shares = (k / 6 for k in range(7))
        cut.stroke([(x0 + (x1 - x0) * s, y0 + (y1 - y0) * s + sag * 4 * s * (1 - s)) for s in shares], width)
    sheet.lay(cut, colour, lift=0.4, edge=0)


def street_lamp(sheet: Sheet, x: float, foot: float, tall: float = 420, *, arms: int = 2) -> None:
    """Lay a lamp post, and its light when it is dark."""
    palette = sheet.palette
    post, globes = Cut(), Cut()
    post.stroke([(x, foot), (x, foot - tall)], 14, 9).box(x - 16, foot - 34, x + 16, foot, 5)
    for side in (-1, 1)[:arms]:
        post.stroke(arc(x + side * 34, foot - tall + 10, 34, 44, 180 if side > 0 else 360, 270, 10), 7)
        globes.oval(x + side * 46, foot - tall - 26, 20, 23)
        if palette.is_dark:
            sheet.glow(x + side * 46, foot - tall - 26, 130, palette.glow, 0.7)
    sheet.lay(post, palette.ink, lift=0.7)
    sheet.lay(globes, palette.glow, lift=0.5)
