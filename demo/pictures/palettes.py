"""The moods: five or six related colours each, from far and pale to near and deep."""

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

Colour = tuple[int, int, int]

GREEN: Colour = (52, 112, 76)  # leaves seen close by stay green in every light


def _colours(text: str) -> tuple[Colour, ...]:
    return tuple((int(h[:2], 16), int(h[2:4], 16), int(h[4:], 16)) for h in text.split())


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return `a` with `share` of `b` in it."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))


def ramp(stops: Sequence[Colour], share: float) -> Colour:
    """Return the colour at `share` (0 far, 1 near) of the way through the stops."""
    place = min(max(share, 0), 1) * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    return mix(stops[first], stops[first + 1], place - first)


@dataclass(frozen=True)
class Palette:
    """The colours of one picture; `land`, `water`, `town` and `room` each run from far to near."""

    sky: tuple[Colour, ...]
    sun: Colour
    land: tuple[Colour, ...]
    water: tuple[Colour, ...]
    town: tuple[Colour, ...]
    room: tuple[Colour, ...]
    cream: Colour
    glow: Colour
    ink: Colour
    accents: tuple[Colour, ...]  # red, orange, gold, teal, rose
    is_dark: bool = False
    is_wet: bool = False

    def at(self, family: str, share: float) -> Colour:
        """Return a colour of `land`, `water`, `town`, `room` or `sky`, at `share` from far to near."""
        return ramp(getattr(self, family), share)

    def tinted(self, rng: Random) -> "Palette":
        """Return the palette with its hues a little turned, so that two pictures of a mood differ."""
        turn, depth = rng.uniform(-0.022, 0.022), rng.uniform(0.9, 1.08)
        families = {name: tuple(_turned(c, turn, depth) for c in getattr(self, name)) for name in _TINTED}
        return replace(self, **families)


_TINTED = ("sky", "land", "water", "town", "room")


def _turned(colour: Colour, turn: float, depth: float) -> Colour:
    hue, light, saturation = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    red, green, blue = colorsys.hls_to_rgb((hue + turn) % 1, light, min(1, saturation * depth))
    return round(red * 255), round(green * 255), round(blue * 255)


def _palette(*, is_dark: bool = False, is_wet: bool = False, **stops: str) -> Palette:
    one = {name: _colours(stops.pop(name))[0] for name in ("sun", "cream", "glow", "ink")}
    return Palette(**{name: _colours(text) for name, text in stops.items()}, **one, is_dark=is_dark, is_wet=is_wet)


MOODS = {
    "dawn": _palette(
        sky="f9e3c8 f4b898", sun="fdf0d3", cream="fae8cf", glow="ffd98f", ink="1f1231",
        land="efbb9b d28c78 98586c 533050", water="e4b3a0 b27282 71496c 3b2b52",
        town="edbea8 c78784 89597c 44325e", room="f5d8bc d79c88 8d5068 3c2548",
        accents="b03432 e58d4c f0b75d 2f6d73 d9707a",
    ),
    "day": _palette(
        sky="c4e1e8 eeeadb", sun="f3ad72", cream="f8efdd", glow="fbe3a6", ink="11232e",
        land="b7d1b0 74a578 3b7257 1a3d38", water="abd0d2 5f9da6 2a6676 143641",
        town="c6d3e0 879ebf 4a6391 1f3054", room="e6e2d2 a9bdb8 517e86 1d3f4b",
        accents="b3312c e2843d e9b949 1f7079 d8747a",
    ),
    "dusk": _palette(
        sky="3d4a88 f3aa80", sun="ffdca6", cream="f7dfc6", glow="ffc66f", ink="130f2b",
        land="a3709a 62508a 363466 171b3c", water="93789f 4d568f 293466 121a3c",
        town="a07ea8 5e5894 303869 151b3e", room="d8968c 8a5f88 454070 1b1c40",
        accents="db4a3c f08c4a f5bf62 3f8f92 e0788a",
    ),
    "night": _palette(
        sky="0e1a3c 3a5080", sun="f6edd2", cream="ece5d2", glow="ffd074", ink="060b1d", is_dark=True,
        land="4a668c 2d466c 1b2d50 0b1530", water="4c6d94 2e4c73 192f52 0a1630",
        town="466090 2d446e 1a2a4d 0a122a", room="5a6f96 364c76 1e2d52 0b132c",
        accents="d8483f f09a4a f3c65f 4aa3a0 d77a8f",
    ),
    "rain": _palette(
        sky="a3b4bd d6dbd6", sun="ebe9dd", cream="efeadd", glow="f6d68d", ink="101e26", is_wet=True,
        land="a6b8b0 718d87 426160 1d3537", water="a3b9bd 6c8b94 3c5d6a 1a323e",
        town="afbac2 7a8b9d 475c73 1e2e42", room="ced3cd 93a4a8 506a78 1e3341",
        accents="c2402f d9903f e3bd55 2f7a78 c8737a",
    ),
    "spring": _palette(
        sky="dcefdc fde8da", sun="fff4cc", cream="fff6e6", glow="ffe3a0", ink="1a3033",
        land="c9e0aa 92c07b 4e8d5c 225140", water="c4e0d4 83bdb2 3f8886 1c4a52",
        town="f3d1ca d8979d 915a73 42304f", room="fae3d3 e0aea4 7f8f7c 2b4d4b",
        accents="d24a5c f08f6a f2c14e 3b8c7c ee9cab",
    ),
    "autumn": _palette(
        sky="f5e6c7 f1c78f", sun="fbf2da", cream="fbeed3", glow="ffdf94", ink="261512",
        land="e4b870 c67f3f 874929 3d221d", water="d0bd94 908866 4f5848 23302e",
        town="e0ba92 b5805d 734a3c 33221f", room="f0d9ae cf9a63 80523a 37231d",
        accents="9f2b24 d9622b edb145 2f6660 c96f5e",
    ),
}  # fmt: skip
