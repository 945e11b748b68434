"""In which letters a program wrote the words of an IPTC-IIM block that does not say so, or says so wrongly.

UTF-8 proves itself. What is none was written by Windows, in Western or in Vietnamese letters, or by an old Macintosh:
the words are read in each way, and what only makes sense in one of them decides, for all words of the block alike.
Vietnamese for fonts of its own (TCVN3, VNI) stands there in Western letters, in UTF-8 too: `articles.photos.fonts`.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable

from articles.photos.fonts import font_of, in_unicode
from articles.photos.syllables import is_syllable
from articles.text import composed

WESTERN, VIETNAMESE, MACINTOSH = "cp1252", "cp1258", "mac_roman"
# What dataset 1:90 says (ISO 2022 escapes): UTF-8, and ISO 8859-1 as right-hand set in its three places.
DECLARED = {
    b"\x1b%G": "utf-8",
    b"\x1b%/G": "utf-8",
    b"\x1b%/H": "utf-8",
    b"\x1b%/I": "utf-8",
    b"\x1b-A": WESTERN,
    b"\x1b.A": WESTERN,
    b"\x1b/A": WESTERN,
}
WORD = re.compile(r"[^\W\d_]+")
# In Western letters of Windows: capitals and signs in the middle of words, which are é, è, á and so on of a Macintosh.
MISPLACED = re.compile(r"(?<=[a-zà-ÿ])[ŠŒŽŸ‡†‰ˆ‚ƒ„˜](?=[a-zà-ÿ\s.,]|$)|\b[‡†‰ˆ‚ƒ„˜](?=[a-z])")


def texts_of(values: Iterable[bytes], charset: bytes = b"") -> list[str]:
    """`values`, the words of one file, as text; never fails, whatever they hold."""
    values, declared = list(values), DECLARED.get(charset)
    in_utf_8 = [_utf_8(value, is_declared=declared == "utf-8") for value in values]
    doubtful = b"\n".join(value for value, text in zip(values, in_utf_8, strict=True) if text is None)
    encoding = WESTERN if declared == WESTERN else legacy_encoding(doubtful)
    read = (
        value.decode(encoding, "replace") if text is None else text
        for value, text in zip(values, in_utf_8, strict=True)
    )
    return in_unicode(read)


def legacy_encoding(text: bytes) -> str:
    """Windows' Western letters, its Vietnamese ones, or a Macintosh's: in which of them `text` makes sense."""
    try:
        western = text.decode(WESTERN)
    except UnicodeDecodeError:  # five bytes stand for nothing there; Vietnamese Windows leaves them out as well
        return MACINTOSH
    if MISPLACED.search(western):
        return MACINTOSH
    if font_of(western.split("\n")):
        return WESTERN
    return VIETNAMESE if _is_vietnamese(text, western) else WESTERN


def _is_vietnamese(text: bytes, western: str) -> bool:
    """Whether every word that reads otherwise in Vietnamese letters is a Vietnamese syllable then."""
    vietnamese = text.decode(VIETNAMESE, "replace")
    spaced = zip(vietnamese.split(), western.split(), strict=False)
    differing = [composed(one) for one, other in spaced if one != other]
    words = [word for part in differing for word in WORD.findall(part)]
    return bool(words) and all(is_syllable(word) for word in words if not word.isascii())


def _utf_8(value: bytes, *, is_declared: bool) -> str | None:
    """`value` as UTF-8 if it is; a last letter that was cut in two, as short fields have it, is left out."""
    try:
        text = getincrementaldecoder("utf-8")().decode(value)
    except UnicodeDecodeError:
        return None
    is_whole = len(text.encode()) == len(value)
    return text if is_whole or is_declared or not text.isascii() else None
