"""People of cut paper: jointed figures in any pose, and figures seen from behind."""

from collections.abc import Sequence
from random import Random

from .cut import Cut, Point, arc, smooth
from .palettes import mix
from .paper import Sheet
from .poses import Pose
from .wear import Wear


def figure(sheet: Sheet, x: float, y: float, size: float, pose: Pose, wear: Wear, *, turn: float = 0,
           mirror: bool = False, legs: bool = True) -> None:  # fmt: skip
    """Lay somebody in a pose with the feet at (x, y); `size` 1 is 400 units tall."""
    hip, neck, knee, foot, knee2, foot2, elbow, hand, elbow2, hand2 = pose
    shoulder = (neck[0] - 2, neck[1] + 16)

    def sheet_of() -> tuple[Cut, Cut]:
        cut = Cut()
        return cut, cut.place(x, y, size, turn, mirror=mirror)

    lift = 0.3 + 0.3 * size
    cut, pen = sheet_of()
    _arm(pen, shoulder, elbow2, hand2)
    sheet.lay(cut, mix(wear.top, sheet.palette.ink, 0.28), lift=lift, edge=0)
    _hands(sheet, sheet_of, (elbow2, hand2), wear, lift)
    if legs:
        for joints, dark in (((hip, knee2, foot2), 0.22), ((hip, knee, foot), 0)):
            _leg(sheet, sheet_of, joints, wear, dark, lift)
    _torso(sheet, sheet_of, hip, neck, wear, lift)
    _head(sheet, sheet_of, neck, wear, lift)
    _hands(sheet, sheet_of, (elbow, hand), wear, lift)
    cut, pen = sheet_of()
    _arm(pen, shoulder, elbow, hand)
    sheet.lay(cut, mix(wear.top, sheet.palette.cream, 0.08), lift=lift)


def _arm(pen: Cut, shoulder: Point, elbow: Point, hand: Point) -> None:
    wrist = (hand[0] * 0.86 + elbow[0] * 0.14, hand[1] * 0.86 + elbow[1] * 0.14)
    pen.stroke([shoulder, elbow], 38, 28).stroke([elbow, wrist], 28, 20)


def _hands(sheet: Sheet, sheet_of, joints: tuple[Point, Point], wear: Wear, lift: float) -> None:
    cut, pen = sheet_of()
    if wear.cut == "kit":
        pen.stroke(joints, 22, 15)
    pen.oval(*joints[1], 12)
    sheet.lay(cut, wear.skin, lift=lift)


def _leg(sheet: Sheet, sheet_of, joints: tuple[Point, ...], wear: Wear, dark: float, lift: float) -> None:
    hip, knee, foot = joints
    cut, pen = sheet_of()
    pen.stroke([hip, knee], 50, 38).stroke([knee, foot], 36, 24)
    is_kit = wear.cut == "kit"
    sheet.lay(cut, mix(wear.skin if is_kit else wear.legs, sheet.palette.ink, dark), lift=lift)
    if is_kit:
        cut, pen = sheet_of()
        pen.stroke([(knee[0] * 0.7 + foot[0] * 0.3, knee[1] * 0.7 + foot[1] * 0.3), foot], 34, 26)
        sheet.lay(cut, mix(wear.top, sheet.palette.ink, dark), lift=0.3)
        cut, pen = sheet_of()
        pen.stroke([hip, ((hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2)], 60, 62)
        sheet.lay(cut, mix(wear.legs, sheet.palette.ink, dark), lift=0.4)
    cut, pen = sheet_of()
    pen.stroke([(foot[0] - 4, foot[1] - 6), (foot[0] + 26, foot[1] - 2)], 18, 13)
    sheet.lay(cut, mix(wear.hair, sheet.palette.at("town", 0.8), 0.4), lift=lift * 0.6)


def _torso(sheet: Sheet, sheet_of, hip: Point, neck: Point, wear: Wear, lift: float) -> None:
    cut, pen = sheet_of()
    (hx, hy), (nx, ny) = hip, neck
    length = {"shirt": 22, "dress": 128, "coat": 92, "kit": 8}[wear.cut]
    flare = length * 0.16
    pen.blob([
        (nx - 22, ny + 2), (nx - 46, ny + 22), (hx - 38, (hy + ny) / 2 + 16), (hx - 40 - flare, hy + length),
        (hx + 38 + flare, hy + length), (hx + 34, (hy + ny) / 2 + 16), (nx + 40, ny + 24), (nx + 20, ny + 2),
    ])  # fmt: skip
    sheet.lay(cut, wear.top, lift=lift)


def _head(sheet: Sheet, sheet_of, neck: Point, wear: Wear, lift: float) -> None:
    x, y = neck[0] + 8, neck[1] - 40
    if wear.hat in {"long", "pony", "bun"}:
        cut, pen = sheet_of()
        tails = {
            "long": [(x - 20, y - 20), (x - 38, y + 10), (x - 30, y + 82)],
            "pony": [(x - 20, y - 22), (x - 50, y - 6), (x - 60, y + 44)],
            "bun": [(x - 36, y - 16), (x - 40, y - 12)],
        }
        pen.curve(tails[wear.hat], 46 if wear.hat == "long" else 30, 20 if wear.hat != "bun" else 30)
        sheet.lay(cut, wear.hair, lift=lift * 0.7)
    cut, pen = sheet_of()
    pen.stroke([(neck[0], neck[1] + 12), (x - 2, y + 10)], 26, 24).oval(x, y, 30, 35)
    pen.oval(x + 28, y + 4, 6)
    sheet.lay(cut, wear.skin, lift=lift)
    cut, pen = sheet_of()
    crown = arc(x - 2, y - 2, 34, 39, 168, 336)
    pen.polygon(
        [
            *smooth([(x - 34, y + 6), (x - 30, y + 22), (x - 16, y + 16), (x - 10, y - 8), (x + 12, y - 18)]),
            (x + 29, y - 16),
            *crown[::-1],
        ]
    )
    sheet.lay(cut, wear.hair, lift=lift * 0.6)
    _hat(sheet, sheet_of, x, y, wear, lift)


def _hat(sheet: Sheet, sheet_of, x: float, y: float, wear: Wear, lift: float) -> None:
    cut, pen = sheet_of()
    if wear.hat == "cone":
        pen.polygon([(x, y - 84), *smooth([(x + 84, y - 14), (x, y - 2), (x - 84, y - 14)])])
    elif wear.hat == "cap":
        pen.polygon([*arc(x - 2, y - 12, 36, 32, 180, 360), (x + 62, y - 6), (x + 60, y - 2), (x - 38, y - 6)])
    elif wear.hat == "helmet":
        pen.polygon([*arc(x - 1, y - 8, 42, 42, 170, 372), (x + 6, y + 2), (x - 36, y + 4)])
    else:
        return
    colour = wear.hat_colour or wear.top
    sheet.lay(cut, colour, lift=lift)
    if wear.hat == "cone":
        cut, pen = sheet_of()
        pen.polygon([(x, y - 84), (x + 84, y - 14), *smooth([(x + 60, y - 8), (x + 30, y - 6), (x + 10, y - 5)])])
        sheet.lay(cut, mix(colour, sheet.palette.ink, 0.14), lift=0)


def from_behind(sheet: Sheet, x: float, y: float, size: float, wear: Wear, *, raises: int = 0) -> None:
    """Lay somebody seen from behind, cut off at the chest at y; `raises` an arm to the left (-1) or right (1)."""
    lift = 0.4 + 0.3 * size
    if raises:
        arm, hand = Cut(), Cut()
        arm.place(x, y, size).stroke([(raises * 62, -50), (raises * 96, -150), (raises * 84, -226)], 40, 28)
        hand.place(x, y, size).oval(raises * 82, -246, 20, 25)
        sheet.lay(hand, wear.skin, lift=lift)
        sheet.lay(arm, wear.top, lift=lift)
    body, neck, hair = Cut(), Cut(), Cut()
    neck.place(x, y, size).box(-22, -150, 22, -80, 12).oval(-52, -172, 9, 15).oval(52, -172, 9, 15)
    sheet.lay(neck, wear.skin, lift=lift)
    body.place(x, y, size).polygon([
        *smooth([(-106, 20), (-98, -60), (-60, -98), (-24, -108), (0, -98)]),
        *smooth([(0, -98), (24, -108), (60, -98), (98, -60), (106, 20)]), (106, 60), (-106, 60),
    ])  # fmt: skip
    sheet.lay(body, wear.top, lift=lift)
    head = hair.place(x, y, size)
    head.oval(0, -180, 54, 62)
    if wear.hat == "long":
        head.blob([(-54, -180), (-60, -110), (-48, -44), (0, -34), (48, -44), (60, -110), (54, -180)])
    elif wear.hat == "pony":
        head.curve([(0, -186), (10, -130), (4, -50)], 40, 18)
    elif wear.hat == "bun":
        head.oval(0, -246, 28, 24)
    sheet.lay(hair, wear.hair, lift=lift)
    if wear.hat in {"cone", "cap", "helmet"}:
        hat = Cut()
        pen = hat.place(x, y, size)
        if wear.hat == "cone":
            pen.polygon([(0, -312), *smooth([(138, -184), (70, -160), (0, -152), (-70, -160), (-138, -184)])])
        else:
            pen.polygon([*arc(0, -188, 60, 64, 180, 360), *smooth([(60, -180), (0, -160), (-60, -180)])])
        sheet.lay(hat, wear.hat_colour or wear.top, lift=lift)


def row_of(rng: Random, count: int, x0: float, x1: float) -> Sequence[float]:
    """Return `count` places between x0 and x1, evenly spread and a little irregular."""
    step = (x1 - x0) / count
    return [x0 + step * (i + 0.5) + rng.uniform(-0.14, 0.14) * step for i in range(count)]
