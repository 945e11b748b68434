"""Which of a line's photos a picture in its body is: by its addresses, of which most name a smaller copy."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

from articles.pasted import attribute

# As WordPress calls its copies: smaller ones, those of a picture over 2,560 pixels, turned or cut ones.
of_a_copy = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|-e\d{10,13}|@[23]x)+$")
DEEPEST = 30  # folders
suffix = re.compile(r"(?:\.[a-z]{3,4})+$")

SOURCES = ("src", "data-src", "data-lazy-src", "data", "data-href", "data-instgrm-permalink", "cite", "url")
LARGER = (
    "data-original", "data-orig-file", "data-large-file", "data-full-url", "srcset", "data-srcset", "data-lazy-srcset",
)  # fmt: skip
OF_PICTURE = "data-sources"  # what the sources of a `<picture>` say, put on its image
picture = re.compile(r"<picture\b[^<>]*+>((?:(?!</?picture\b).)*+)</picture>", re.DOTALL)

type Shape = Callable[[str], str]


def whole(path: str) -> str:
    return path


def original(path: str) -> str:
    """The path of what a copy was made of, in small letters and without the ending, which copies may not share."""
    return of_a_copy.sub("", suffix.sub("", path.casefold()))


def name(path: str) -> str:
    return PurePosixPath(original(path)).name


def attributes(markup: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in attribute.findall(markup)}


def one_picture(found: re.Match[str]) -> str:
    """The image of a `<picture>`, with the addresses of its sources."""
    image = re.search(r"<img\b[^<>]*+>", found[1])
    said = [attributes(each) for each in re.findall(r"<source\b([^<>]*+)>", found[1])]
    sources = ", ".join(each[name] for each in said for name in ("srcset", "data-srcset") if name in each)
    return f'{image[0][:-1]} {OF_PICTURE}="{html.escape(sources)}">' if image else ""


class Files:
    """A line's photo files, found by the addresses of pictures."""

    def __init__(self, files: list[str]) -> None:
        named = [normalize("NFC", file).lstrip("./") for file in files]
        self.by_path = [(shape, first_places(map(shape, named))) for shape in (whole, original)]
        self.by_name = first_places(map(name, named))
        self.several = {each for each, count in Counter(map(name, named)).items() if count > 1}

    def place_of(self, sources: list[str]) -> int | None:
        """The place of the file that the addresses name: by its whole path, as a copy, by its mere name.

        A name counts where one file alone has it.
        """
        paths = list(dict.fromkeys(path for source in sources for path in paths_of(source)))
        found = (places.get(end) for shape, places in self.by_path for path in paths for end in ends_of(shape(path)))
        if (place := next((each for each in found if each is not None), None)) is not None:
            return place
        names = {name(path) for path in paths} - self.several - {""}
        places = {self.by_name[each] for each in names if each in self.by_name}
        return places.pop() if len(places) == 1 else None


def first_places(names: Iterable[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, each in enumerate(names):
        places.setdefault(each, place)
    return places


def ends_of(path: str) -> Iterator[str]:
    """The path without its first folder, without the first two …, of very deep ones the last."""
    parts = path.strip("/").split("/")[-DEEPEST:]
    return ("/".join(parts[place:]) for place in range(len(parts)))


def paths_of(source: str) -> Iterator[str]:
    """The paths that an attribute names: its address or, of a `srcset`, each; also one inside of a resizer's query."""
    for each in re.split(r",\s+", source):
        url = each.strip().partition(" ")[0]
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        inner = [value for _key, value in parse_qsl(parts.query) if value.startswith(("/", "http"))]
        for path in (parts.path, *(value.partition("?")[0] for value in inner)):
            yield normalize("NFC", unquote(path))
            if "+" in path:
                yield normalize("NFC", unquote_plus(path))
