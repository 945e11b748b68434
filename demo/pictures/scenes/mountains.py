"""The scene “mountains”."""

from random import Random

from .. import boats, country, plants, sky
from ..buildings import pagoda
from ..cut import HEIGHT, WIDTH, Cut, smooth
from ..figures import figure, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import STAND, WALK
from ..wear import dressed


def mountains(sheet: Sheet) -> None:
    """Draw mountains: limestone towers over water, ranges with walkers, or snow and ice."""
    (_ranges, _karst, _karst, _snow)[sheet.seed % 4](sheet)
    sky.weather(sheet)


def _karst(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, rng.randint(1, 3), clear=sun)
    top = rng.uniform(740, 820)
    for i in range(4):
        cut = Cut().box(-20, top - 30, WIDTH + 20, top + 80)
        for x in row_of(rng, 5 - i // 2, -60, WIDTH + 60):
            if i > 1 and abs(x - 900) < 330:
                continue
            _tower(cut, rng, x, top, (1 + i * 0.12, 1 - i * 0.06))
        sheet.lay(cut, palette.at("land", 0.05 + i * 0.22))
        if i == 1:
            mist(sheet, top - rng.uniform(120, 220))
    if rng.random() < 0.4:
        pagoda(sheet, rng.choice((260, 1540)), top + 10, 0.62, 3, mix(palette.accents[0], palette.at("town", 0.8), 0.4))

    def objects(band: int, y: float) -> None:
        if band in {1, 2}:
            x = rng.uniform(500, 1300)
            boats.sampan(
                sheet,
                x,
                y - 10,
                0.5 + band * 0.26,
                mix(palette.accents[1], palette.ink, 0.35),
                mirror=rng.random() < 0.5,
                wear=boats.rower(sheet, rng),
            )

    country.water(sheet, top, span=(0.15, 0.9), light=sun[0], between=objects)
    plants.spray(sheet, rng.choice((0, WIDTH)), 1220, palette.at("land", 0.9), turn=-90, size=0.9)


def _tower(cut: Cut, rng: Random, x: float, foot: float, stretch: tuple[float, float]) -> None:
    """Draw a tower of limestone with a lower shoulder to its right; `stretch` is its width and height."""
    wide, tall = rng.uniform(100, 180) * stretch[0], rng.uniform(260, 560) * stretch[1]
    lean, notch = rng.uniform(-50, 50) / wide, rng.uniform(0.5, 0.68)
    outline = (
        (-1.2, -40 / tall), (-0.95, 0.36), (lean - 0.7, 0.84), (lean - 0.34, 1), (lean, 0.93),
        (lean + 0.22, notch), (0.44, notch + 0.06), (0.74, 0.42), (1.2, -40 / tall),
    )  # fmt: skip
    cut.polygon([(x, foot + 60), *smooth([(x + wide * across, foot - tall * up) for across, up in outline])])


def mist(sheet: Sheet, y: float) -> None:
    """Lay two thin banks of mist, rounded at their ends."""
    rng, palette = sheet.rng, sheet.palette
    for k in range(2):
        x, wide, level, cut = rng.uniform(300, 1500), rng.uniform(260, 460), y + k * 70, Cut()
        cut.box(x - wide, level - 13, x + wide, level + 13, 13).box(
            x - wide * 0.3, level - 36, x + wide * 0.56, level - 6, 15
        )
        cut.box(x - wide * 0.6, level + 6, x + wide * 0.2, level + 32, 13)
        sheet.lay(
            cut,
            mix(palette.at("land", 0.08), palette.cream, 0.25 if palette.is_dark else 0.5),
            lift=0.35,
            shade=0.03,
            edge=0.15,
        )


def _ranges(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 5)))
    sky.clouds(sheet, rng.randint(1, 3), clear=sun)
    for i in range(6):
        line = country.ridge(rng, 470 + i * 110, 170 - i * 14, waves=5)
        sheet.lay(country.below(line), palette.at("land", i / 6.5), lift=1)
        if i == 2:
            mist(sheet, 700)
    path = country.ridge(rng, 1070, 60, waves=3)
    for i in rng.sample(range(15, 76, 10), 3):
        figure(
            sheet, path[i][0], path[i][1] + 6, 0.5, WALK, dressed(palette, rng, cut="shirt"), mirror=sheet.seed % 2 == 0
        )
    sheet.lay(country.below(path), palette.at("land", 0.98))


def _snow(sheet: Sheet) -> None:
    """Lay folded peaks with white caps, a glacier and a lake of meltwater."""
    rng, palette = sheet.rng, sheet.palette
    sky.sun(sheet, rings=0, y=rng.uniform(160, 230))
    sky.clouds(sheet, 2, 100, 220)
    for i in range(3):
        rock, caps, shades = Cut().box(-20, 760 + i * 70, WIDTH + 20, HEIGHT), Cut(), Cut()
        for x in row_of(rng, 4, -100, WIDTH + 100):
            wide, tall = rng.uniform(300, 430), rng.uniform(330, 560) * (1 - i * 0.2)
            foot, peak = 790 + i * 70, 790 + i * 70 - tall
            rock.polygon(
                [
                    (x - wide, foot),
                    (x - wide * 0.4, peak + tall * 0.46),
                    (x, peak),
                    (x + wide * 0.46, peak + tall * 0.5),
                    (x + wide, foot),
                ]
            )
            snow = ((0, 0), (0.3, 0.33), (0.16, 0.27), (0.06, 0.4), (-0.06, 0.28), (-0.18, 0.37), (-0.28, 0.32))
            caps.polygon([(x + wide * across, peak + tall * down) for across, down in snow])
            shades.polygon(
                [
                    (x, peak),
                    (x + wide * 0.46, peak + tall * 0.5),
                    (x + wide, foot),
                    (x + wide * 0.2, foot),
                    (x + wide * 0.12, peak + tall * 0.55),
                ]
            )
        colour = palette.at("town", 0.12 + i * 0.26)
        sheet.lay(rock, colour)
        sheet.lay(shades, mix(colour, palette.ink, 0.16), lift=0)
        if i < 2:
            sheet.lay(caps, mix(palette.cream, colour, 0.1 * i), lift=0.3)
    glacier = Cut().polygon(
        smooth([(820, 700), (760, 800), (900, 880), (700, 980)])
        + smooth([(1180, 980), (1060, 880), (960, 800), (980, 700)])
    )
    sheet.lay(glacier, mix(palette.cream, palette.at("water", 0.1), 0.3))
    country.water(sheet, 960, bands=3, span=(0.1, 0.6))
    sheet.lay(country.below(country.ridge(rng, 1140, 40, waves=4)), palette.at("land", 0.9))
    for x in rng.sample((300, 620, 1200, 1500), 2):
        figure(sheet, x, 1146, 0.34, STAND, dressed(palette, rng, hat="cap", cut="coat"), mirror=rng.random() < 0.5)
