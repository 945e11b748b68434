"""The scene “tram”."""

from random import Random

from .. import country, plants, sky
from ..buildings import skyline, wires
from ..cut import HEIGHT, WIDTH, Cut, arc, path, smooth
from ..figures import figure, row_of
from ..palettes import Colour, mix
from ..paper import Sheet
from ..poses import HOLD, STAND, WALK
from ..wear import dressed


def tram(sheet: Sheet) -> None:
    """Draw a tram: at its stop, on its viaduct over the trees, or coming head on."""
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 0, 4)), y=rng.uniform(170, 260))
    sky.clouds(sheet, rng.randint(1, 3), 100, 300, clear=sun)
    for i in range(3):
        towers, lights = skyline(rng, 800 + i * 30, 190, 540 - i * 100, 120, windows=0.85)
        sheet.lay(towers, palette.at("town", 0.05 + 0.2 * i), lift=0.7)
        sheet.lay(lights, palette.glow if palette.is_dark else palette.at("town", max(0, 0.2 * i - 0.1)), lift=0)
    (_at_stop, _on_viaduct, _head_on)[sheet.seed % 3](sheet)
    sky.weather(sheet)


def _tram_cars(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, mirror: bool, cars: int = 3) -> None:
    """Lay a tram whose wheels stand at y and whose nose is at the right."""
    palette = sheet.palette
    sheets = {name: Cut() for name in ("bogies", "shell", "trim", "glass", "doors", "panes", "riders", "lamp")}
    for i in range(cars):
        pens = {name: cut.place(x, y, size, mirror=mirror).place(-i * 420 - 400, 0) for name, cut in sheets.items()}
        _tram_car(pens, sheet.rng, is_first=i == 0)
    sheets["lamp"].place(x, y, size, mirror=mirror).oval(16, -62, 13)
    if palette.is_dark:
        sheet.glow(x + (40 if not mirror else -40), y - 62 * size, 260, palette.glow, 0.6)
    sheet.lay(sheets["bogies"], palette.ink, lift=0.5)
    sheet.lay(sheets["shell"], colour)
    sheet.lay(sheets["trim"], palette.cream, lift=0.15)
    sheet.lay(sheets["glass"], palette.glow, lift=0)
    sheet.lay(sheets["doors"], mix(colour, palette.ink, 0.3), lift=0.3)
    sheet.lay(sheets["panes"], palette.glow, lift=0)
    sheet.lay(sheets["riders"], mix(palette.ink, colour, 0.35), lift=0)
    sheet.lay(sheets["lamp"], palette.glow, lift=0.2)


def _tram_car(pens: dict[str, Cut], rng: Random, *, is_first: bool) -> None:
    """Draw one car, 400 units long, from its rear at x = 0."""
    for k in (60, 236):
        pens["bogies"].box(k, -34, k + 114, -4, 12).oval(k + 28, -14, 22).oval(k + 86, -14, 22)
    pens["bogies"].box(-24, -190, 10, -40)
    if is_first:
        pens["shell"].polygon([(0, -226), *smooth(path("330,-226 400,-190 432,-90 430,-30")), (0, -30)])
        pens["glass"].polygon([*smooth(path("340,-206 386,-176 410,-116")), (340, -116)])
    else:
        pens["shell"].box(0, -226, 400, -30, 14)
    pens["shell"].box(90, -250, 300, -222, 8)
    pens["trim"].box(4, -98, 406, -82)
    for k in (22, 128, 234):
        pens["glass"].box(k, -200, k + 88, -122, 8)
        if rng.random() < 0.6:
            pens["riders"].oval(k + 88, -146, 14, 17).polygon(arc(k + 88, -121, 24, 20, 180, 360, 12))
    for k in (26, 68, 238, 280):
        pens["doors"].box(k, -204, k + 38, -40, 5)
        pens["panes"].box(k + 7, -192, k + 31, -90, 4)


def _at_stop(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    mirror = rng.random() < 0.5
    sheet.lay(country.bank(rng, 850, 90), palette.at("land", 0.55))
    sheet.lay(Cut().box(-20, 920, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.75))
    wires(sheet, [((-20, 560), (WIDTH + 20, 570)), ((-20, 590), (WIDTH + 20, 600))], palette.ink, sag=10)
    nose = rng.uniform(1280, 1500)
    _tram_cars(
        sheet, WIDTH - nose if mirror else nose, 1010, 1.25, palette.accents[rng.choice((0, 3, 0))], mirror=mirror
    )
    sheet.lay(Cut().box(-20, 1006, WIDTH + 20, 1016), palette.cream, lift=0.2)
    sheet.lay(Cut().box(-20, 1080, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.5))
    shelter = Cut()
    pen = shelter.place(0 if mirror else WIDTH, 0, 1, mirror=not mirror)
    pen.box(90, 640, 620, 668, 8).box(150, 660, 166, 1110).box(540, 660, 556, 1110)
    sheet.lay(shelter, mix(palette.ink, palette.at("town", 0.7), 0.3))
    for x in row_of(rng, 6, 60, 1740):
        figure(
            sheet,
            x,
            1150 + rng.uniform(-10, 24),
            0.88,
            rng.choice((STAND, HOLD, WALK)),
            dressed(palette, rng),
            mirror=rng.random() < 0.5,
        )


def _on_viaduct(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    mirror, deck = rng.random() < 0.5, rng.uniform(720, 780)
    sheet.lay(country.bank(rng, 900, 100), palette.at("land", 0.45))
    nose = rng.uniform(1150, 1600)
    _tram_cars(
        sheet,
        WIDTH - nose if mirror else nose,
        deck,
        1.05,
        palette.accents[rng.choice((0, 3, 1))],
        mirror=mirror,
        cars=4,
    )
    piers, beam = Cut(), Cut().box(-20, deck - 4, WIDTH + 20, deck + 54)
    for x in row_of(rng, 4, -60, WIDTH + 60):
        piers.polygon(
            [
                (x - 110, deck + 50),
                (x + 110, deck + 50),
                (x + 42, deck + 130),
                (x + 42, 1220),
                (x - 42, 1220),
                (x - 42, deck + 130),
            ]
        )
    sheet.lay(piers, mix(palette.at("town", 0.5), palette.cream, 0.12))
    sheet.lay(beam, mix(palette.at("town", 0.4), palette.cream, 0.2))
    sheet.lay(country.bank(rng, 1030, 120), palette.at("land", 0.65))
    sheet.lay(country.bank(rng, 1130, 150), palette.at("land", 0.9))


def _head_on(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(country.bank(rng, 830, 80), palette.at("land", 0.5))
    sheet.lay(Cut().box(-20, 890, WIDTH + 20, HEIGHT + 20), palette.at("town", 0.7))
    x, far = rng.uniform(720, 1080), rng.uniform(760, 1040)
    rails = Cut()
    for side in (-1, 1):
        rails.polygon(
            [(far + side * 20, 890), (far + side * 26, 890), (x + side * 190 + 14, 1210), (x + side * 190 - 14, 1210)]
        )
    sheet.lay(rails, palette.cream, lift=0.2)
    for side in (-1, 1):
        for depth in range(3):
            trunk, crown = Cut(), Cut()
            plants.tree(trunk, crown, far + side * (330 + depth * 250), 950 + depth * 110, rng, 0.8 + depth * 0.5)
            sheet.lay(trunk, palette.ink)
            sheet.lay(crown, palette.at("land", 0.55 + depth * 0.16))
    if palette.is_dark:
        sheet.glow(x, 900, 620, palette.glow, 0.45)
    _nose(sheet, x, palette.accents[rng.choice((0, 3))])
    wires(sheet, [((x - 60, 470), (far - 20, 400)), ((x + 60, 470), (far + 20, 400))], palette.ink, sag=-6)


def _nose(sheet: Sheet, x: float, colour: Colour) -> None:
    """Lay the front of a tram and its driver, centred on x."""
    palette = sheet.palette

    def piece() -> tuple[Cut, Cut]:
        cut = Cut()
        return cut, cut.place(x, 0)

    shell, pen = piece()
    pen.blob(path("-230,1110 -244,800 -196,520 0,470 196,520 244,800 230,1110 0,1130"))
    sheet.lay(shell, colour, lift=1.3)
    glass, pen = piece()
    pen.blob(path("-196,830 -176,610 0,574 176,610 196,830 0,848"))
    sheet.lay(glass, palette.glow if palette.is_dark else mix(palette.at("town", 0.8), palette.ink, 0.2), lift=0.3)
    driver = dressed(palette, sheet.rng, hat="bun", cut="shirt", top=palette.accents[3])
    figure(sheet, x + 40, 960, 0.78, HOLD, driver, mirror=True, legs=False)
    apron, pen = piece()
    pen.blob(path("-238,850 0,866 238,850 232,1110 0,1130 -232,1110"))
    sheet.lay(apron, colour, lift=0.2)
    trim, pen = piece()
    pen.box(-120, 506, 120, 556, 12)
    pen.polygon(smooth(path("-238,900 0,930 238,900")) + smooth(path("238,926 0,956 -238,926")))
    sheet.lay(trim, palette.cream, lift=0.4)
    lamps, pen = piece()
    pen.oval(-160, 1010, 34, 30).oval(160, 1010, 34, 30)
    sheet.lay(lamps, palette.glow, lift=0.5)
