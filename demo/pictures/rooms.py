"""What rooms are made of: walls, windows, lamps, books, paintings."""

from .cut import HEIGHT, WIDTH, Cut, arc, smooth
from .palettes import Colour, mix
from .paper import Sheet


def wall(sheet: Sheet, share: float = 0.3, floor: float = 900) -> None:
    """Lay the wall of a room, its skirting and its floor."""
    palette = sheet.palette
    sheet.lay(Cut().box(-20, -20, WIDTH + 20, HEIGHT + 20), palette.at("room", share), lift=0)
    sheet.lay(Cut().box(-20, floor, WIDTH + 20, HEIGHT + 20), palette.at("room", min(1, share + 0.45)), lift=0.6)
    sheet.lay(
        Cut().box(-20, floor - 26, WIDTH + 20, floor + 4), mix(palette.at("room", share), palette.cream, 0.3), lift=0.3
    )


def window(sheet: Sheet, x: float, y: float, wide: float, tall: float, *, panes: int = 2, arched: bool = False) -> None:
    """Lay a window with hills, town or trees behind it."""
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(x, y, x + wide, y + tall), mix(palette.sky[0], palette.sky[-1], 0.4), lift=0)
    view, near = Cut(), Cut()
    view.polygon(
        [
            (x, y + tall),
            *smooth(
                [
                    (x, y + tall * rng.uniform(0.5, 0.7)),
                    (x + wide * 0.4, y + tall * rng.uniform(0.42, 0.7)),
                    (x + wide, y + tall * rng.uniform(0.5, 0.75)),
                ]
            ),
            (x + wide, y + tall),
        ]
    )
    sheet.lay(view, palette.at("land", 0.15), lift=0.4)
    for k in range(5):
        near.oval(x + wide * (k + 0.5) / 5, y + tall, wide * 0.15, tall * rng.uniform(0.14, 0.28))
    near.box(x - 90, y + tall, x + wide + 90, y + tall + 200, 0, hole=True)
    sheet.lay(near, palette.at("land", 0.45), lift=0.4)
    frame = Cut().box(x - 30, y - 30, x + wide + 30, y + tall + 30)
    pitch = wide / panes
    for k in range(panes):
        left, right = x + k * pitch + 6, x + (k + 1) * pitch - 6
        if arched:
            frame.polygon(
                [
                    *arc((left + right) / 2, y + pitch / 2, pitch / 2 - 6, pitch / 2 - 6, 180, 360, 20),
                    (right, y + tall),
                    (left, y + tall),
                ],
                hole=True,
            )
        else:
            frame.box(left, y, right, y + tall * 0.46, hole=True).box(
                left, y + tall * 0.46 + 12, right, y + tall, hole=True
            )
    frame.box(x - 50, y + tall + 16, x + wide + 50, y + tall + 44)
    sheet.lay(frame, mix(palette.cream, palette.at("room", 0.3), 0.25), lift=0.9)


def hanging_lamp(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, ceiling: float = -20) -> None:
    """Lay a lamp that hangs from the ceiling, its shade's lower edge at y."""
    cord, shade, bulb = Cut().box(x - 2, ceiling, x + 2, y - 90 * size), Cut(), Cut()
    sheet.lay(cord, sheet.palette.ink, lift=0.4, edge=0)
    sheet.glow(x, y + 30, 420 * size, sheet.palette.glow, 0.5 if sheet.palette.is_dark else 0.3)
    bulb.oval(x, y, 26 * size)
    sheet.lay(bulb, sheet.palette.glow, lift=0.3)
    shade.place(x, y, size).polygon(
        [*smooth([(-120, 0), (-84, -70), (-22, -100)]), *smooth([(22, -100), (84, -70), (120, 0)])]
    )
    sheet.lay(shade, colour, lift=0.9)


def books(sheet: Sheet, x0: float, x1: float, y: float, tall: float) -> None:
    """Lay one shelf of books between x0 and x1 that stand at y."""
    rng, palette = sheet.rng, sheet.palette
    colours = [*palette.accents, palette.cream, palette.at("town", 0.5), palette.at("land", 0.6)]
    spines, bands, x = [Cut() for _ in colours], Cut(), x0
    while x < x1 - 14:
        wide, high = min(rng.uniform(15, 42), x1 - x), tall * rng.uniform(0.66, 0.95)
        if rng.random() < 0.06:
            x += wide
            continue
        spines[rng.randrange(len(colours))].box(x + 1, y - high, x + wide - 1, y)
        if wide > 20:
            bands.box(x + 5, y - high * 0.82, x + wide - 5, y - high * 0.76).box(
                x + 5, y - high * 0.24, x + wide - 5, y - high * 0.2
            )
        x += wide
    for cut, colour in zip(spines, colours, strict=True):
        sheet.lay(cut, mix(colour, palette.at("room", 0.7), 0.16), lift=0.4)
    sheet.lay(bands, mix(palette.cream, palette.accents[2], 0.3), lift=0)


def painting(sheet: Sheet, x: float, y: float, wide: float, tall: float, style: int) -> None:
    """Lay a framed picture whose upper left corner is at (x, y)."""
    rng, palette = sheet.rng, sheet.palette
    gilt = (
        mix(palette.accents[2], palette.accents[1], 0.35)
        if style % 2
        else mix(palette.ink, palette.at("room", 0.9), 0.4)
    )
    sheet.lay(Cut().box(x - 18, y - 18, x + wide + 18, y + tall + 18), gilt, lift=1)
    sheet.lay(Cut().box(x, y, x + wide, y + tall), mix(palette.cream, palette.accents[style % 5], 0.2), lift=0)
    bands = (
        (palette.at("water", 0.3), palette.at("water", 0.6), palette.at("land", 0.7))
        if style % 3
        else (palette.accents[1], palette.accents[0], palette.at("town", 0.9))
    )
    for k, colour in enumerate(bands):
        level = y + tall * (0.42 + k * 0.19)
        ripple = [(x + wide * i / 4, min(y + tall, level + rng.uniform(-0.08, 0.08) * tall)) for i in range(5)]
        sheet.lay(Cut().polygon([*smooth(ripple), (x + wide, y + tall), (x, y + tall)]), colour, lift=0.3)
    disc = Cut().oval(x + wide * rng.uniform(0.25, 0.75), y + tall * rng.uniform(0.2, 0.3), min(wide, tall) * 0.1)
    sheet.lay(disc, palette.accents[(style + 2) % 3], lift=0.2)
