"""The scene “harbour”."""

from .. import boats, country, sky
from ..buildings import street_lamp
from ..cut import WIDTH, Cut
from ..figures import figure, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import STAND
from ..wear import dressed


def harbour(sheet: Sheet) -> None:
    """Draw a harbour: gantry cranes and a container ship, or boats at a quay or a jetty."""
    rng, palette, kind = sheet.rng, sheet.palette, sheet.seed % 4
    top = rng.uniform(590, 640)
    sun = sky.sun(sheet, rings=rng.choice((0, 3)))
    sky.clouds(sheet, rng.randint(1, 4), clear=sun)
    country.hills(sheet, [(top - 50, 90), (top - 14, 50)], span=(0.05, 0.3))
    if kind == 0:
        _cranes(sheet, top + 40)
    else:
        _waterfront(sheet, top + 16)

    def objects(band: int, y: float) -> None:
        if kind == 0 and band == 2:
            boats.container_ship(
                sheet,
                rng.uniform(800, 1000),
                y - 22,
                1.15,
                palette.accents[rng.choice((0, 3))],
                mirror=rng.random() < 0.5,
            )
        if kind == 2 and band == 2:
            _jetty(sheet, y - 20)
        if kind and band in ({1, 3} if kind == 2 else {0, 1, 2, 3}):
            count = (4, 3, 2, 1)[band] if kind != 1 or band < 3 else 2
            for i, x in enumerate(row_of(rng, count, 60 - band * 20, 1740 + band * 20)):
                colour = palette.accents[(0, 3, 1, 3, 0)[(i + band + sheet.seed) % 5]]
                boats.trawler(
                    sheet,
                    x,
                    y - 16,
                    0.36 + band * 0.26,
                    mix(colour, palette.at("water", 0.4), 0.3 - band * 0.1),
                    mirror=(i + band) % 2 == 0,
                )

    country.water(sheet, top + 20, span=(0.1, 0.9), light=sun[0], between=objects)
    sky.birds(
        sheet, rng.randint(3, 6), rng.uniform(400, 1400), rng.uniform(150, 300), mix(palette.cream, palette.sky[0], 0.1)
    )
    sky.weather(sheet)


def _waterfront(sheet: Sheet, foot: float) -> None:
    rng, palette, x = sheet.rng, sheet.palette, -30.0
    houses, roofs, panes = Cut(), Cut(), Cut()
    while x < WIDTH:
        wide, tall = rng.uniform(70, 150), rng.uniform(50, 120)
        houses.box(x, foot - tall, x + wide, foot + 40)
        roofs.polygon(
            [
                (x - 8, foot - tall),
                (x + wide * 0.2, foot - tall - 34),
                (x + wide * 0.8, foot - tall - 34),
                (x + wide + 8, foot - tall),
            ]
        )
        for k in range(int(wide // 36)):
            panes.box(x + 12 + k * 36, foot - tall + 18, x + 30 + k * 36, foot - tall + 42)
        x += wide + rng.choice((0, 0, 12, 40))
    sheet.lay(houses, mix(palette.at("town", 0.25), palette.cream, 0.35), lift=0.6)
    sheet.lay(roofs, mix(palette.accents[0], palette.at("town", 0.4), 0.5), lift=0.5)
    sheet.lay(panes, palette.glow if palette.is_dark else palette.at("town", 0.6), lift=0)


def _cranes(sheet: Sheet, foot: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    for x in row_of(rng, 4, 60, 1740):
        cut, tall = Cut(), rng.uniform(330, 400)
        pen = cut.place(x, foot, 1, mirror=rng.random() < 0.5)
        for leg in (-70, 62):
            pen.box(leg - 9, -tall + 120, leg + 9, 20)
        pen.box(-90, -tall * 0.36, 84, -tall * 0.36 + 14).box(-150, -tall + 108, 330, -tall + 128).box(
            -60, -tall + 60, -6, -tall + 112
        )
        pen.stroke([(-62, -tall + 116), (10, -tall - 70), (62, -tall + 116)], 12).stroke(
            [(-70, -tall * 0.36), (62, 0)], 7
        )
        pen.stroke([(10, -tall - 66), (320, -tall + 112)], 4).stroke([(10, -tall - 66), (-146, -tall + 112)], 4)
        pen.box(196, -tall + 126, 200, -tall + 210).box(164, -tall + 208, 232, -tall + 246)
        sheet.lay(cut, mix(palette.accents[1 if int(x) % 2 else 0], palette.at("town", 0.3), 0.25), lift=0.8)
    quay = Cut().box(-20, foot, WIDTH + 20, foot + 60)
    sheet.lay(quay, palette.at("town", 0.6))


def _jetty(sheet: Sheet, y: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    is_left = rng.random() < 0.5
    deck, piles = Cut(), Cut()
    pen, under = (cut.place(0 if is_left else WIDTH, y, 1, mirror=not is_left) for cut in (deck, piles))
    pen.box(-20, -74, 1180, -50)
    for k in range(11):
        under.box(20 + k * 116, -60, 40 + k * 116, 70)
    for k in range(3):
        pen.box(150 + k * 330, -136, 162 + k * 330, -70)
    sheet.lay(piles, palette.at("town", 0.95))
    for x in rng.sample((260, 420, 560, 820, 940), 3):
        figure(
            sheet,
            x if is_left else WIDTH - x,
            y - 72,
            0.46,
            STAND,
            dressed(palette, rng, cut="shirt"),
            mirror=rng.random() < 0.5,
        )
    street_lamp(sheet, 1120 if is_left else WIDTH - 1120, y - 70, 300, arms=1)
    sheet.lay(deck, mix(palette.accents[1], palette.at("town", 0.9), 0.6))
