"""Photos: taken in with what they say about themselves, kept private, shown to readers as renditions."""

from articles.photos.checks import PhotoRefused, read
from articles.photos.darkroom import developed
from articles.photos.leading import LEAST_WIDTH, SHARP_WIDTH, width_at_head
from articles.photos.library import present, recognise, take_in
from articles.photos.likeness import look_alike
from articles.photos.orders import at_hand, order_newest
from articles.photos.renditions import (
    CROPS,
    FORMATS,
    PREVIEW_CROPS,
    PREVIEW_WIDTH,
    Rendition,
    made_of,
    plain,
    rendition_at,
    renditions,
    srcsets,
)
from articles.photos.squares import squares

__all__ = [
    "CROPS",
    "FORMATS",
    "LEAST_WIDTH",
    "PREVIEW_CROPS",
    "PREVIEW_WIDTH",
    "SHARP_WIDTH",
    "PhotoRefused",
    "Rendition",
    "at_hand",
    "developed",
    "look_alike",
    "made_of",
    "order_newest",
    "plain",
    "present",
    "read",
    "recognise",
    "rendition_at",
    "renditions",
    "squares",
    "srcsets",
    "take_in",
    "width_at_head",
]
