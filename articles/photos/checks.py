"""Which files are taken in as photos: their headers are judged before anything of them is decoded.

Originals are never served, and a rendition holds nothing of its original but the pixels, the credit and the copyright;
a file that is a ZIP, a page or a script beside its picture is refused all the same (`stowaways`).
"""

import re
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageFile

from articles.photos import containers, stowaways

MEGABYTE = 2**20
LARGEST_FILE = 40 * MEGABYTE
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000  # pixels
MOST_SCANS = 100
BROKEN = _("The picture is broken or cut off; send it again, or save it anew.")
# Pillow would warn of a large picture once it has read its header; `opened` judges it then, and refuses it.
Image.MAX_IMAGE_PIXELS = None
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]  # all that Pillow may try
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
# What people and archives have besides, by how it begins; iPhones take HEIC.
OF_OTHER_KINDS = {
    kind: re.compile(start, re.DOTALL)
    for kind, start in {
        "HEIC": rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)",
        "GIF": rb"GIF8[79]a",
        "TIFF": rb"II\*\0|MM\0\*",
        "BMP": rb"BM.{8}",
        "JPEG 2000": rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51",
        "JPEG XL": rb"\xff\x0a|\0\0\0\x0cJXL ",
        "PDF": rb"%PDF-",
        "Photoshop": rb"8BPS",
    }.items()
}


class PhotoRefused(ValidationError):  # noqa: N818 (its name is the field's own word)
    """A file that is not taken in as a photo; its message says why in plain words."""


def read(file: IO[bytes], most: int | None = None) -> bytes:
    """All of `file`, which may have `most` bytes: 40 MB unless said."""
    most = most or LARGEST_FILE
    data = file.read(most + 1)
    if not data:
        raise PhotoRefused(_("The file is empty; choose another."), code="empty")
    if len(data) > most:
        raise PhotoRefused(
            _("The file is larger than %(most)d MB; save it smaller."),
            code="file_size",
            params={"most": most // MEGABYTE},
        )
    return data


def decoded(data: bytes) -> Image.Image:
    """The picture in `data`, decoded to its end (a JPEG at an eighth of its size); raises PhotoRefused."""
    image = opened(data)
    try:
        image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
    except Exception as error:  # a broken file makes a decoder raise anything
        raise PhotoRefused(BROKEN, code="broken") from error
    if containers.is_png_cut_off(data):
        raise PhotoRefused(BROKEN, code="broken")
    if stowaways.is_also_something_else(data, EXTENSIONS[image.format or ""]):
        raise PhotoRefused(
            _("The file is a picture and something else besides (archive, page, script); save it anew as a picture."),
            code="polyglot",
        )
    return image


def opened(data: bytes) -> ImageFile.ImageFile:
    """The picture in `data`, its header read and found to be within the limits; raises PhotoRefused."""
    image = _identified(data)
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise PhotoRefused(
            _(
                "The picture has %(width)d × %(height)d pixels; at most %(most)d million and %(side)d a side "
                "are taken. Save it smaller."
            ),
            code="pixels",
            params={"width": width, "height": height, "most": MOST_PIXELS // 1_000_000, "side": LONGEST_SIDE},
        )
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise PhotoRefused(_("The picture moves; save one frame of it and choose that."), code="animated")
    # A progressive JPEG can hold thousands of scans, each as slow to decode as a whole picture.
    if EXTENSIONS[image.format or ""] == "jpg" and data.count(b"\xff\xda") > MOST_SCANS:
        raise PhotoRefused(BROKEN, code="scans")
    return image


def orientation_of(image: Image.Image) -> int:
    """How the picture is to be turned: EXIF's number from 1 (not at all) to 8."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # broken EXIF makes its reader raise anything
        orientation = None
    return orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1


def _identified(data: bytes) -> ImageFile.ImageFile:
    if containers.has_too_many_parts(data):
        raise PhotoRefused(BROKEN, code="parts")
    try:
        return Image.open(BytesIO(data), formats=FORMATS)
    except Exception as error:  # a broken header makes a decoder raise anything
        why = _("This is not a picture that can be used; choose a JPEG, PNG, WebP or AVIF file.")
        if data[8:12] == b"WEBP" or data[4:12] == b"ftypavif":
            why = BROKEN
        elif b"<svg" in data[:4096].lower():
            why = _("SVG drawings can hold scripts; save it as PNG and choose that.")
        kind = next((kind for kind, start in OF_OTHER_KINDS.items() if start.match(data)), "")
        if kind:
            why = _("This is not a picture that can be used but a %(kind)s file; save it as JPEG and choose that.")
        raise PhotoRefused(why, code="format", params={"kind": kind}) from error
