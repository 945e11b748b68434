"""`{% photo use "card" "(min-width: 40rem) 25vw, 100vw" %}`: a photo in all formats and widths; the browser picks."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from articles import photos
from articles.models import Photo, PlacedPhoto
from articles.structured_data import preview

register = template.Library()
FALLBACK_WIDTH = 1000
# In Python rather than a template, for a page has a dozen of them.
SOURCE = '<source type="image/{kind}" srcset="{srcset}" sizes="{sizes}">'
PICTURE = (
    '<picture>{sources}<img src="{plain.url}"{widths} width="{plain.width}"'
    ' height="{plain.height}" alt="{alt}" {loading}></picture>'
)
WIDTHS = ' srcset="{srcset}" sizes="{sizes}"'
# Of these a WebP, or a JPEG in each width, saves the few browsers that know no AVIF fewer bytes than it costs everyone.
SMALL = {"thumb"}


@register.simple_tag
def photo(use: PlacedPhoto, crop: str, sizes: str, *, is_first: bool = False, alt: str | None = None) -> SafeString:
    """A photo in one crop; `is_first` for the one seen first, `alt=""` where the text beside it says what it shows."""
    original = Original(photos.made_of(use.photo), use.photo)
    return drawn(original, Look(crop, sizes, use.alt if alt is None else alt, is_first))


@dataclass(frozen=True)
class Original:
    """A photo, which equals another when the renditions of both are the same."""

    made_of: tuple[Any, ...]
    photo: Photo = field(compare=False)


class Look(NamedTuple):
    """How a page shows a photo."""

    crop: str
    sizes: str
    alt: str
    is_first: bool


@lru_cache(maxsize=4096)
def drawn(original: Original, look: Look) -> SafeString:
    """A picture, drawn once for all pages that show it so."""
    avif, webp, jpg = photos.srcsets(original.photo, look.crop)
    better = {"avif": avif} if look.crop in SMALL else {"avif": avif, "webp": webp}
    said = escape(look.sizes)
    shown = {
        "sources": "".join(SOURCE.format(kind=kind, srcset=srcset, sizes=said) for kind, srcset in better.items()),
        "widths": "" if look.crop in SMALL else WIDTHS.format(srcset=jpg, sizes=said),
        "plain": photos.plain(original.photo, look.crop, FALLBACK_WIDTH),
        "alt": escape(look.alt),
        "loading": 'fetchpriority="high"' if look.is_first else 'loading="lazy" decoding="async"',
    }
    return SafeString(PICTURE.format(**shown))


@register.simple_tag
def portrait(picture: Photo, name: str) -> SafeString:
    """An author's face."""
    return photo(PlacedPhoto(photo=picture, own_alt=name), "square", "8rem", is_first=True)


@register.simple_tag
def preview_image(use: PlacedPhoto) -> photos.Rendition:
    """The JPEG that stands for an article where others link to it."""
    return preview(use, "lead")
