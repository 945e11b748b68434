"""The scene “crowd”."""

from .. import country, plants, sky
from ..crossings import stays
from ..cut import HEIGHT, WIDTH, Cut
from ..figures import figure, from_behind, row_of
from ..grounds import far_stand, flag, floodlights, scarf
from ..palettes import mix
from ..paper import Sheet
from ..poses import CHEER, HOLD, SPEAK, STAND, WALK
from ..wear import dressed


def crowd(sheet: Sheet) -> None:
    """Draw supporters, people before a new bridge, residents by a lake, or early walkers."""
    (_supporters, _opening, _residents, _walkers)[sheet.seed % 4](sheet)


def _supporters(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    floodlights(sheet, (rng.uniform(200, 400), rng.uniform(1400, 1600)), 170, 420)
    far_stand(sheet, 330, 560)
    sheet.lay(Cut().box(-20, 590, WIDTH + 20, HEIGHT), palette.at("town", 0.85))
    team = (palette.accents[0], palette.accents[0], palette.cream, palette.accents[2])
    for row in range(4):
        size, y = 0.62 + row * 0.16, 830 + row * 140
        if row in {1, 2}:
            for x in row_of(rng, 2, 100, 1700):
                flag(sheet, x, y - 60, 0.95, palette.accents[0], mirror=rng.random() < 0.5)
        for x in row_of(rng, 11 - row * 2, -30, WIDTH + 30):
            wear = dressed(
                palette, rng, cut="shirt", top=rng.choice(team), hat=rng.choice(("short", "pony", "long", "cap", "bun"))
            )
            figure(
                sheet,
                x,
                y + 130,
                size,
                CHEER if rng.random() < 0.55 else rng.choice((HOLD, STAND)),
                wear,
                mirror=rng.random() < 0.5,
                legs=row == 0,
            )
        if row > 1:
            scarf(sheet, rng.uniform(300, 1500), y - 190)


def _opening(sheet: Sheet) -> None:
    """Lay a crowd seen from behind, some with hard hats, before the bridge."""
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sky.clouds(sheet, 3, clear=sun)
    country.hills(sheet, [(660, 60)], span=(0.1, 0.2))
    stays(sheet, 520, 740, mix(palette.cream, palette.sun, 0.3))
    country.water(sheet, 690, bands=3, span=(0.2, 0.6), light=sun[0])
    for row in range(4):
        size, y = 0.45 + row * 0.2, 830 + row * 128
        if row == 1:
            for x in row_of(rng, 3, 60, 1740):
                flag(sheet, x, y, 0.8, palette.accents[(0, 2, 3)[int(x) % 3]], mirror=rng.random() < 0.5)
        for x in row_of(rng, 13 - row * 3, -30, WIDTH + 30):
            hat = rng.choice(("helmet", "helmet", "cone", "short", "long", "bun", "cap"))
            own = rng.choice((*palette.accents, palette.cream, palette.at("town", 0.6)))
            at_work = {"top": palette.accents[1], "hat_colour": palette.accents[2]}
            wear = dressed(palette, rng, hat=hat, **(at_work if hat == "helmet" else {"top": own}))
            from_behind(sheet, x, y + 60, size, wear, raises=rng.choice((0, 0, 0, 0, 1, -1)))
    sky.weather(sheet)


def _residents(sheet: Sheet) -> None:
    """Lay neighbours in talk under the trees of a lake's bank."""
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((0, 4)))
    sheet.lay(country.bank(rng, 560, 60), palette.at("land", 0.25))
    country.water(sheet, 590, bands=4, span=(0.15, 0.6), light=sun[0])
    sheet.lay(country.below(country.ridge(rng, 840, 10)), palette.at("land", 0.6))
    trunk, crown = Cut(), Cut()
    for x in row_of(rng, 3, 0, WIDTH):
        plants.tree(trunk, crown, x, 880, rng, rng.uniform(1.9, 2.5))
    sheet.lay(trunk, mix(palette.at("land", 1), palette.accents[0], 0.15))
    sheet.lay(crown, palette.at("land", 0.45))
    for row in range(3):
        size, y = 0.78 + row * 0.2, 950 + row * 110
        for i, x in enumerate(row_of(rng, 8 - row * 2, 30, 1770)):
            figure(sheet, x, y, size, rng.choice((STAND, SPEAK, HOLD, STAND)), dressed(palette, rng), mirror=i % 2 == 1)
    sheet.lay(plants.blades(rng, 120, -20, WIDTH + 20, 90), palette.at("land", 0.95))
    sky.weather(sheet)


def _walkers(sheet: Sheet) -> None:
    """Lay people who stroll along the river in the same direction."""
    rng, palette = sheet.rng, sheet.palette
    sun = sky.sun(sheet, rings=rng.choice((4, 5)), radius=150, y=rng.uniform(300, 400))
    stays(sheet, 470, 700, mix(palette.cream, palette.sun, 0.3))
    country.water(sheet, 650, bands=3, span=(0.15, 0.45), light=sun[0])
    mirror = rng.random() < 0.5
    for row in range(3):
        size, y = 0.72 + row * 0.26, 900 + row * 130
        sheet.lay(country.below(country.ridge(rng, y - 40, 6)), palette.at("land", 0.4 + row * 0.2))
        for x in row_of(rng, 8 - row * 2, -20, WIDTH + 20):
            figure(
                sheet,
                x,
                y,
                size,
                WALK if rng.random() < 0.8 else STAND,
                dressed(palette, rng),
                mirror=mirror if rng.random() < 0.85 else not mirror,
            )
    sheet.lay(country.below(country.ridge(rng, 1186, 8)), palette.at("land", 0.98))
    sky.birds(sheet, 6, rng.uniform(500, 1300), 200, mix(palette.ink, palette.sky[0], 0.4))
    sky.weather(sheet)
