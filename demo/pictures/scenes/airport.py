"""The scene “airport”."""

from .. import country, plants, sky
from ..aircraft import airliner
from ..cut import HEIGHT, WIDTH, Cut, smooth
from ..figures import figure
from ..palettes import mix
from ..paper import Sheet
from ..poses import STAND, WALK
from ..wear import dressed


def airport(sheet: Sheet) -> None:
    """Draw an airliner that climbs over the hills, stands at the gate, or passes behind the tower."""
    rng, palette, kind = sheet.rng, sheet.palette, sheet.seed % 3
    sun = sky.sun(sheet, rings=rng.choice((0, 5)), y=rng.uniform(330, 470))
    sky.clouds(sheet, rng.randint(3, 5), 120, 560, size=1.2, clear=sun)
    country.hills(sheet, [(820, 70), (870, 40)], span=(0.05, 0.25))
    livery = palette.accents[rng.choice((0, 3, 1))]
    if kind != 1:
        _terminal(sheet, 960, rng.choice((rng.uniform(120, 260), rng.uniform(1540, 1680))))
    sheet.lay(Cut().box(-20, 950, WIDTH + 20, HEIGHT + 20), palette.at("land", 0.55))
    sheet.lay(Cut().polygon([(-20, 1010), (WIDTH + 20, 990), (WIDTH + 20, 1130), (-20, 1150)]), palette.at("town", 0.7))
    marks = Cut()
    for i in range(10):
        marks.polygon(
            [
                (i * 200, 1074 - i * 2.2),
                (i * 200 + 110, 1072 - i * 2.2),
                (i * 200 + 110, 1082 - i * 2.2),
                (i * 200, 1084 - i * 2.2),
            ]
        )
    sheet.lay(marks, palette.cream, lift=0.1)
    mirror = rng.random() < 0.5
    if kind == 1:
        airliner(sheet, 900, 900, 1.35, livery, mirror=mirror, has_wheels=True)
        for x in rng.sample((180, 330, 480, 1400, 1560), 3):
            figure(
                sheet,
                x,
                1150,
                0.62,
                rng.choice((WALK, STAND)),
                dressed(palette, rng, hat="cap", top=palette.accents[1]),
                mirror=rng.random() < 0.5,
            )
    else:
        x, y = rng.uniform(760, 1060), rng.uniform(360, 500)
        airliner(sheet, x, y, rng.uniform(0.95, 1.2), livery, mirror=mirror, turn=-13 if not mirror else 13)
    sheet.lay(plants.blades(rng, 120, -20, WIDTH + 20, 70), palette.at("land", 0.85))
    sky.weather(sheet)


def _terminal(sheet: Sheet, foot: float, x: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    hall, glass, tower = Cut(), Cut(), Cut()
    left = x + 160 if x < 700 else x - 860
    hall.polygon(
        [
            (left, foot),
            (left, foot - 120),
            *smooth([(left, foot - 120), (left + 340, foot - 220), (left + 700, foot - 130)]),
            (left + 700, foot),
        ]
    )
    for k in range(12):
        glass.box(left + 26 + k * 55, foot - 92, left + 68 + k * 55, foot - 20, 3)
    tower.polygon([(x - 26, foot), (x - 18, foot - 360), (x + 18, foot - 360), (x + 26, foot)])
    tower.polygon([(x - 40, foot - 360), (x - 66, foot - 440), (x + 66, foot - 440), (x + 40, foot - 360)]).box(
        x - 72, foot - 460, x + 72, foot - 440, 5
    )
    tower.box(x - 3, foot - 550, x + 3, foot - 455)
    sheet.lay(hall, mix(palette.at("town", 0.3), palette.cream, 0.35))
    sheet.lay(glass, palette.glow if palette.is_dark else palette.at("town", 0.7), lift=0)
    sheet.lay(tower, mix(palette.at("town", 0.45), palette.cream, 0.2))
    pane = Cut().polygon([(x - 52, foot - 426), (x + 52, foot - 426), (x + 40, foot - 390), (x - 40, foot - 390)])
    sheet.lay(pane, palette.glow, lift=0)
    if rng.random() < 0.7:
        sheet.lay(country.bank(rng, foot - 6, 36), palette.at("land", 0.4), lift=0.5)
