"""The scene “train”."""

from .. import country, plants, sky
from ..buildings import skyline, street_lamp
from ..cut import HEIGHT, WIDTH, Cut, arc, smooth
from ..figures import figure, row_of
from ..palettes import Colour, mix
from ..paper import Sheet
from ..poses import HOLD, STAND, WALK
from ..wear import dressed


def train(sheet: Sheet) -> None:
    """Draw a train: across the rice plain, over a viaduct in the hills, or between the houses of the town."""
    (_over_viaduct, _between_houses, _across_plain)[sheet.seed % 3](sheet)
    sky.weather(sheet)


def _coaches(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool, count: int = 4) -> None:
    """Lay a locomotive whose nose is at (x, y) and its coaches behind it."""
    palette = sheet.palette
    wheels, body, roofs, bands, panes = Cut(), Cut(), Cut(), Cut(), Cut()
    pens = [cut.place(x, y, size, mirror=mirror) for cut in (wheels, body, roofs, bands, panes)]
    pens[1].polygon(
        [(-430, -214), (-96, -214), *smooth([(-96, -214), (-40, -196), (-14, -120), (0, -96)]), (4, -26), (-430, -26)]
    )
    pens[2].box(-424, -226, -104, -206, 8).box(-330, -250, -240, -220, 6)
    pens[3].polygon([(-430, -110), (-6, -110), (2, -76), (-430, -76)])
    pens[4].polygon([(-84, -198), (-48, -186), (-26, -136), (-84, -136)]).box(-140, -198, -98, -136, 5).box(
        -400, -190, -180, -150, 4
    )
    for k in (-380, -326, -272, -160, -106, -52):
        pens[0].oval(k, -18, 25)
    for i in range(count):
        left = -450 - (i + 1) * 470
        pens[1].box(left, -200, left + 456, -30, 8)
        pens[0].box(left + 450, -70, left + 480, -50)
        pens[2].box(left + 6, -216, left + 450, -192, 10)
        pens[3].box(left, -100, left + 456, -76)
        for k in range(7):
            pens[4].box(left + 24 + k * 60, -172, left + 64 + k * 60, -116, 6)
        for k in (60, 112, 344, 396):
            pens[0].oval(left + k, -18, 22)
    if palette.is_dark:
        sheet.glow(x + (60 if not mirror else -60) * size, y - 70 * size, 420 * size, palette.glow, 0.75)
    sheet.lay(wheels, palette.ink, lift=0.5)
    sheet.lay(body, colour)
    sheet.lay(bands, palette.cream, lift=0.15, edge=0)
    sheet.lay(roofs, mix(colour, palette.ink, 0.4), lift=0.4)
    sheet.lay(panes, palette.glow, lift=0)
    lamp = Cut()
    lamp.place(x, y, size, mirror=mirror).oval(-16, -62, 12)
    sheet.lay(lamp, palette.glow, lift=0.2)


def _across_plain(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, rng.randint(1, 4), clear=sun)
    country.hills(sheet, [(600, 140), (660, 90), (720, 40)], span=(0.05, 0.4))
    mirror, nose = rng.random() < 0.5, rng.uniform(1300, 1620)
    sheet.lay(Cut().box(-20, 830, WIDTH + 20, HEIGHT), palette.at("land", 0.5))
    _coaches(sheet, WIDTH - nose if mirror else nose, 850, 0.92, palette.accents[rng.choice((0, 3))], mirror=mirror)
    sheet.lay(Cut().box(-20, 846, WIDTH + 20, HEIGHT), palette.at("land", 0.62))
    for i in range(4):
        plots, y, x = Cut(), 890 + i * 80, -rng.uniform(0, 300)
        while x < WIDTH:
            wide = rng.uniform(260, 480) * (1 + i * 0.3)
            plots.polygon(
                [
                    (x + 12, y),
                    (x + wide - 12, y),
                    (x + wide + (x + wide - 900) * 0.12 - 12, y + 64),
                    (x + (x - 900) * 0.12 + 12, y + 64),
                ]
            )
            x += wide
        sheet.lay(plots, mix(palette.at("water", 0.2 + 0.15 * i), palette.sun, 0.25 if i % 2 else 0.05), lift=0.4)
    for x in rng.sample((300, 700, 1100, 1500), 2):
        figure(
            sheet,
            x,
            1080 + rng.uniform(0, 60),
            0.6,
            WALK,
            dressed(palette, rng, hat="cone", cut="shirt"),
            mirror=rng.random() < 0.5,
        )
    sheet.lay(plants.blades(rng, 90, -20, WIDTH + 20, 130), palette.at("land", 0.9))


def _over_viaduct(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, rng.randint(1, 3), clear=sun)
    country.hills(sheet, [(480, 190), (600, 150)], span=(0.05, 0.3))
    deck, mirror, nose = rng.uniform(600, 680), rng.random() < 0.5, rng.uniform(1200, 1600)
    _coaches(
        sheet,
        WIDTH - nose if mirror else nose,
        deck,
        0.72,
        palette.accents[rng.choice((0, 3, 1))],
        mirror=mirror,
        count=5,
    )
    wall, span = Cut().box(-20, deck - 2, WIDTH + 20, 1150), rng.uniform(220, 300)
    for i in range(-1, 9):
        x = i * span + 60
        wall.polygon(
            [
                *arc(x + span / 2, deck + 60 + span * 0.38, span * 0.38, span * 0.38, 180, 360, 20),
                (x + span * 0.88, 1160),
                (x + span * 0.12, 1160),
            ],
            hole=True,
        )
    sheet.lay(wall, mix(palette.at("town", 0.45), palette.cream, 0.2))
    country.hills(sheet, [(930, 90), (1030, 70), (1120, 40)], span=(0.5, 0.95))
    trunk, crown = Cut(), Cut()
    for x in row_of(rng, 4, 0, WIDTH):
        plants.tree(trunk, crown, x, 1190, rng, rng.uniform(0.6, 1))
    sheet.lay(crown, palette.at("land", 0.85))


def _between_houses(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, y=rng.uniform(160, 240))
    towers, lights = skyline(rng, 740, 150, 460, 150, windows=0.9)
    sheet.lay(towers, palette.at("town", 0.15), lift=0.7)
    sheet.lay(lights, palette.glow if palette.is_dark else palette.at("town", 0), lift=0)
    sheet.lay(country.bank(rng, 760, 90), palette.at("land", 0.4))
    for x in row_of(rng, 2, 100, 1700):
        street_lamp(sheet, x, 940, 360)
    sheet.lay(Cut().box(-20, 930, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.6))
    mirror, nose = rng.random() < 0.5, rng.uniform(1300, 1640)
    _coaches(
        sheet, WIDTH - nose if mirror else nose, 1000, 1.28, palette.accents[rng.choice((0, 3))], mirror=mirror, count=3
    )
    ties = Cut().box(-20, 998, WIDTH + 20, 1010)
    for i in range(40):
        ties.box(i * 48, 1012, i * 48 + 26, 1024)
    sheet.lay(ties, palette.ink, lift=0.3)
    sheet.lay(Cut().box(-20, 1060, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.85))
    for x in row_of(rng, 4, 100, 1700):
        figure(
            sheet,
            x,
            1150 + rng.uniform(-6, 26),
            0.85,
            rng.choice((STAND, HOLD)),
            dressed(palette, rng),
            mirror=rng.random() < 0.5,
        )
