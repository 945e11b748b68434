"""How large a photo should be to stand at the head of an article."""

from articles.models import Photo
from articles.photos.renditions import CROPS, crop_box

# Facebook shows no smaller one beside a link (developers.facebook.com/docs/sharing/webmasters/images).
LEAST_WIDTH = 200
# Google shows large pictures from here on (developers.google.com/search/docs/appearance/google-discover), and the head
# of an article is as wide on a screen with two pixels to one of CSS.
SHARP_WIDTH = 1200


def width_at_head(photo: Photo) -> int:
    """How many pixels across it has in the shape in which it stands there."""
    left, _top, right, _bottom = crop_box(photo, CROPS["lead"].ratio)
    return max(1, int(right - left))
