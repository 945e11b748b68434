"""The scene “football”."""

import math

from .. import plants, sky
from ..cut import WIDTH, Cut
from ..figures import figure, row_of
from ..grounds import far_stand, floodlights, kits, pitch
from ..palettes import mix
from ..paper import Sheet
from ..poses import CHEER, KICK, LEAP, RUN, STAND, STRETCH, WALK
from ..wear import Wear, dressed


def football(sheet: Sheet) -> None:
    """Draw a match: a duel for the ball, a shot at goal, or a header."""
    rng, palette = sheet.rng, sheet.palette
    if not palette.is_dark:
        sky.sun(sheet, y=120, radius=60)
    if palette.is_dark or rng.random() < 0.5:
        floodlights(sheet, (200, 1600), 150, 420)
    far_stand(sheet, 300 + rng.uniform(-20, 40), 640)
    pitch(sheet, 668)
    teams = kits(palette, rng)
    for x in row_of(rng, 3, 100, 1700):
        figure(
            sheet,
            x,
            790 + rng.uniform(-20, 20),
            0.4,
            rng.choice((RUN, STAND, WALK)),
            teams[rng.randrange(2)],
            mirror=rng.random() < 0.5,
        )
    mirror = rng.random() < 0.5
    (_duel, _shot, _header)[sheet.seed % 3](sheet, teams, mirror=mirror)
    sheet.lay(plants.blades(rng, 150, -20, WIDTH + 20, 46), palette.at("land", 0.8), lift=0.4)
    sky.weather(sheet)


def ball(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """Lay a football."""
    palette, patches = sheet.palette, Cut()
    sheet.lay(Cut().oval(x, y, radius), palette.cream, lift=1.2, shade=0.2)
    patches.polygon(
        [(x + math.sin(k * 1.257) * radius * 0.4, y - math.cos(k * 1.257) * radius * 0.4) for k in range(5)]
    )
    for k in range(5):
        a = k * 1.257
        px, py = x + math.sin(a) * radius * 0.84, y - math.cos(a) * radius * 0.84
        patches.oval(px, py, radius * 0.16).stroke(
            [(x + math.sin(a) * radius * 0.38, y - math.cos(a) * radius * 0.38), (px, py)], radius * 0.07
        )
    sheet.lay(patches, palette.ink, lift=0)


def _duel(sheet: Sheet, teams: tuple[Wear, Wear], *, mirror: bool) -> None:
    rng = sheet.rng
    x, side = rng.uniform(760, 1000), -1 if mirror else 1
    figure(sheet, x - side * 300, 1140, 1.55, RUN, teams[1], mirror=mirror)
    figure(sheet, x + side * 60, 1170, 1.7, rng.choice((STRETCH, RUN)), teams[0], mirror=mirror)
    ball(sheet, x + side * 380, 1120, 44)


def _shot(sheet: Sheet, teams: tuple[Wear, Wear], *, mirror: bool) -> None:
    rng, palette = sheet.rng, sheet.palette
    net, posts = Cut(), Cut()
    pen, bars = (cut.place(WIDTH if mirror else 0, 0, 1, mirror=mirror) for cut in (net, posts))
    for k in range(13):
        pen.stroke([(1290 + k * 40, 500), (1300 + k * 44, 1010)], 2.6).stroke(
            [(1290, 520 + k * 40), (1830, 505 + k * 44)], 2.6
        )
    bars.stroke([(1290, 1040), (1290, 496), (1840, 470)], 20).stroke([(1290, 1030), (1420, 950)], 8)
    sheet.lay(net, mix(palette.cream, palette.at("land", 0.5), 0.2), lift=0.3, edge=0)
    keeper = dressed(palette, rng, cut="kit", top=palette.accents[2], legs=palette.ink, hat="bun")
    figure(
        sheet, WIDTH - 1460 if mirror else 1460, 900, 1.2, CHEER, keeper, turn=-58 if not mirror else 58, mirror=mirror
    )
    sheet.lay(posts, palette.cream)
    x = rng.uniform(480, 620)
    figure(sheet, WIDTH - x if mirror else x, 1160, 1.75, KICK, teams[0], mirror=mirror)
    figure(sheet, WIDTH - 180 if mirror else 180, 1120, 1.4, RUN, teams[1], mirror=mirror)
    trail = Cut()
    for k in range(3):
        trail.place(WIDTH if mirror else 0, 0, 1, mirror=mirror).stroke(
            [(860 - k * 24, 926 + k * 30), (1010, 850 + k * 30)], 2, 9
        )
    sheet.lay(trail, palette.cream, lift=0)
    place = rng.uniform(1060, 1110)
    ball(sheet, WIDTH - place if mirror else place, 850, 44)


def _header(sheet: Sheet, teams: tuple[Wear, Wear], *, mirror: bool) -> None:
    rng, side = sheet.rng, -1 if mirror else 1
    x = rng.uniform(800, 1000)
    figure(sheet, x + side * 330, 1150, 1.45, STRETCH, teams[1], mirror=not mirror)
    figure(sheet, x - side * 40, 1080, 1.6, LEAP, teams[0], mirror=mirror)
    figure(sheet, x + side * 170, 1110, 1.5, LEAP, teams[1], mirror=not mirror)
    figure(sheet, x - side * 480, 1170, 1.5, RUN, teams[0], mirror=mirror)
    ball(sheet, x + side * 110, 400, 44)
