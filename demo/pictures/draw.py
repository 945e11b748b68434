"""Draw a scene by its name, seed and mood."""

from random import Random

from PIL import Image

from .cut import WIDTH
from .palettes import MOODS
from .paper import Sheet
from .scenes import SCENES


def draw(scene: str, seed: int, mood: str, *, width: int = WIDTH) -> Image.Image:
    """Return the picture, three wide by two high: the same arguments always give the same one."""
    if scene not in SCENES or mood not in MOODS:
        raise ValueError(f"There is no scene “{scene}” or no mood “{mood}”: see SCENES and MOODS.")
    composition, tint = Random(f"{scene} {seed}"), Random(f"{scene} {seed} {mood}")  # noqa: S311 (pictures, not secrets)
    sheet = Sheet(MOODS[mood].tinted(tint), composition, seed, width)
    SCENES[scene](sheet)
    return sheet.finish()
