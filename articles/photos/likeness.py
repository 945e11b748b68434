"""A fingerprint of what a picture shows, nearly the same for smaller, recompressed and slightly changed copies of it.

A difference hash (N. Krawetz, “Kind of Like That”, 2013): in a tiny grey copy, is each pixel brighter than the one
beside it? 64 answers, as the signed whole number that PostgreSQL keeps.
"""

from math import sqrt, sumprod
from typing import Any

from PIL import Image

from articles.models.photo import LEAST_ACCORD, MOST_DIFFERENCE
from articles.photos.checks import orientation_of
from articles.photos.darkroom import TURNED, plain, reduced

COLUMNS, ROWS = 9, 8
ENOUGH = 256  # pixels of the longer side, to tell what a photo looks like
LEAST_CONTRAST = 8
FIELDS, GREY, LEAST_COLOUR = (4, 4), 128, 4


def fingerprints_of(image: Image.Image) -> dict[str, Any]:
    """What a photo keeps of a decoded picture, to be recognised by."""
    return {"likeness": likeness_of(image), "tint": tint_of(image)}


def likeness_of(image: Image.Image) -> int | None:
    """The fingerprint of a decoded picture as it is seen upright; none for one that shows hardly anything."""
    grey = _upright(image).convert("L").resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
    if max(grey) - min(grey) < LEAST_CONTRAST:
        return None
    rows = [grey[start : start + COLUMNS] for start in range(0, COLUMNS * ROWS, COLUMNS)]
    bits = "".join("1" if row[i] > row[i + 1] else "0" for row in rows for i in range(COLUMNS - 1))
    return int.from_bytes(int(bits, 2).to_bytes(8), signed=True)


def tint_of(image: Image.Image) -> list[int]:
    """How blue and how red (Cb and Cr, -128 to 127) each of 16 fields is; all 0 for a picture in black and white."""
    fields = _upright(image).convert("YCbCr").resize(FIELDS, Image.Resampling.BOX).tobytes()
    tint = [value - GREY for place, value in enumerate(fields) if place % 3]
    return tint if max(map(abs, tint)) >= LEAST_COLOUR else [0] * len(tint)


def look_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two decoded pictures show the same in the same colours, whatever their size and compression.

    Of pictures that show hardly anything none is like another.
    """
    likenesses = likeness_of(one), likeness_of(other)
    if None in likenesses:
        return False
    difference = likenesses[0] ^ likenesses[1]  # type: ignore[operator]
    return (difference % 2**64).bit_count() <= MOST_DIFFERENCE and _accord(tint_of(one), tint_of(other))


def _accord(one: list[int], other: list[int]) -> bool:
    """Whether both have these colours, however bright or pale, as `Photo.objects.looking_like()` asks."""
    return sumprod(one, other) >= LEAST_ACCORD * sqrt(sumprod(one, one) * sumprod(other, other))


def _upright(image: Image.Image) -> Image.Image:
    """A small copy as it is seen, in the screen's colours."""
    orientation = orientation_of(image)
    small = plain(reduced(image, ENOUGH / max(image.size))).convert("RGB")
    return small.transpose(TURNED[orientation]) if orientation in TURNED else small
