"""What a picture says of itself: an IPTC-IIM record and an XMP packet, as a photo agency writes them.

IPTC Information Interchange Model 4.2 (https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf): a data set is the
marker 1C, its record and number, its length in two bytes, and its text. Photoshop's image resource 0x0404 carries the
record inside a JPEG's APP13 segment (Adobe Photoshop File Formats Specification, “Image Resource Blocks”).
"""

import struct
from xml.sax.saxutils import escape

CAPTION, CREDIT, CREATOR, CITY, COUNTRY, TITLE, COPYRIGHT = (
    "caption",
    "credit",
    "creator",
    "city",
    "country",
    "title",
    "copyright",
)

# Number and greatest length in bytes of each data set of record 2 (IIM 4.2, chapter 6).
DATA_SETS = {
    TITLE: (5, 64),
    CREATOR: (80, 32),
    CITY: (90, 32),
    COUNTRY: (101, 64),
    CREDIT: (110, 32),
    COPYRIGHT: (116, 128),
    CAPTION: (120, 2000),
}
XMP_FIELDS = (
    (CAPTION, "dc:description", "Alt"),
    (TITLE, "dc:title", "Alt"),
    (COPYRIGHT, "dc:rights", "Alt"),
    (CREATOR, "dc:creator", "Seq"),
    (CREDIT, "photoshop:Credit", ""),
    (CITY, "photoshop:City", ""),
    (COUNTRY, "photoshop:Country", ""),
)
_START_OF_IMAGE = b"\xff\xd8"


def record(fields: dict[str, str]) -> bytes:
    """Return the IIM record of the fields that are not empty, in UTF-8."""
    parts = [_data_set(1, 90, b"\x1b%G"), _data_set(2, 0, struct.pack(">H", 4))]
    for name, (number, longest) in DATA_SETS.items():
        if fields.get(name):
            parts.append(_data_set(2, number, _shortened(fields[name], longest)))
    return b"".join(parts)


def _data_set(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, kind, number, len(value)) + value


def _shortened(text: str, longest: int) -> bytes:
    """Return the text in UTF-8, cut between two characters where it is longer than the standard allows."""
    return text.encode()[:longest].decode(errors="ignore").encode()


def segment(fields: dict[str, str]) -> bytes:
    """Return the JPEG segment APP13 that holds the record as Photoshop's resource 0x0404."""
    block = record(fields)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block + b"\0" * (len(block) % 2)
    content = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def packet(fields: dict[str, str]) -> bytes:
    """Return the same fields as an XMP packet."""
    lines = "".join(_property(tag, box, fields[name]) for name, tag, box in XMP_FIELDS if fields.get(name))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{lines}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def _property(tag: str, box: str, value: str) -> str:
    text = escape(value)
    if box:
        language = ' xml:lang="x-default"' if box == "Alt" else ""
        text = f"<rdf:{box}><rdf:li{language}>{text}</rdf:li></rdf:{box}>"
    return f"<{tag}>{text}</{tag}>"


def inscribed(jpeg: bytes, fields: dict[str, str]) -> bytes:
    """Return the JPEG with the IIM record set in after its first segment."""
    if jpeg[:2] != _START_OF_IMAGE:
        raise ValueError("Only a JPEG can carry the record: these bytes do not begin as one.")
    end = 4 + struct.unpack(">H", jpeg[4:6])[0]  # SOI (2 bytes), then the marker (2) and the length that counts itself
    return jpeg[:end] + segment(fields) + jpeg[end:]
