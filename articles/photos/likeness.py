"""A fingerprint of what a picture shows, nearly the same for smaller, recompressed and slightly changed copies of it.

A difference hash (N. Krawetz, “Kind of Like That”, 2013): in a tiny grey copy, is each pixel brighter than the one
beside it? 64 answers, as the signed whole number that PostgreSQL keeps.
"""

from PIL import Image

from articles.photos.checks import orientation_of
from articles.photos.darkroom import TURNED, plain, reduced

COLUMNS, ROWS = 9, 8
ENOUGH = 256
LEAST_CONTRAST = 8


def likeness_of(image: Image.Image) -> int | None:
    """The fingerprint of a decoded picture as it is seen upright; none for one that shows hardly anything."""
    orientation = orientation_of(image)
    small = plain(reduced(image, ENOUGH / max(image.size))).convert("L")
    upright = small.transpose(TURNED[orientation]) if orientation in TURNED else small
    grey = upright.resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
    if max(grey) - min(grey) < LEAST_CONTRAST:
        return None
    rows = [grey[start : start + COLUMNS] for start in range(0, COLUMNS * ROWS, COLUMNS)]
    bits = "".join("1" if row[i] > row[i + 1] else "0" for row in rows for i in range(COLUMNS - 1))
    return int.from_bytes(int(bits, 2).to_bytes(8), signed=True)
