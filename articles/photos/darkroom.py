"""Where renditions are made, on demand and once each: cropped, upright, in sRGB, without a word about the place."""

import fcntl
import logging
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from PIL import Image, ImageCms

from articles.models import Photo
from articles.photos.checks import FORMATS, orientation_of
from articles.photos.renditions import CROPS, Rendition, crop_box, version_of

logger = logging.getLogger(__name__)

LOCKS = 64  # files, however many photos share them
TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SRGB = ImageCms.createProfile("sRGB")
# libavif's speed 7 costs about 160 ms up to 800 pixels of width, the photos of phones, and makes them a tenth smaller
# than 8 at the same likeness; above, 9 keeps a rendition at 100 ms for a larger file.
WIDEST_CAREFUL = 800
CREDITS = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
    "<photoshop:Credit>{credit}</photoshop:Credit>"
    "<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{copyright_notice}</rdf:li></rdf:Alt></dc:rights>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def developed(photo: Photo, rendition: Rendition) -> bytes:
    """The bytes of a rendition, made now if nobody asked for it before; raises OSError without a readable original."""
    path = place_of(photo, rendition)
    with suppress(FileNotFoundError):
        return path.read_bytes()
    with _only_one_at(path):
        with suppress(FileNotFoundError):
            return path.read_bytes()
        return develop(photo, rendition)


def develop(photo: Photo, rendition: Rendition) -> bytes:
    """Make a rendition and keep it, and wait for nobody who makes another of the same photo."""
    path, data = place_of(photo, rendition), _printed(photo, rendition)
    try:
        _keep(path, data)
    except OSError:
        logger.exception("A rendition could not be kept and is made anew for each reader: %s", path)
    return data


def is_kept(photo: Photo, rendition: Rendition) -> bool:
    """Whether it is made already."""
    return place_of(photo, rendition).exists()


def place_of(photo: Photo, rendition: Rendition) -> Path:
    """The file that a rendition is kept in."""
    return folder_of(photo.pk) / version_of(photo) / rendition.crop / f"{rendition.width}.{rendition.format}"


def folder_of(pk: int) -> Path:
    """Where the renditions of a photo are kept, a folder for each version of it."""
    return Path(settings.MEDIA_ROOT) / "renditions" / str(pk)


@contextmanager
def _only_one_at(path: Path) -> Iterator[None]:
    """Wait while another thread or process makes a rendition of the same photo, or of one that shares its lock."""
    locks = Path(settings.MEDIA_ROOT) / "renditions" / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / str(zlib.crc32(bytes(path.parents[2])) % LOCKS)).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(path: Path, data: bytes) -> None:
    """Write a rendition so that it is there whole or not at all; those of the photo's earlier versions go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    version = path.parent.parent
    for folder in version.parent.iterdir():
        if folder != version:
            shutil.rmtree(folder, ignore_errors=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _printed(photo: Photo, rendition: Rendition) -> bytes:
    box = crop_box(photo, CROPS[rendition.crop].ratio)
    with photo.file.open("rb") as file, Image.open(file, formats=FORMATS) as original:
        image, profile = upright(original, 2 * rendition.width / (box[2] - box[0]))
    share = image.width / photo.width, image.height / photo.height
    left, top, right, bottom = (min(side * share[i % 2], image.size[i % 2]) for i, side in enumerate(box))
    size, box = (rendition.width, rendition.height), (left, top, right, bottom)
    image = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3)
    return _encoded(in_srgb(image, profile), photo, rendition)


def upright(original: Image.Image, scale: float) -> tuple[Image.Image, bytes | None]:
    """`original` decoded at about `scale`, turned as it is to be seen; and its colour profile."""
    width, height = ceil(original.width * scale), ceil(original.height * scale)
    original.draft(original.mode, (width, height))  # a JPEG is then smaller already by 2, 4 or 8
    original.load()
    profile, orientation = original.info.get("icc_profile"), orientation_of(original)
    image = plain(reduced(original, width / original.width))
    return image.transpose(TURNED[orientation]) if orientation in TURNED else image, profile


def reduced(image: Image.Image, scale: float) -> Image.Image:
    """`image` at about `scale`: what comes after would otherwise hold several copies of sixty million pixels."""
    factor = int(1 / scale)
    return image.reduce(factor) if factor > 1 and image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} else image


def plain(image: Image.Image) -> Image.Image:
    """`image` in a mode that can be resized and has no transparency: greys, RGB or CMYK."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` in the colours that every screen shows."""
    if profile:
        # The profile may be broken, or not for this mode.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
    return image.convert("RGB")


def _encoded(image: Image.Image, photo: Photo, rendition: Rendition) -> bytes:
    is_careful = rendition.width <= WIDEST_CAREFUL
    options: dict[str, dict[str, Any]] = {
        # One thread: more take as much of the processors in all, and readers want the others.
        "avif": {
            "format": "AVIF",
            "quality": 57 if is_careful else 58,
            "speed": 7 if is_careful else 9,
            "max_threads": 1,
        },
        "webp": {"format": "WEBP", "quality": 78, "method": 4 if is_careful else 2},
        "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    }
    words = {name: escape(getattr(photo, name)) for name in ("credit", "creator", "copyright_notice")}
    image.info.clear()
    output = BytesIO()
    image.save(output, **options[rendition.format], xmp=CREDITS.format(**words).encode())
    return output.getvalue()
