"""The lines of a bundle, read one at a time, however long the file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

LONGEST_LINE = 5_000_000  # bytes
ONE_ARRAY = "it is one JSON array, but a bundle has one object a line"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NotABundle(ValueError):  # noqa: N818 (it says what the file is)
    """A file that is no bundle; its message says so in one sentence."""


class LineRefused(ValueError):  # noqa: N818 (it says what became of the line)
    """A line that cannot be loaded; its message says why in plain words."""


class Line(NamedTuple):
    """One line of a bundle: its number from 1, its bytes (none when it is too long) and where it ends in the file."""

    number: int
    content: bytes | None
    end: int


def lines_of(path: Path) -> Iterator[Line]:
    """The lines of the file that hold something."""
    with path.open("rb") as file:
        number = 0
        while content := _next(file):
            number += 1
            if len(content) > LONGEST_LINE:
                yield Line(number, None, file.tell())
            elif content := content.removeprefix(BYTE_ORDER_MARK if number == 1 else b"").strip():
                yield Line(number, content, file.tell())


def object_of(line: Line) -> dict[str, Any]:
    """The JSON object of a line; raises LineRefused."""
    if line.content is None:
        raise LineRefused(f"it is longer than {LONGEST_LINE // 1_000_000} MB.")
    try:
        value = json.loads(line.content.decode())
    except UnicodeDecodeError as error:
        raise LineRefused(f"it is not UTF-8 at byte {error.start + 1}.") from error
    except json.JSONDecodeError as error:
        raise LineRefused(f"it is not JSON: {error.msg} at character {error.pos + 1}.") from error
    except ValueError as error:  # a number of thousands of digits
        raise LineRefused(f"it is not JSON: {error}.") from error
    except RecursionError as error:
        raise LineRefused("its JSON is nested too deep.") from error
    if not isinstance(value, dict):
        raise LineRefused("it is not a JSON object.")
    return value


def check(path: Path) -> None:
    """Raise NotABundle unless `path` is a file with at least one line that an article might be."""
    if path.is_dir():
        raise NotABundle(f"{path} is a folder; name a file in it.")
    if not path.is_file():
        raise NotABundle(f"There is no file {path}.")
    why = "it is empty"
    for line in lines_of(path):
        is_first = why == "it is empty"
        if is_first and _opens_an_array(line):
            raise NotABundle(f"{path} is not a bundle: {ONE_ARRAY}.")
        if _might_be_an_article(line):
            return
        if is_first:
            is_array = (line.content or b"").startswith(b"[{")
            why = ONE_ARRAY if is_array else "no line of it is a JSON object with an id"
    raise NotABundle(f"{path} is not a bundle: {why}.")


def _next(file: BinaryIO) -> bytes:
    """The next line, of a longer one than is allowed only the beginning; the file stands behind its end."""
    content = file.readline(LONGEST_LINE + 1)
    rest = content
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(LONGEST_LINE)
    return content


def _opens_an_array(line: Line) -> bool:
    content = line.content or b""
    return content == b"[" or (content.startswith(b"[") and content.endswith(b","))


def _might_be_an_article(line: Line) -> bool:
    try:
        return not {"id", "headline"}.isdisjoint(object_of(line))
    except LineRefused:
        return False
