"""Text as the newsroom keeps it: composed Unicode in, folded letters for addresses and search."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.text import slugify

from articles.unseen import alike, without_unseen

# Letters whose stroke is part of the letter, so that NFD leaves them whole.
STROKED = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE"}
)
# PostgreSQL can store neither NUL nor lone surrogates, and no feed may hold the other controls (XML 1.0, section 2.2).
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# No language puts more marks on a letter (Unicode's Stream-Safe Text Format, UAX 15); to order them takes the square of
# their number, while which nothing else runs.
MOST_MARKS = 30
LONG_RUN = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
SPACES = re.compile(r"[^\S\u00a0\u202f]+")

# Of what somebody looks for, the rest is left out: no search box is made for more.
LONGEST_QUERY = 200

SYMBOLS = {"So", "Sm", "Sc", "Sk", "Po", "Pd", "Ps", "Pe"}


def composed(text: str) -> str:
    """`text` in NFC, without what neither the database nor a feed can hold."""
    # Some marks become two, as U+0344 does.
    return _few_marks(unicodedata.normalize("NFC", _few_marks(UNSTORABLE.sub("", text))))


def seen(text: str) -> str:
    """`text` composed, without signs that nobody sees; seen once more, it stays as it is.

    Without a sign, what was apart may be composed, and another sign be needed no longer.
    """
    while (shaped := composed(without_unseen(text))) != text:
        text = shaped
    return text


def one_line(text: str) -> str:
    """`text` as seen, on one line; its no-break spaces stay."""
    return SPACES.sub(" ", seen(text)).strip()


def in_lines(text: str) -> str:
    """`text` as seen, its lines as they stand."""
    return seen(text).strip()


def name_in(text: str) -> str:
    """The name that `text` is: on one line, no two of its words apart by anything but one space."""
    return " ".join(seen(text).split())


def fold(text: str) -> str:
    """`text` in lower case without its marks, as addresses and search compare it: `Đà Nẵng` gives `da nang`."""
    decomposed = unicodedata.normalize("NFD", _few_marks(text.translate(STROKED)))
    unmarked = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", unmarked).lower()


def shortened(text: str, longest: int) -> str:
    """`text` in at most so many letters; where some are left out, whole words and an ellipsis."""
    if len(text) <= longest:
        return text
    whole_words = text[:longest].rpartition(" ")[0] or text[: longest - 1]
    return f"{whole_words.rstrip(' .,:;–')}…"


@lru_cache(maxsize=4096)
def slug_of(text: str, *, fallback: str = "-") -> str:
    """The words of an address for `text`: ASCII where folding reaches it, the script's own letters elsewhere."""
    return slugify(fold(text)) or slugify(text, allow_unicode=True) or fallback


def slug_of_name(name: str, *, longest: int) -> str:
    """The words of an address for a name, of which symbols alone are spoken; empty where nothing can be."""
    return slug_of(name, fallback=slug_of(spoken(name)))[:longest].strip("-")


def spoken(text: str) -> str:
    """The symbols of `text` by their Unicode names: 🎉 gives `party popper`."""
    return " ".join(unicodedata.name(symbol, "") for symbol in text if unicodedata.category(symbol) in SYMBOLS).lower()


def each_once(names: Iterable[str]) -> list[str]:
    """`names` in their order without empty ones; of those that are alike, the first."""
    first: dict[str, str] = {}
    for name in filter(None, names):
        first.setdefault(alike(name), name)
    return list(first.values())


def _few_marks(text: str) -> str:
    """`text` with no more marks on any letter than a language could put there."""
    return LONG_RUN.sub(lambda run: "".join(_first_marks(run[0])), text)


def _first_marks(run: str) -> Iterator[str]:
    marks = 0
    for letter in run:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            yield letter
