"""`{% photo use "card" "(min-width: 40rem) 25vw, 100vw" %}`: a photo in all formats and widths; the browser picks."""

from typing import Any

from django import template

from articles import photos
from articles.models import Photo, PlacedPhoto
from articles.structured_data import preview

register = template.Library()
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FALLBACK_WIDTH = 1000


@register.inclusion_tag("_photo.html")
def photo(use: PlacedPhoto, crop: str, sizes: str, *, is_first: bool = False, alt: str | None = None) -> dict[str, Any]:
    """A photo in one crop; `is_first` for the one seen first, `alt=""` where the text beside it says what it shows."""
    found = photos.renditions(use.photo, crop)
    by_format = {kind: [each for each in found if each.format == kind] for kind in FORMATS}
    *sources, (_jpeg, plain) = ((FORMATS[kind], each) for kind, each in by_format.items())
    return {
        "sources": [(kind, srcset(each)) for kind, each in sources if each],
        "srcset": srcset(plain),
        "fallback": max((each for each in plain if each.width <= FALLBACK_WIDTH), key=width, default=plain[0]),
        "sizes": sizes,
        "alt": use.alt if alt is None else alt,
        "is_first": is_first,
    }


def srcset(renditions: list[photos.Rendition]) -> str:
    """The `srcset` attribute of some renditions, the narrowest first."""
    return ", ".join(f"{each.url} {each.width}w" for each in sorted(renditions, key=width))


def width(rendition: photos.Rendition) -> int:
    return rendition.width


@register.inclusion_tag("_photo.html")
def portrait(picture: Photo, name: str) -> dict[str, Any]:
    """An author's face."""
    return photo(PlacedPhoto(photo=picture, own_alt=name), "square", "8rem", is_first=True)


@register.simple_tag
def preview_image(use: PlacedPhoto) -> photos.Rendition:
    """The JPEG that stands for an article where others link to it."""
    return preview(use, "lead")
