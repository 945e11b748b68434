"""What else a picture's file is: a file can be a JPEG to one program and a ZIP, a page or a script to another.

Cameras hang more onto their pictures (a second picture, a short film, notes of their own, padding), and that stays;
what is another kind of document, or text that a program might run, is told here so that the file can be refused.
"""

import zipfile
from io import BytesIO

from articles.photos.containers import end_of

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
BLANK = b"\x00\xff \t\r\n"


def is_also_something_else(data: bytes, kind: str) -> bool:
    """Whether the picture in `data` (`jpg`, `png`, `webp` or `avif`) is, or carries, a document of another kind."""
    tail = data[end_of(data, kind) :].strip(BLANK)
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
