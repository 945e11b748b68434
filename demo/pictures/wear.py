"""What people have on."""

from dataclasses import dataclass
from random import Random

from .palettes import Colour, Palette, mix

TAN: Colour = (112, 62, 44)


HATS = ("cone", "short", "bun", "long", "cap", "short", "pony")


@dataclass(frozen=True)
class Wear:
    """What somebody has on: `cut` is shirt, dress, coat or kit; `hat` one of HATS or helmet."""

    top: Colour
    legs: Colour
    skin: Colour
    hair: Colour
    hat: str = "short"
    cut: str = "shirt"
    hat_colour: Colour | None = None


def skin_tone(palette: Palette, rng: Random) -> Colour:
    """Return a complexion that belongs to the light of the picture."""
    return mix(mix(palette.cream, palette.accents[1], rng.uniform(0.28, 0.42)), TAN, rng.uniform(0.1, 0.34))


def dressed(palette: Palette, rng: Random, **chosen: object) -> Wear:
    """Return somebody's clothes, at random where not chosen."""
    tops = [
        *palette.accents,
        *palette.accents,
        palette.cream,
        palette.cream,
        palette.at("town", 0.35),
        palette.at("town", 0.7),
        palette.at("land", 0.6),
    ]
    looks = {
        "top": rng.choice(tops), "legs": mix(palette.at("town", rng.uniform(0.6, 1)), palette.ink, 0.2),
        "skin": skin_tone(palette, rng), "hair": mix(palette.ink, palette.accents[0], rng.uniform(0, 0.16)),
        "hat": rng.choice(HATS), "cut": rng.choice(("shirt", "shirt", "dress")),
        "hat_colour": mix(palette.cream, palette.accents[2], rng.uniform(0.1, 0.35)),
    }  # fmt: skip
    return Wear(**(looks | chosen))


def bareheaded(palette: Palette, rng: Random, **chosen: object) -> Wear:
    """Return the clothes of somebody indoors."""
    return dressed(palette, rng, **({"hat": rng.choice(("short", "bun", "long", "short", "pony"))} | chosen))
