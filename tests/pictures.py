"""Pictures for tests, made as they are needed, and the metadata that programs write into them."""

import io
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageDraw

from accounts.models import User
from articles import photos
from articles.models import Photo


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """A folder of this test's own for originals and renditions."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@cache
def picture(
    size: tuple[int, int] = (600, 400), color: Any = (200, 40, 40), kind: str = "JPEG", **options: Any
) -> bytes:
    output = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, color).save(output, kind, **options)
    return output.getvalue()


def file(data: bytes, name: str = "bridge.jpg") -> ContentFile:
    return ContentFile(data, name)


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    return b"".join(b"\x1c" + bytes((r, n)) + struct.pack(">H", len(value)) + value for r, n, value in datasets)


def with_iim(data: bytes, block: bytes, digest: bytes = b"") -> bytes:
    """A JPEG with `block` as its IPTC-IIM, in the APP13 segment where Photoshop keeps it."""

    def resource(number: int, value: bytes) -> bytes:
        return b"8BIM" + struct.pack(">HHI", number, 0, len(value)) + value + b"\0" * (len(value) % 2)

    body = b"Photoshop 3.0\0" + resource(0x0404, block) + (resource(0x0425, digest) if digest else b"")
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]


def xmp(properties: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f'<rdf:Description rdf:about="" photoshop:Credit="Ảnh: Lê Minh Đức">{properties}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CAPTION = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="vi">Cầu</rdf:li><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    "</dc:description>"
)


def turned(orientation: int) -> bytes:
    """A 600 × 400 JPEG, its left third red, that asks to be turned."""
    image = Image.new("RGB", (600, 400), "white")
    image.paste("red", (0, 0, 200, 400))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Duc Le"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[2] = (21.0, 1.0, 42.0)
    output = io.BytesIO()
    image.save(output, "JPEG", quality=95, exif=exif)
    return output.getvalue()


def png_of_13000_pixels_square() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 13_000, 13_000, 1, 0, 0, 0, 0))
    rows = zlib.compress(b"\0" * ((13_000 // 8 + 1) * 13_000), 9)
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@cache
def scene(seed: int = 0, size: tuple[int, int] = (1200, 800), kind: str = "JPEG", **options: Any) -> bytes:
    """A picture with shapes in it, always the same for one seed."""
    image = Image.new("RGB", (1200, 800), (200, 210, 220))
    draw = ImageDraw.Draw(image)
    for number in range(9):
        left, top = (seed * 391 + number * 577) % 1000, (seed * 733 + number * 389) % 600
        shade = (seed * 97 + number * 53) % 256
        draw.ellipse((left, top, left + 260, top + 240), fill=(shade, 255 - shade, shade // 2))
    output = io.BytesIO()
    image.resize(size).save(output, kind, **options)
    return output.getvalue()


def upload(data: bytes, name: str = "bridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


@pytest.fixture
def own_photos(journalist: User, media: Path) -> list[Photo]:
    """Two photos that the journalist brought."""
    return [photos.take_in(file(scene(seed)), uploaded_by=journalist) for seed in (1, 2)]


@pytest.fixture
def red_and_teal(media: Path, db: None) -> list[Photo]:
    """Two photos of the library, with caption and credit."""
    return [
        photos.take_in(file(picture(color=colour)), caption=colour, credit="Photo: Minh") for colour in ("red", "teal")
    ]
