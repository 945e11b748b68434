"""The scene “market”."""

from .. import plants, sky
from ..buildings import awning, skyline
from ..cut import HEIGHT, WIDTH, Cut, arc
from ..figures import figure, row_of
from ..palettes import GREEN, Colour, mix
from ..paper import Sheet
from ..poses import HOLD, SPEAK, SQUAT, STAND, WALK
from ..traders import basket, umbrella
from ..wear import dressed


def market(sheet: Sheet) -> None:
    """Draw market stalls heaped with fruit, their sellers and buyers."""
    rng, palette = sheet.rng, sheet.palette
    towers, lights = skyline(rng, 700, 100, 420, 150, windows=0.8)
    sheet.lay(towers, palette.at("town", 0.15), lift=0.6)
    sheet.lay(lights, palette.glow if palette.is_dark else palette.at("town", 0), lift=0)
    sheet.lay(Cut().box(-20, 690, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.45))
    for x in row_of(rng, 5, 0, WIDTH):
        awning(
            sheet,
            x - 190,
            rng.uniform(440, 500),
            370,
            mix(palette.accents[rng.choice((0, 1, 3))], palette.at("town", 0.4), 0.45),
            drop=80,
        )
    for x in row_of(rng, 6, 60, 1740):
        figure(
            sheet,
            x,
            870 + rng.uniform(-16, 16),
            0.62,
            rng.choice((WALK, STAND, SPEAK)),
            dressed(palette, rng),
            mirror=rng.random() < 0.5,
        )
    sheet.lay(Cut().box(-20, 880, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.62))
    count = sheet.seed % 3 or 3
    if sheet.seed % 4 == 0:
        _ground_sellers(sheet)
    else:
        margin, wide = (240, 1320) if count == 1 else (0, WIDTH / count)
        for i in range(count):
            _stall(sheet, margin + i * wide + 40, wide - 80, rng.uniform(-20, 20), i)
    sky.weather(sheet)


def _ground_sellers(sheet: Sheet) -> None:
    """Lay sellers who squat behind their baskets under large umbrellas, in two rows."""
    rng, palette = sheet.rng, sheet.palette
    for row in range(2):
        size = 0.8 + row * 0.35
        for x in row_of(rng, 4 - row, 20, WIDTH - 20):
            foot, mirror = 1000 + row * 150, rng.random() < 0.5
            umbrella(sheet, x, foot, size * 1.5, palette.accents[rng.randrange(5)], turn=rng.uniform(-6, 6))
            figure(sheet, x - 40, foot + 10, size, SQUAT, dressed(palette, rng, hat="cone", cut="shirt"), mirror=mirror)
            for k in (-1, 0.2, 1.3):
                basket(sheet, x + k * 120 * size, foot + 46, size * 0.8, palette.accents[rng.randrange(5)])


def _stall(sheet: Sheet, x: float, wide: float, shift: float, number: int) -> None:
    rng, palette = sheet.rng, sheet.palette
    top = 330 + shift
    posts = Cut().box(x + 10, top, x + 26, 1180).box(x + wide - 26, top, x + wide - 10, 1180)
    sheet.lay(posts, palette.ink, lift=0.6)
    sheet.glow(x + wide / 2, top + 240, wide * 0.7, palette.glow, 0.5 if palette.is_dark else 0.2)
    for place in row_of(rng, 2 if wide > 600 else 1, x + 90, x + wide - 90):
        figure(
            sheet,
            place,
            1090,
            1.05,
            rng.choice((SPEAK, HOLD, SPEAK)),
            dressed(palette, rng, hat=rng.choice(("cone", "cone", "bun"))),
            mirror=rng.random() < 0.5,
        )
    _heaps(sheet, x, wide, number)
    _hanging(sheet, x, wide, top + 110)
    awning(
        sheet, x - 24, top - 20, wide + 48, palette.accents[(0, 3, 1)[(number + sheet.seed) % 3]], drop=120, stripes=9
    )


def _heaps(sheet: Sheet, x: float, wide: float, number: int) -> None:
    """Lay the counter and the crates with their heaps."""
    palette = sheet.palette
    fruits = [
        palette.accents[0],
        palette.accents[1],
        palette.accents[2],
        mix(GREEN, palette.glow, 0.3),
        palette.accents[4],
    ]
    for tier in range(2):
        count = max(3, int(wide // 170)) + tier
        pitch, foot = wide / count, 950 + tier * 120
        for k in range(count):
            left, crate = x + k * pitch + 6, Cut()
            _heap(sheet, left, foot - 50, pitch - 12, fruits[(k * 2 + tier + number) % 5])
            crate.box(left, foot - 56, left + pitch - 12, foot + 80)
            sheet.lay(crate, mix(palette.accents[2], palette.at("town", 0.9), 0.5 + tier * 0.15), lift=0.7)
            slats = (
                Cut()
                .box(left, foot - 20, left + pitch - 12, foot - 14)
                .box(left, foot + 22, left + pitch - 12, foot + 28)
            )
            sheet.lay(slats, mix(palette.accents[2], palette.ink, 0.6), lift=0)
    sheet.lay(Cut().box(x - 10, 1120, x + wide + 10, HEIGHT + 20), palette.at("town", 0.9))


def _heap(sheet: Sheet, x: float, y: float, wide: float, colour: Colour) -> None:
    """Lay round fruit, or bunches of greens, in rows from the topmost to the nearest."""
    rng, is_leafy, radius = sheet.rng, sheet.rng.random() < 0.3, sheet.rng.uniform(17, 25)
    flat = rng.choice((1, 0.82))
    for row in range(3, -1, -1):
        cut, count = Cut(), max(1, int(wide / (radius * 1.8)) - row)
        for k in range(count):
            spot = cut.place(x + wide / 2 + (k - (count - 1) / 2) * radius * 1.8, y - row * radius * 1.25)
            if is_leafy:
                plants.leaf(spot.place(0, 10, 1, -90 + rng.uniform(-30, 30)), 70, 28)
            else:
                spot.oval(0, 0, radius, radius * flat)
        tone = (
            mix(GREEN, sheet.palette.accents[2], row * 0.07) if is_leafy else mix(colour, sheet.palette.ink, row * 0.04)
        )
        sheet.lay(cut, tone, lift=0.35, edge=0.4)


def _hanging(sheet: Sheet, x: float, wide: float, y: float) -> None:
    """Hang lamps and bunches of bananas under the awning."""
    rng, palette = sheet.rng, sheet.palette
    for i, place in enumerate(row_of(rng, 3 if wide < 600 else 5, x + 30, x + wide - 30)):
        cord, thing = Cut().box(place - 1.5, y - 20, place + 1.5, y + 50), Cut()
        sheet.lay(cord, palette.ink, lift=0.2, edge=0)
        if i % 2:
            for k in range(5):
                pen = thing.place(place, y + 44, 1, (k - 2) * 17)
                pen.polygon(arc(-30, 0, 44, 92, -8, 82, 12) + arc(-40, 0, 30, 84, 82, -8, 12))
            sheet.lay(thing, palette.accents[2] if i % 4 == 1 else mix(GREEN, palette.accents[2], 0.3), lift=0.6)
        else:
            sheet.glow(place, y + 80, 210, palette.glow, 0.7 if palette.is_dark else 0.35)
            thing.oval(place, y + 76, 26, 32).box(place - 14, y + 34, place + 14, y + 54, 4)
            sheet.lay(thing, palette.glow, lift=0.5)
