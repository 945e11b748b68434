"""Photos as the desk shows them: renditions that only its own people are given while nothing public shows the photo."""

from django.utils.html import format_html

from articles import photos
from articles.models import Photo


def at_most(photo: Photo, crop: str, width: int) -> photos.Rendition:
    """The JPEG of `photo` in `crop` that is `width` pixels wide or the next less; the narrowest if there is none."""
    fitting = [one for one in photos.renditions(photo, crop) if one.format == "jpg"]
    return max((one for one in fitting if one.width <= width), key=lambda one: one.width, default=fitting[0])


def preview(photo: Photo, *, crop: str, width: int, alt: str | None = None) -> str:
    """The picture as an element of the page; `alt=""` where words beside it name it."""
    shown = at_most(photo, crop, width)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        shown.url,
        shown.width,
        shown.height,
        photo.alt if alt is None else alt,
    )
