"""The demonstration newsroom's pictures: cut paper, drawn by code."""

from .draw import SCENES, draw
from .listing import write_pictures
from .palettes import MOODS

__all__ = ["MOODS", "SCENES", "draw", "write_pictures"]
