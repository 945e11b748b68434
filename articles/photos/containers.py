"""Of which parts the files of pictures are made, and where the picture in them ends."""

import re
from collections.abc import Iterator
from itertools import islice, repeat

# In a JPEG's scan, 0xFF is followed by zero (it is a letter of the scan) or by 0xD0–0xD7 (the scan goes on).
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
NO_PADDING = re.compile(rb"[^\xff]")
SCAN, END = 0xDA, 0xD9
# Markers that no length follows.
ALONE = {0x01, *range(0xD0, 0xD9)}
BOXES = {b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"uuid", b"wide", b"styp", b"sidx", b"moof", b"grpl"}

# A JPEG of 40 MB in segments of 64 KB has 640 parts, a PNG in chunks of 8 KB has 5,000.
MOST_PARTS = 20_000


def has_too_many_parts(data: bytes) -> bool:
    """Whether a JPEG or PNG is cut so small that reading the headers of its parts alone would take a minute."""
    parts = _parts_of_png(data) if data.startswith(b"\x89PNG") else _parts_of_jpeg(data)
    return next(islice(parts, MOST_PARTS, None), None) is not None


def is_png_cut_off(data: bytes) -> bool:
    """Whether a PNG lacks its end; its decoder is content when the last row is there."""
    return data.startswith(b"\x89PNG") and _end_of_png(data) > len(data)


def end_of(data: bytes, kind: str) -> int:
    """Where the picture in `data` (`jpg`, `png`, `webp` or `avif`) ends; what is behind it is something else."""
    return ENDS[kind](data)


def _parts_of_jpeg(data: bytes) -> Iterator[int]:
    """The segments before the picture's own data, each by its marker; a byte of padding counts as one."""
    position = 2
    while data[position : position + 1] == b"\xff" and (after := NO_PADDING.search(data, position)):
        yield from repeat(0xFF, after.start() - 1 - position)
        position, marker = after.start() - 1, data[after.start()]
        yield marker
        if marker == SCAN:
            return
        position += 2 + (0 if marker in ALONE else int.from_bytes(data[position + 2 : position + 4]))


def _parts_of_png(data: bytes) -> Iterator[int]:
    position = 8
    while position + 12 <= len(data):
        yield position
        position += 12 + int.from_bytes(data[position : position + 4])


def _end_of_jpeg(data: bytes) -> int:
    position = 2
    while data[position : position + 1] == b"\xff" and (after := NO_PADDING.search(data, position)):
        position, marker = after.start() - 1, data[after.start()]
        if marker == END:
            return position + 2
        position += 2 + (0 if marker in ALONE else int.from_bytes(data[position + 2 : position + 4]))
        if marker == SCAN:
            found = MARKER.search(data, position)
            position = found.start() if found else len(data)
    return len(data)


def _end_of_png(data: bytes) -> int:
    ends = (start + 12 for start in _parts_of_png(data) if data[start + 4 : start + 8] == b"IEND")
    return next(ends, len(data) + 1)


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
