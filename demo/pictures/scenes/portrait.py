"""The scene “portrait”."""

from dataclasses import dataclass

from .. import plants, sitters
from ..cut import HEIGHT, WIDTH
from ..dresses import Place, shoulders
from ..palettes import mix
from ..paper import Sheet
from ..settings import SETTINGS
from ..wear import skin_tone


@dataclass(frozen=True)
class Sitter:
    """How somebody is seen: hair, dress and place by name, and what is worn or held."""

    hair: str
    dress: str
    setting: str
    is_old: bool = False
    hat: str = ""
    has_glasses: bool = False
    jaw: float = 1
    companion: int | None = None


SITTERS = (
    Sitter("bob", "blouse", "lake"),
    Sitter("cropped", "work", "cables", hat="hard hat", has_glasses=True, jaw=1.08),
    Sitter("bun", "jacket", "columns", jaw=0.94),
    Sitter("cropped", "work", "truss", is_old=True, jaw=1.06),
    Sitter("parted", "shirt", "leaves", is_old=True, jaw=1.08),
    Sitter("curly", "shirt", "books", has_glasses=True),
    Sitter("ponytail", "kit", "floodlights", jaw=0.95),
    Sitter("curly", "track", "pitch", jaw=0.96),
    Sitter("parted", "jacket", "town", has_glasses=True, jaw=1.06),
    Sitter("long", "apron", "canvases", jaw=0.95),
    Sitter("long", "blouse", "hills", hat="cone", jaw=0.93),
    Sitter("parted", "shirt", "window"),
    Sitter("bun", "blouse", "books", has_glasses=True, jaw=0.95),
    Sitter("cropped", "jacket", "columns", is_old=True, has_glasses=True, jaw=1.07),
    Sitter("bob", "jacket", "window", jaw=0.95),
    Sitter("parted", "work", "cables", jaw=1.05, companion=10),
    Sitter("long", "shirt", "leaves", hat="cone", jaw=0.94),
    Sitter("bob", "apron", "canvases", is_old=True, jaw=0.96),
    Sitter("ponytail", "kit", "floodlights", jaw=0.95),
    Sitter("curly", "track", "pitch", jaw=0.96),
    Sitter("cropped", "shirt", "town", jaw=1.06, companion=0),
    Sitter("bun", "blouse", "hills", jaw=0.94, companion=4),
    Sitter("cropped", "shirt", "lake", is_old=True, jaw=1.07),
    Sitter("long", "jacket", "truss", hat="hard hat", jaw=0.95),
)


def portrait(sheet: Sheet) -> None:
    """Draw somebody before the place they belong to."""
    rng, palette = sheet.rng, sheet.palette
    sitter = SITTERS[sheet.seed % len(SITTERS)]
    SETTINGS[sitter.setting](sheet)
    if sitter.companion is None:
        x = 900 + rng.uniform(-170, 170)
        _seat(sheet, sitter, x, rng.uniform(1.12, 1.22), mirror=rng.random() < 0.5)
    else:
        x = 900 + rng.uniform(-40, 40)
        _seat(sheet, SITTERS[sitter.companion], x + 300, 0.98, mirror=True)
        _seat(sheet, sitter, x - 290, 1.04, mirror=False)
    if rng.random() < 0.45 and sitter.setting in {"leaves", "hills", "lake", "window"}:
        plants.spray(
            sheet, 0 if x > 900 else WIDTH, HEIGHT + 10, palette.at("land", 0.85), turn=-45 if x > 900 else -135
        )


def _seat(sheet: Sheet, sitter: Sitter, x: float, size: float, *, mirror: bool) -> None:
    """Lay one sitter, from the hair behind the neck to the hat."""
    rng, palette = sheet.rng, sheet.palette
    place = Place(x, 540 + rng.uniform(-20, 20), size, mirror)
    hair = (
        mix(palette.cream, palette.ink, 0.35)
        if sitter.is_old
        else mix(palette.ink, palette.accents[1], rng.uniform(0, 0.22))
    )
    cloths = {
        "apron": (palette.cream,), "jacket": (palette.accents[3], palette.at("town", 0.85), palette.accents[0]),
        "kit": (palette.accents[0],), "work": (palette.accents[1], palette.at("town", 0.6)),
    }  # fmt: skip
    cloth, skin = rng.choice(cloths.get(sitter.dress, palette.accents)), skin_tone(palette, rng)
    sitters.back_hair(sheet, place, sitter.hair, hair)
    shoulders(sheet, place, sitter.dress, cloth, skin)
    sitters.face(sheet, place, skin, hair, jaw=sitter.jaw, is_old=sitter.is_old)
    sitters.front_hair(sheet, place, sitter.hair, hair)
    if sitter.has_glasses:
        sitters.glasses(sheet, place)
    if sitter.hat:
        sitters.hat(sheet, place, sitter.hat)
