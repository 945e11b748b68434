"""The scene “city”."""

from .. import country, plants, sky
from ..buildings import skyline, wires
from ..cut import HEIGHT, WIDTH, Cut, arc
from ..figures import row_of
from ..palettes import Colour, mix
from ..paper import Sheet

CITIES = ("bay", "roofs", "towers", "avenue", "roofs", "towers", "bay", "spires", "avenue", "towers")


def city(sheet: Sheet) -> None:
    """Draw a city: old roofs before towers, towers alone, an avenue of trees, church spires, or a bay."""
    rng, palette, kind = sheet.rng, sheet.palette, CITIES[sheet.seed % len(CITIES)]
    sun = sky.sun(sheet, rings=rng.choice((0, 3, 5)), y=rng.uniform(180, 420))
    sky.clouds(sheet, rng.randint(1, 4), 90, 330, clear=sun)
    lit = 0.9 if palette.is_dark or palette.sky[0][2] < 150 else 0.55
    layers = {"towers": 4, "avenue": 3}.get(kind, 2)
    for i in range(layers):
        share = 0.05 + 0.6 * i / max(layers - 1, 1) if kind in {"towers", "avenue"} else 0.06 + 0.2 * i
        foot = 800 + i * 90 if kind == "towers" else 740 + i * 40
        low, high = 190 - i * 10, 460 - i * 60
        towers, lights = skyline(rng, foot, low, high, 96 + 16 * i, windows=lit)
        sheet.lay(towers, palette.at("town", share), lift=0.7)
        glass = (
            mix(palette.glow, palette.at("town", share), 0.5 - 0.4 * i / layers)
            if lit > 0.6
            else palette.at("town", share - 0.16)
        )
        sheet.lay(lights, glass, lift=0)
    {"roofs": _roofs, "spires": _spires, "avenue": _avenue, "bay": _bay, "towers": _park}[kind](sheet)
    sky.weather(sheet)


def _roofs(sheet: Sheet) -> None:
    """Lay rows of tiled roofs with water tanks and a tree or two among them."""
    rng, palette = sheet.rng, sheet.palette
    for depth in range(4):
        foot, share = 850 + depth * 120, 0.3 + depth * 0.2
        x = -rng.uniform(20, 200)
        while x < WIDTH:
            wide, tall = rng.uniform(150, 260) * (0.8 + depth * 0.2), rng.uniform(60, 190)
            colour = mix(palette.at("town", share), palette.cream, rng.uniform(0.05, 0.4) * (1 - share * 0.6))
            _house_top(sheet, x, foot - tall, wide, colour, rng.randrange(4))
            x += wide * rng.uniform(0.92, 1.12)
        if depth in {1, 2}:
            trunk, crown = Cut(), Cut()
            plants.tree(trunk, crown, rng.uniform(100, 1700), foot + 120, rng, 0.9 + depth * 0.3)
            sheet.lay(crown, palette.at("land", share))


def _house_top(sheet: Sheet, x: float, top: float, wide: float, colour: Colour, style: int) -> None:
    rng, palette = sheet.rng, sheet.palette
    wall, tiles, glass = Cut().box(x, top, x + wide, HEIGHT + 20), Cut(), Cut()
    if style < 2:
        tiles.polygon(
            [(x - 18, top + 8), (x + wide * 0.16, top - 74), (x + wide * 0.84, top - 74), (x + wide + 18, top + 8)]
        )
    else:
        wall.box(x - 6, top - 8, x + wide + 6, top + 14)
        tiles.box(x + wide * 0.56, top - 64, x + wide * 0.86, top - 22, 20).box(
            x + wide * 0.6, top - 30, x + wide * 0.64, top - 6
        )
        tiles.box(x + wide * 0.78, top - 30, x + wide * 0.82, top - 6).stroke(
            [(x + wide * 0.2, top - 4), (x + wide * 0.2, top - 92)], 5
        )
        tiles.stroke([(x + wide * 0.2 - 26, top - 80), (x + wide * 0.2 + 26, top - 80)], 4)
    for row in range(3):
        for k in range(max(2, int(wide // 80))):
            if rng.random() < 0.75:
                left = x + wide * (k + 0.3) / max(2, int(wide // 80))
                glass.box(left, top + 34 + row * 92, left + 34, top + 86 + row * 92)
    sheet.lay(wall, colour, lift=0.8)
    tile = mix(palette.accents[0], palette.at("town", 0.6), rng.uniform(0.2, 0.6))
    sheet.lay(tiles, tile if style < 2 else mix(colour, palette.ink, 0.35), lift=0.6)
    sheet.lay(glass, palette.glow if palette.is_dark else mix(colour, palette.ink, 0.4), lift=0)


def _spires(sheet: Sheet) -> None:
    """Lay a cathedral with two tiled spires and a dome over low houses and a square of trees."""
    rng, palette = sheet.rng, sheet.palette
    x, stone = rng.uniform(600, 1200), mix(palette.cream, palette.at("town", 0.4), 0.45)
    body, tops = Cut().box(x - 250, 640, x + 250, 1100), Cut()
    body.box(x - 300, 740, x + 300, 1100)
    for side in (-1, 1):
        body.box(x + side * 170 - 62, 470, x + side * 170 + 62, 800)
        tops.polygon([(x + side * 170 - 74, 474), (x + side * 170, 170), (x + side * 170 + 74, 474)]).oval(
            x + side * 170, 172, 9
        )
        for k in (560, 690):
            body.polygon(
                [
                    *arc(x + side * 170, k - 36, 24, 24, 180, 360, 12),
                    (x + side * 170 + 24, k + 20),
                    (x + side * 170 - 24, k + 20),
                ],
                hole=True,
            )
    tops.polygon([*arc(x, 610, 110, 150, 180, 360), (x + 110, 660), (x - 110, 660)]).box(x - 8, 400, x + 8, 480)
    body.oval(x, 740, 46, hole=True).polygon(
        [*arc(x, 930, 56, 60, 180, 360), (x + 56, 1110), (x - 56, 1110)], hole=True
    )
    sheet.lay(
        Cut().box(x - 230, 500, x + 230, 1000), palette.glow if palette.is_dark else palette.at("town", 0.75), lift=0
    )
    sheet.lay(tops, mix(palette.accents[2], palette.accents[1], 0.4))
    sheet.lay(body, stone)
    for depth in range(2):
        left = -rng.uniform(0, 100)
        while left < WIDTH:
            wide, top = rng.uniform(170, 300), 960 + depth * 70 - rng.uniform(0, 80)
            _house_top(
                sheet, left, top, wide, mix(palette.accents[rng.choice((1, 2, 4))], palette.at("town", 0.5), 0.5), 2
            )
            left += wide
    sheet.lay(country.bank(rng, 1120, 90), palette.at("land", 0.75))


def _avenue(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(country.bank(rng, 860, 90), palette.at("land", 0.45))
    sheet.lay(country.bank(rng, 950, 120), palette.at("land", 0.65))
    road = Cut().box(-20, 1010, WIDTH + 20, HEIGHT + 20)
    sheet.lay(road, palette.at("town", 0.85))
    trams, panes, wheels = Cut(), Cut(), Cut()
    x = rng.uniform(200, 900)
    for i in range(3):
        trams.box(x + i * 250, 960, x + i * 250 + 240, 1076, 22)
        for k in range(4):
            panes.box(x + 20 + i * 250 + k * 54, 980, x + 62 + i * 250 + k * 54, 1020, 6)
        wheels.oval(x + 50 + i * 250, 1078, 17).oval(x + 190 + i * 250, 1078, 17)
    sheet.lay(wheels, palette.ink, lift=0.4)
    sheet.lay(trams, palette.accents[0])
    sheet.lay(panes, palette.glow, lift=0)
    wires(sheet, [((-20, 840), (WIDTH + 20, 846)), ((x + 370, 960), (x + 400, 856))], palette.ink, sag=8)
    trunk, crown = Cut(), Cut()
    for place in row_of(rng, 5, -40, WIDTH + 40):
        plants.tree(trunk, crown, place, 1190, rng, rng.uniform(0.9, 1.2))
    sheet.lay(trunk, palette.ink)
    sheet.lay(crown, palette.at("land", 0.85))


def _bay(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(country.bank(rng, 800, 60), palette.at("land", 0.45))
    country.water(sheet, 830, bands=4, span=(0.25, 0.95))
    is_left = rng.random() < 0.5
    x, trunk, crown = (0 if is_left else WIDTH), Cut(), Cut()
    for place, size in ((120, 1.7), (330, 1.25), (1640, 1.2)):
        wood, head = (cut.place(x, 0, 1, mirror=not is_left) for cut in (trunk, crown))
        plants.palm(wood, head, place, 1170, rng, size=size, wind=0.35 if palette.is_wet else 0)
    sheet.lay(trunk, palette.ink)
    sheet.lay(crown, palette.at("land", 0.8))
    sheet.lay(country.below(country.ridge(rng, 1130, 18)), palette.at("land", 0.95))


def _park(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(country.bank(rng, 1090, 110), palette.at("land", 0.7))
    sheet.lay(country.bank(rng, 1160, 140), palette.at("land", 0.95))
