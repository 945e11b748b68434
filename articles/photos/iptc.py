"""What a photo's file says about itself: IPTC-IIM, XMP and a little EXIF, as fields of `Photo`.

Where IIM and XMP both speak, the rule of the Metadata Working Group (Guidelines 2.0, “Reconciling”) decides, in
short: XMP wins, unless the digest of the IIM block that Photoshop keeps beside it no longer fits the block; then a
program that knows no XMP wrote last, and IIM wins. EXIF is asked last. Nothing in here can make a photo fail.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.utils import timezone
from django.utils.text import Truncator
from PIL import ExifTags, Image

from articles.models import Photo
from articles.photos.encodings import texts_of
from articles.photos.fonts import in_unicode
from articles.text import composed

DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
IIM_BLOCK, IIM_DIGEST = 0x0404, 0x0425
IPTC_EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
CHARSET, IIM_MOMENT = (1, 90), ((2, 55), (2, 60))
LARGEST_PACKET = 2**20
# What cameras write as the description of every picture.
SAID_BY_CAMERAS = re.compile(
    r"(OLYMPUS|KODAK|MINOLTA|KONICA|PENTAX|SONY|SAMSUNG|DCIM|Exif.JPEG|<?Digimax|default).{0,40}", re.IGNORECASE
)


class Source(NamedTuple):
    """Where one field of a photo is found."""

    xmp: str
    iim: int = 0
    exif: int = 0
    xmp_else: str = ""


SOURCES = {
    "title": Source(f"{DC}title", 5),
    "caption": Source(f"{DC}description", 120, ExifTags.Base.ImageDescription),
    "credit": Source(f"{PHOTOSHOP}Credit", 110),
    "creator": Source(f"{DC}creator", 80, ExifTags.Base.Artist),
    "copyright_notice": Source(f"{DC}rights", 116, ExifTags.Base.Copyright),
    "alt": Source(f"{IPTC_CORE}AltTextAccessibility", xmp_else=f"{IPTC_CORE}ExtDescrAccessibility"),
    "city": Source(f"{PHOTOSHOP}City", 90, xmp_else=f"{IPTC_EXTENSION}City"),
    "country": Source(f"{PHOTOSHOP}Country", 101, xmp_else=f"{IPTC_EXTENSION}CountryName"),
}

DATASETS = {CHARSET, *((2, source.iim) for source in SOURCES.values()), *IIM_MOMENT}

LONGEST: dict[str, int] = {
    field.attname: field.max_length
    for field in Photo._meta.concrete_fields
    if field.attname in SOURCES and field.max_length
}


def words_of(image: Image.Image) -> dict[str, Any]:
    """The fields of `Photo` that the file of `image` (decoded) fills: text in NFC and cut to size, and `taken_at`."""
    xmp, iim, exif = _xmp(image.info.get("xmp")), _iim(image), _exif(image)
    words = {}
    for field, source in SOURCES.items():
        found = [xmp.get(source.xmp), iim.get((2, source.iim)), exif.get(source.exif)]
        if _is_iim_newer(image):
            found[:2] = found[1::-1]
        found.append(xmp.get(source.xmp_else))
        if text := next(filter(None, (_tidy(text, field) for text in found if text)), ""):
            words[field] = text
    moments = (
        _moment(xmp.get(f"{PHOTOSHOP}DateCreated", "")),
        _moment(" ".join(iim.get(part, "") for part in IIM_MOMENT)),
        _moment(
            exif.get(ExifTags.Base.DateTimeOriginal, "").replace(":", "-", 2)
            + exif.get(ExifTags.Base.OffsetTimeOriginal, "").strip()
        ),
    )
    return words | {"taken_at": next(filter(None, moments), None)}


def _tidy(text: str, field: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in composed(text))
    return Truncator(" ".join(printable.split())).chars(LONGEST[field])


def _moment(text: str) -> datetime | None:
    """The moment that `text` names in ISO 8601, in the site's zone where it names none."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _xmp(packet: Any) -> dict[str, str]:
    """The properties of an XMP packet by their qualified names."""
    if not isinstance(packet, bytes | str) or len(packet) > LARGEST_PACKET:
        return {}
    try:
        root = fromstring(_trimmed(packet))
    except (SyntaxError, ValueError, LookupError):  # not XML, forbidden XML, unknown encoding
        return {}
    found: dict[str, str] = {}
    for name in ("LocationCreated", "LocationShown"):
        for place in root.iter(f"{IPTC_EXTENSION}{name}"):
            found |= {key: value for part in place.iter() for key, value in _facts(part) if value}
    for description in root.iter(f"{RDF}Description"):
        found |= description.attrib
        found |= {prop.tag: _value(prop) for prop in description}
    return dict(zip(found, in_unicode(found.values()), strict=True))


def _facts(part: Element) -> Iterator[tuple[str, str]]:
    """What one element of a structure says: its own text and its attributes, by their qualified names."""
    yield part.tag, _value(part).strip()
    yield from part.attrib.items()


def _trimmed(packet: bytes | str) -> bytes | str:
    """A packet without what pads it; one in UTF-16, whose zeros are half of its letters, is read as text."""
    if isinstance(packet, str):
        return packet.strip("\0\ufeff \t\r\n")
    for name, start in (("utf-16-le", b"<\0"), ("utf-16-be", b"\0<")):
        if packet.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").startswith(start):
            return packet.decode(name, "ignore").strip("\0\ufeff \t\r\n")
    return packet.strip(b"\0 \t\r\n")


def _value(prop: Element) -> str:
    """The text of a property: of its default language where it has several, all of its items where it is a list."""
    items = list(prop.iter(f"{RDF}li"))
    if prop.find(f"{RDF}Alt") is not None and items:
        items = [next((item for item in items if item.get(LANGUAGE) == "x-default"), items[0])]
    return ", ".join(item.text for item in items if item.text) if items else prop.text or ""


def _photoshop(image: Image.Image, resource: int) -> bytes:
    resources = image.info.get("photoshop")
    found = resources.get(resource) if isinstance(resources, dict) else None
    return found if isinstance(found, bytes) else b""


def _is_iim_newer(image: Image.Image) -> bool:
    digest = _photoshop(image, IIM_DIGEST)
    return len(digest) == 16 and hashlib.md5(_photoshop(image, IIM_BLOCK), usedforsecurity=False).digest() != digest


def _iim(image: Image.Image) -> dict[tuple[int, int], str]:
    """The datasets of the IIM block by record and number, repeated ones in a row."""
    datasets = [each for each in _datasets(_photoshop(image, IIM_BLOCK)) if each[0] in DATASETS]
    charset = next((value for name, value in datasets if name == CHARSET), b"")
    texts = texts_of([value for _name, value in datasets], charset)
    found: dict[tuple[int, int], list[str]] = {}
    for (name, _value), text in zip(datasets, texts, strict=True):
        found.setdefault(name, []).append(text)
    return {name: ", ".join(several) for name, several in found.items()}


def _datasets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """What an IIM block holds, as far as it can be read: 0x1C, record, dataset, length in two bytes, value."""
    start = 0
    while block[start : start + 1] == b"\x1c" and len(block) >= start + 5:
        length = int.from_bytes(block[start + 3 : start + 5])
        if length & 0x8000:  # lengths of more than two bytes, which no text field has
            return
        yield (block[start + 1], block[start + 2]), block[start + 5 : start + 5 + length]
        start += 5 + length


def _exif(image: Image.Image) -> dict[int, str]:
    try:
        exif = image.getexif()
        tags = dict(exif) | exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # broken EXIF makes its reader raise anything
        return {}
    texts = {tag: _reread(text) for tag, text in tags.items() if isinstance(text, str)}
    if SAID_BY_CAMERAS.fullmatch(texts.get(ExifTags.Base.ImageDescription, "").strip()):
        del texts[ExifTags.Base.ImageDescription]
    return texts


def _reread(text: str) -> str:
    """EXIF text, which its reader took for Latin-1, as the UTF-8 that most programs write."""
    return re.sub(r"\x00+", " ", texts_of([text.encode("latin-1", "replace")])[0])
