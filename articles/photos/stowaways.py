"""What else a picture's file is: a file can be a JPEG to one program and a ZIP, a page or a script to another.

Cameras hang more onto their pictures (a second picture, a short film, notes of their own, padding), and that stays;
what is another kind of document, or text that a program might run, is told here so that the file can be refused.
"""

import re
import zipfile
from io import BytesIO

# Nowhere in a photo's file, its metadata included, do these stand for anything good. In lower case.
CODE = (b"<?php", b"<script>", b"<script ", b"__halt_compiler", b"<!doctype html", b"<html>", b"<html ", b"%pdf-1.")
# How other files begin; in what hangs on behind a picture they are looked for at its start alone.
OTHERS = (
    b"PK\x03\x04",
    b"Rar!\x1a",
    b"7z\xbc\xaf",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ",
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"<",
)
# In a JPEG's scan, 0xFF is followed by zero (it is a letter of the scan) or by 0xD0–0xD7 (the scan goes on).
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
BLANK = b"\x00\xff \t\r\n"
SCAN, END = 0xDA, 0xD9
BOXES = {b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"uuid", b"wide", b"styp", b"sidx", b"moof", b"grpl"}


def is_also_something_else(data: bytes, kind: str) -> bool:
    """Whether the picture in `data` (`jpg`, `png`, `webp` or `avif`) is, or carries, a document of another kind."""
    tail = data[ENDS[kind](data) :].strip(BLANK)
    return _holds_code(data) or tail.startswith(OTHERS) or _is_text(tail) or _is_archive(data, tail)


def _holds_code(data: bytes) -> bool:
    lower = data.lower()
    return any(code in lower for code in CODE)


def _is_text(tail: bytes) -> bool:
    try:
        return bool(tail) and tail.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False


def _is_archive(data: bytes, tail: bytes) -> bool:
    return zipfile.is_zipfile(BytesIO(data)) or tail[257:262] == b"ustar"


def _end_of_jpeg(data: bytes) -> int:
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == END:
            return position + 2
        if marker == 0xFF:  # padding before a marker
            position += 1
            continue
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
        if marker == SCAN:
            found = MARKER.search(data, position)
            position = found.start() if found else len(data)
    return min(position + 2, len(data)) if data[position : position + 2] == b"\xff\xd9" else len(data)


def _end_of_png(data: bytes) -> int:
    position = 8
    while position + 12 <= len(data):
        length, name = int.from_bytes(data[position : position + 4]), data[position + 4 : position + 8]
        position += 12 + length
        if name == b"IEND":
            break
    return position


def _end_of_webp(data: bytes) -> int:
    length = int.from_bytes(data[4:8], "little")
    return 8 + length + length % 2


def _end_of_avif(data: bytes) -> int:
    position = 0
    while data[position + 4 : position + 8] in BOXES:
        length = int.from_bytes(data[position : position + 4])
        if length == 1:
            length = int.from_bytes(data[position + 8 : position + 16])
        if length < 8:  # 0: up to the end of the file
            return len(data)
        position += length
    return position


ENDS = {"jpg": _end_of_jpeg, "png": _end_of_png, "webp": _end_of_webp, "avif": _end_of_avif}
