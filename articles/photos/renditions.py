"""Which renditions a photo has: crops for the places of the layout, widths for screens, formats for browsers."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from articles.addresses import address
from articles.models import Photo

# Changes with everything that changes the bytes of all renditions, since browsers keep them for a year.
RECIPE = "2"
FORMATS = ("avif", "webp", "jpg")


class Crop(NamedTuple):
    """One shape: its width for a height of 1 (none: the photo's own) and the widths in pixels that the layout needs."""

    ratio: float | None
    widths: tuple[int, ...]


# 740: most phones of 1.75 and 2 pixels to one of CSS take it, and Lighthouse's.
LARGE = (480, 740, 1200, 1640, 2000)
CROPS = {
    "wide": Crop(16 / 9, LARGE),
    "lead": Crop(3 / 2, LARGE),
    "card": Crop(3 / 2, (240, 360, 480, 720, 960)),
    "thumb": Crop(4 / 3, (96, 144, 192, 288)),
    "square": Crop(1, (96, 192, 384, 1200)),
    "whole": Crop(None, LARGE),
}

# The three shapes that search engines cut their previews from, each as wide as they ask for: JPEGs.
PREVIEW_CROPS, PREVIEW_WIDTH = ("wide", "lead", "square"), 1200


@dataclass(frozen=True, slots=True)
class Rendition:
    """One picture that a reader's browser can load."""

    url: str
    width: int
    height: int
    format: str
    crop: str


def renditions(photo: Photo, crop: str) -> list[Rendition]:
    """Every rendition of `photo` in `crop`, by format (best first) and width; none is larger than the photo."""
    address = address_below(photo, crop)
    return [
        Rendition(f"{address}{width}.{extension}", width, height, extension, crop)
        for extension in FORMATS
        for width, height in sizes(photo, crop)
    ]


def plain(photo: Photo, crop: str, widest: int) -> Rendition:
    """The JPEG of `photo` in `crop` that is widest up to a width, else the narrowest."""
    known = sizes(photo, crop)
    width, height = max((size for size in known if size[0] <= widest), default=known[0])
    return Rendition(f"{address_below(photo, crop)}{width}.jpg", width, height, "jpg", crop)


def srcsets(photo: Photo, crop: str) -> list[str]:
    """The `srcset` attribute of each format (best first), the narrowest first."""
    address, known = address_below(photo, crop), sizes(photo, crop)
    return [", ".join(f"{address}{width}.{extension} {width}w" for width, _height in known) for extension in FORMATS]


def address_below(photo: Photo, crop: str) -> str:
    """What the addresses of all renditions of `photo` in `crop` begin with."""
    return f"{photo.served_below}{address('photo', photo.pk, version_of(photo), crop, 0, 'jpg').removesuffix('0.jpg')}"


def rendition_at(photo: Photo, crop: str, width: int, extension: str) -> Rendition | None:
    """The rendition of `photo` that these parts of an address name, or that of the nearest width.

    Widths come and go with the layout; pages that others keep ask for those of their day.
    """
    made = renditions(photo, crop) if crop in CROPS else []
    fitting = (each for each in made if each.format == extension)
    return min(fitting, key=lambda each: abs(each.width - width), default=None)


def made_of(photo: Photo) -> tuple[Any, ...]:
    """What decides the addresses and sizes of all renditions of `photo`."""
    return photo.pk, version_of(photo), photo.width, photo.height, photo.served_below


def version_of(photo: Photo) -> str:
    """Ten letters that change whenever the bytes of the photo's renditions do."""
    return _digest(
        RECIPE, photo.digest, photo.focal_x, photo.focal_y, photo.credit, photo.creator, photo.copyright_notice
    )


@lru_cache(maxsize=4096)
def _digest(*makes: Any) -> str:
    return hashlib.sha256(repr(makes).encode()).hexdigest()[:10]


def crop_box(photo: Photo, ratio: float | None) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the largest part of `photo` in this shape, as near its focal point as it goes."""
    width = min(photo.width, photo.height * ratio) if ratio else photo.width
    height = min(photo.height, photo.width / ratio) if ratio else photo.height
    left = min(max(0, photo.focal_x * photo.width - width / 2), photo.width - width)
    top = min(max(0, photo.focal_y * photo.height - height / 2), photo.height - height)
    return left, top, left + width, top + height


def sizes(photo: Photo, crop: str) -> list[tuple[int, int]]:
    """The widths of `photo` in `crop` in pixels, each with its height, the narrowest first."""
    left, top, right, bottom = crop_box(photo, CROPS[crop].ratio)
    most = max(1, int(right - left))
    widths = [width for width in CROPS[crop].widths if width <= most] or [most]
    return [(width, max(1, round(width * (bottom - top) / (right - left)))) for width in widths]
