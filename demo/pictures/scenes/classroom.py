"""The scene “classroom”."""

from ..cut import WIDTH, Cut
from ..figures import figure, from_behind, row_of
from ..palettes import mix
from ..paper import Sheet
from ..poses import HOLD, POINT, SIT, SPEAK, STAND
from ..rooms import hanging_lamp, wall, window
from ..wear import bareheaded


def classroom(sheet: Sheet) -> None:
    """Draw a class before the blackboard, students round a table, or pupils at their desks by the windows."""
    (_lesson, _workshop, _desks)[sheet.seed % 3](sheet)


def _blackboard(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    rng, palette = sheet.rng, sheet.palette
    sheet.lay(Cut().box(x0 - 22, y0 - 22, x1 + 22, y1 + 22, 8), mix(palette.accents[1], palette.ink, 0.45))
    sheet.lay(Cut().box(x0, y0, x1, y1), mix(palette.accents[3], palette.ink, 0.55), lift=0)
    chalk = Cut()
    for row in range(rng.randint(3, 4)):
        x = x0 + 60
        while x < x0 + (x1 - x0) * 0.52:
            wide = rng.uniform(30, 110)
            chalk.box(x, y0 + 60 + row * 76, x + wide, y0 + 68 + row * 76, 4)
            x += wide + 22
    cx, cy, size = x0 + (x1 - x0) * 0.78, (y0 + y1) / 2, (y1 - y0) * 0.3
    if rng.random() < 0.5:
        chalk.stroke(
            [
                (cx - size * 1.3, cy + size),
                (cx + size * 1.3, cy + size),
                (cx - size * 0.5, cy - size),
                (cx - size * 1.3, cy + size),
            ],
            6,
        )
        chalk.stroke([(cx - size * 0.5, cy - size), (cx - size * 0.5, cy + size)], 4)
    else:
        chalk.oval(cx, cy, size).oval(cx, cy, size - 6, hole=True).stroke(
            [(cx - size * 1.4, cy), (cx + size * 1.4, cy)], 4
        )
        chalk.stroke([(cx, cy), (cx + size * 0.7, cy - size * 0.7)], 5)
    sheet.lay(chalk, mix(palette.cream, palette.accents[3], 0.15), lift=0)


def _lesson(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    wall(sheet, 0.12, 860)
    is_left = rng.random() < 0.5
    board = (330, 1330) if is_left else (470, 1470)
    _blackboard(sheet, board[0], 190, board[1], 640)
    window(sheet, 1500 if is_left else 60, 180, 260, 460, panes=1)
    figure(
        sheet,
        board[1] - 40 if is_left else board[0] + 40,
        930,
        1.25,
        POINT,
        bareheaded(palette, rng, cut="dress", hat=rng.choice(("bun", "long"))),
        mirror=is_left,
    )
    for row in range(3):
        size, y = 0.62 + row * 0.3, 890 + row * 150
        count = 7 - row * 2
        if row:
            sheet.lay(
                Cut().box(-20, y - 40, WIDTH + 20, y + 60),
                mix(palette.accents[1], palette.at("room", 0.8), 0.5 + row * 0.1),
            )
        for i, x in enumerate(row_of(rng, count, 40, WIDTH - 40)):
            shirt = (
                mix(palette.cream, palette.at("room", 0.3), 0.12 * row)
                if rng.random() < 0.7
                else palette.accents[(i + row) % 5]
            )
            hat = rng.choice(("short", "short", "pony", "long", "bun"))
            from_behind(
                sheet,
                x,
                y + 40,
                size,
                bareheaded(palette, rng, top=shirt, hat=hat),
                raises=rng.choice((0, 0, 0, 1, -1)),
            )
            if rng.random() < 0.3 and row < 2:
                sheet.lay(
                    Cut().polygon(
                        [(x - 52 * size, y - 50 * size), (x, y - 34 * size), (x + 52 * size, y - 50 * size), (x, y - 4)]
                    ),
                    palette.accents[0],
                    lift=0.3,
                )


def _workshop(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    wall(sheet, 0.15, 880)
    window(sheet, 120, 130, 1560, 470, panes=5)
    for x in row_of(rng, 3, 150, 1650):
        hanging_lamp(sheet, x, rng.uniform(220, 300), 0.8, palette.accents[rng.choice((0, 2, 3))])
    for i, x in enumerate(row_of(rng, 5, 100, 1700)):
        pose = (HOLD, SPEAK, HOLD, STAND, SPEAK)[(i + sheet.seed) % 5]
        figure(sheet, x, 1190, 1.4, pose, bareheaded(palette, rng, cut="shirt"), mirror=x > 900)
    table = mix(palette.accents[2], palette.at("room", 0.7), 0.5)
    sheet.lay(Cut().polygon([(180, 900), (1620, 900), (1800, 1060), (0, 1060)]), table)
    for i, x in enumerate(row_of(rng, 5, 200, 1600)):
        _on_table(sheet, x, 985 + rng.uniform(-20, 20), i + sheet.seed)
    sheet.lay(Cut().box(0, 1056, WIDTH, 1090), mix(table, palette.ink, 0.25))
    for x in row_of(rng, 4, -40, WIDTH + 40):
        from_behind(sheet, x, 1230, 1.15, bareheaded(palette, rng))


def _on_table(sheet: Sheet, x: float, y: float, number: int) -> None:
    """Lay a laptop, a model tram, a stack of books or a plan on the table whose edge is at y."""
    palette, thing, detail = sheet.palette, Cut(), Cut()
    style = number % 4
    if style == 0:
        thing.polygon([(x - 96, y - 128), (x + 96, y - 128), (x + 84, y - 6), (x - 84, y - 6)]).box(
            x - 104, y - 8, x + 104, y + 4, 4
        )
        detail.oval(x, y - 66, 12)
    elif style == 1:
        thing.box(x - 110, y - 74, x + 110, y - 12, 16).oval(x - 66, y - 10, 13).oval(x + 66, y - 10, 13)
        for k in range(4):
            detail.box(x - 92 + k * 48, y - 60, x - 58 + k * 48, y - 38, 4)
    elif style == 2:
        for k in range(4):
            (thing if k % 2 else detail).box(x - 74 + k * 6, y - 26 - k * 26, x + 74 - k * 4, y - k * 26, 4)
    else:
        thing.polygon([(x - 130, y + 2), (x - 96, y - 42), (x + 96, y - 42), (x + 130, y + 2)])
        detail.stroke([(x - 90, y - 8), (x - 20, y - 30), (x + 90, y - 12)], 5)
    sheet.lay(thing, (palette.at("town", 0.6), palette.accents[0], palette.accents[3], palette.cream)[style], lift=0.6)
    sheet.lay(detail, (palette.cream, palette.glow, palette.accents[1], palette.accents[3])[style], lift=0.2)


def _desks(sheet: Sheet) -> None:
    rng, palette = sheet.rng, sheet.palette
    wall(sheet, 0.1, 830)
    for k in range(3):
        window(sheet, 130 + k * 580, 150, 380, 440, panes=2, arched=sheet.seed % 2 == 0)
    mirror = rng.random() < 0.5
    for row in range(2):
        size, foot = 0.88 + row * 0.36, 960 + row * 180
        for x in row_of(rng, 4 - row, 10, WIDTH - 10):
            x = x if not mirror else WIDTH - x
            side = -1 if mirror else 1
            stool = (
                Cut()
                .box(x - 46 * size, foot - 112 * size, x + 40 * size, foot - 96 * size, 6)
                .box(x - 34 * size, foot - 100 * size, x - 24 * size, foot)
                .box(x + 18 * size, foot - 100 * size, x + 28 * size, foot)
            )
            sheet.lay(stool, palette.at("room", 0.95), lift=0.5)
            shirt = palette.cream if rng.random() < 0.6 else rng.choice(palette.accents)
            figure(
                sheet,
                x,
                foot,
                size,
                SIT,
                bareheaded(palette, rng, cut="shirt", top=shirt, hat=rng.choice(("short", "pony", "long", "bun"))),
                mirror=mirror,
            )
            desk, book = Cut(), Cut()
            pen = desk.place(x, foot, size, mirror=mirror)
            pen.box(64, -178, 216, -162, 5).box(196, -166, 208, 0).box(150, -164, 160, 0)
            sheet.lay(desk, mix(palette.accents[1], palette.at("room", 0.8), 0.45))
            book.place(x + 130 * size * side, foot - 180 * size, size).polygon(
                [(-44, -26), (0, -8), (44, -26), (44, -8), (0, 8), (-44, -8)]
            )
            sheet.lay(book, palette.accents[rng.choice((0, 3, 2))], lift=0.4)
