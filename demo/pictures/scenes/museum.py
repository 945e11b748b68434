"""The scene “museum”."""

from ..cut import HEIGHT, WIDTH, Cut, arc, smooth
from ..figures import figure, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import HOLD, SIT, STAND, WALK
from ..rooms import painting, wall
from ..wear import bareheaded


def museum(sheet: Sheet) -> None:
    """Draw a museum: a bronze on its plinth, rooms beyond arches, or a wall of paintings."""
    (_plinth, _enfilade, _gallery)[sheet.seed % 3](sheet)


def _gallery(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    wall(sheet, rng.choice((0.06, 0.5, 0.3)), 920)
    x, number = rng.uniform(60, 130), sheet.seed
    while x < WIDTH - 180:
        wide = rng.uniform(220, 470)
        if rng.random() < 0.3 and wide < 360:
            for k in range(2):
                painting(sheet, x, 200 + k * 290, wide, 220, number + k)
        else:
            tall = rng.uniform(300, 470)
            painting(sheet, x, 440 - tall / 2, wide, tall, number)
        x += wide + rng.uniform(90, 150)
        number += 1
    lamps = Cut()
    for x in row_of(rng, 5, 60, 1740):
        lamps.polygon([(x - 22, -10), (x + 22, -10), (x + 34, 46), (x - 34, 46)])
        sheet.glow(x, 160, 300, palette.glow, 0.22)
    sheet.lay(lamps, palette.ink, lift=0.6)
    bench = Cut().box(620, 1010, 1180, 1042, 8).box(660, 1040, 690, 1110).box(1110, 1040, 1140, 1110)
    sheet.lay(bench, palette.at("room", 0.98))
    if rng.random() < 0.6:
        figure(sheet, 820, 1112, 0.8, SIT, bareheaded(palette, rng, cut="shirt"), mirror=rng.random() < 0.5)
    for x in rng.sample((200, 420, 1320, 1500, 1640), 3):
        figure(sheet, x, 1130, 1.12, rng.choice((STAND, HOLD, WALK)), bareheaded(palette, rng), mirror=x > 900)


def _enfilade(sheet: Sheet) -> None:
    """Lay room behind room, each seen through the arch of the one before."""
    rng, palette = sheet.rng, sheet.palette
    x = rng.uniform(760, 1040)
    sheet.lay(Cut().box(0, 0, WIDTH, HEIGHT), mix(palette.glow, palette.cream, 0.4), lift=0)
    painting(sheet, x - 80, 520, 160, 190, sheet.seed)
    sheet.lay(Cut().box(-20, 840, WIDTH + 20, HEIGHT), palette.at("room", 0.35), lift=0)
    for i in range(4):
        half, foot, top = 190 + i * 150, 850 + i * 84, 560 - i * 70
        room = Cut().box(-20, -20, WIDTH + 20, foot)
        room.polygon(
            [*arc(x, top, half, half * 0.9, 180, 360, 40), (x + half, foot + 10), (x - half, foot + 10)], hole=True
        )
        sheet.lay(room, palette.at("room", 0.12 + i * 0.2), lift=1.4)
        floor = Cut()
        for side, rim in ((-1, -20), (1, WIDTH + 20)):
            near = x + side * half * 1.3
            floor.polygon([(rim, foot - 2), (x + side * half, foot - 2), (near, foot + 84), (rim, foot + 84)])
        sheet.lay(floor, palette.at("room", 0.3 + i * 0.2), lift=0)
        if i in {1, 2}:
            side = -1 if i == 1 else 1
            figure(
                sheet,
                x + side * half * 0.55,
                foot + 50,
                0.5 + 0.3 * i,
                STAND,
                bareheaded(palette, rng),
                mirror=side > 0,
            )
        for side in (-1, 1):
            place = x + side * (half + 150)
            if i == 3 and 90 < place < WIDTH - 90:
                painting(sheet, place - 80, 470, 160, 240, sheet.seed + i + side)
    figure(sheet, x + rng.choice((-1, 1)) * 330, 1170, 1.25, HOLD, bareheaded(palette, rng), mirror=rng.random() < 0.5)


def _plinth(sheet: Sheet) -> None:
    """Lay a bronze drum or a vase on a plinth, lit from above."""
    rng, palette = sheet.rng, sheet.palette
    wall(sheet, 0.6, 940)
    x = rng.uniform(760, 1040)
    for k in range(4):
        sheet.lay(
            Cut().polygon(
                [(x - 90 - k * 12, -20), (x + 90 + k * 12, -20), (x + 520 - k * 80, 1060), (x - 520 + k * 80, 1060)]
            ),
            mix(palette.at("room", 0.55), palette.glow, 0.1 + k * 0.07),
            lift=0.2,
            edge=0,
        )
    for side in (-1, 1):
        painting(sheet, x + side * 640 - 150, 260, 300, 380, sheet.seed + side)
    sheet.lay(
        Cut()
        .polygon([(x - 190, 760), (x + 190, 760), (x + 210, 1120), (x - 210, 1120)])
        .box(x - 220, 730, x + 220, 770, 6),
        palette.cream,
    )
    bronze = mix(palette.accents[2], palette.accents[3], 0.5)
    drum, rings = Cut(), Cut()
    if sheet.seed % 2:
        drum.polygon(
            smooth([(x - 110, 732), (x - 60, 690), (x - 150, 560), (x - 120, 440), (x - 50, 380), (x - 70, 330)])
            + smooth([(x + 70, 330), (x + 50, 380), (x + 120, 440), (x + 150, 560), (x + 60, 690), (x + 110, 732)])
        )
        levels = ((470, 128), (560, 146), (640, 100))
    else:
        drum.polygon(
            smooth([(x - 200, 732), (x - 150, 640), (x - 150, 560), (x - 230, 480), (x - 220, 420)])
            + smooth([(x + 220, 420), (x + 230, 480), (x + 150, 560), (x + 150, 640), (x + 200, 732)])
        )
        drum.oval(x, 420, 222, 44)
        levels = ((490, 216), (580, 148), (660, 160))
    for level, half in levels:
        rings.box(x - half, level, x + half, level + 6, 3).box(x - half, level + 14, x + half, level + 18, 2)
        for k in range(9):
            rings.oval(x - half * 0.9 + k * half * 0.225, level + 36, 8)
    sheet.lay(drum, bronze, lift=1.2, shade=0.25)
    sheet.lay(rings, mix(bronze, palette.glow, 0.5), lift=0)
    for i, place in enumerate((x - 440, x + 430, x + 600)):
        figure(sheet, place, 1150, 1.15, rng.choice((STAND, HOLD)), bareheaded(palette, rng), mirror=i > 0)
