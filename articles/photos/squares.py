"""Small squares of the pictures that readers send: checked as the photo desk's are, and never kept as they came."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image

from articles.photos import checks
from articles.photos.darkroom import in_srgb, upright

LARGEST_FILE = 10 * checks.MEGABYTE
# Anyone may send one, so less is decoded than for the newsroom; telephones take 24 million.
MOST_PIXELS = 25_000_000
# The share of what is cut off a tall picture that goes at its top: faces are above the middle.
ABOVE = 0.3


def squares(data: bytes, widths: Iterable[int]) -> dict[int, bytes]:
    """The picture in `data` as WebP squares of these widths, without a word about itself; raises PhotoRefused."""
    widths = sorted(widths)
    original = checks.opened(data)
    _refuse_odd_sizes(original, smallest=widths[0])
    checks.decoded(data)
    image, profile = upright(original, 2 * widths[-1] / min(original.size))
    side = min(image.size)
    left, top = (image.width - side) / 2, (image.height - side) * ABOVE
    box = (left, top, left + side, top + side)
    return {width: _in_webp(image.resize((width, width), Image.Resampling.LANCZOS, box), profile) for width in widths}


def _refuse_odd_sizes(image: Image.Image, smallest: int) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise checks.PhotoRefused(
            _("The picture has more than %(most)d million pixels; save it smaller."),
            code="pixels",
            params={"most": MOST_PIXELS // 1_000_000},
        )
    if min(image.size) < smallest:
        raise checks.PhotoRefused(
            _("The picture is very small; choose one with at least %(least)d pixels a side."),
            code="small",
            params={"least": smallest},
        )


def _in_webp(image: Image.Image, profile: bytes | None) -> bytes:
    image = in_srgb(image, profile)
    image.info.clear()
    output = BytesIO()
    image.save(output, "WEBP", quality=80, method=4)
    return output.getvalue()
