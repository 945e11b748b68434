"""Photos: taken in with what they say about themselves, kept private, shown to readers as renditions."""

from articles.photos.checks import PhotoRefused
from articles.photos.darkroom import developed
from articles.photos.library import present, recognise, take_in
from articles.photos.renditions import CROPS, FORMATS, Rendition, rendition_at, renditions

__all__ = [
    "CROPS",
    "FORMATS",
    "PhotoRefused",
    "Rendition",
    "developed",
    "present",
    "recognise",
    "rendition_at",
    "renditions",
    "take_in",
]
