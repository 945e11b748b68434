"""What the desk says of a photo that is too small for the head of an article, or nearly."""

from django.utils.translation import gettext as _

from articles import photos
from articles.models import Photo


def is_next_to_nothing(photo: Photo) -> bool:
    """Whether it is too small to be chosen."""
    return photos.width_at_head(photo) < photos.LEAST_WIDTH


def said_at_head(photo: Photo) -> str:
    """Why it cannot stand there, or that it looks soft there; empty for one that is sharp."""
    width = photos.width_at_head(photo)
    if width < photos.LEAST_WIDTH:
        return _(
            "This photo is %(width)d pixels wide at the head of an article, where %(least)d are the least. "
            "Choose a larger one, or put it into the text."
        ) % {"width": width, "least": photos.LEAST_WIDTH}
    if width < photos.SHARP_WIDTH:
        return _(
            "The lead photo is %(width)d pixels wide at the head of the article and looks soft there; search engines "
            "show it large from %(sharp)d on."
        ) % {"width": width, "sharp": photos.SHARP_WIDTH}
    return ""
