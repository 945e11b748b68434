"""Vietnamese that was typed for fonts of its own, TCVN3 (ABC) or VNI, and is kept as the Western letters of its bytes.

“Hµ Néi” and “Haø Noäi” are Hà Nội in fonts like .VnTime and VNI-Times, which most of Vietnam wrote with before Unicode.
A text is read so only where all of its words with marks become Vietnamese syllables and two of them could be nothing
else; everything else stays as it is.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from articles.photos.syllables import is_syllable
from articles.text import composed

TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\N{SOFT HYPHEN}®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
# A sign of Western writing beside a letter, or a capital in a word of small ones.
TCVN3_ALONE = re.compile(r"[A-Za-z][¡-½¾×÷]|[¡-½¾×÷][a-z]|[a-z][Æ-Þ]")

# In VNI a letter with its mark is two, the second of which says the mark; these are the marks by that second letter.
TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
ROOFS = dict(zip("âáàåãä", ("\u0302" + tone for tone in ("", *"\u0301\u0300\u0309\u0303\u0323")), strict=True))
BOWLS = dict(zip("êéèúüë", ("\u0306" + tone for tone in ("", *"\u0301\u0300\u0309\u0303\u0323")), strict=True))
VNI_LETTERS = str.maketrans("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ")
VNI_PAIR = re.compile(r"([aeouyôö])([ùøûõï])|([aeo])([âáàåãä])|(a)([êéèúüë])", re.IGNORECASE)
# But for `oá`, `oà` and `oã`, which Vietnamese in Unicode has as well, and the French word `où`.
VNI_ALONE = re.compile(r"(?!où$)[aeouyôö][ùøûõï]|[aeo][âåä]|[ae][áàã]|a[êéèúüë]", re.IGNORECASE)

WORD = re.compile(r"[A-Za-z¡-ÿ]+")
WESTERN = re.compile(r"[\x00-ÿ‘’“”–—…•]*")
ENOUGH = 2  # words that could be nothing else


class Font(NamedTuple):
    """How texts for one kind of font are read, and what is in words of such texts alone."""

    read: Callable[[str], str]
    alone: re.Pattern[str]


def _tcvn3(word: str) -> str:
    return word.translate(TCVN3)


def _vni(word: str) -> str:
    return composed(VNI_PAIR.sub(_marked, word).translate(VNI_LETTERS))


def _marked(pair: re.Match[str]) -> str:
    letter, mark = (each for each in pair.groups() if each)
    marks = TONES if pair[2] else ROOFS if pair[4] else BOWLS
    return letter.translate(VNI_LETTERS) + marks[mark.lower()]


FONTS = (Font(_tcvn3, TCVN3_ALONE), Font(_vni, VNI_ALONE))


def font_of(texts: Iterable[str]) -> Font | None:
    """The kind of font for which `texts`, the words of one file, were typed; none where that is not plain."""
    texts = [text for text in texts if not text.isascii()]
    return next((font for font in FONTS if len(_telling(texts, font)) >= ENOUGH), None)


def in_unicode(texts: Iterable[str]) -> list[str]:
    """`texts`, the words of one file, with those in Unicode's letters that were typed for a font."""
    texts = list(texts)
    font = font_of(texts)
    return [_read(text, font) if font and _fits(text, font) else text for text in texts]


def _telling(texts: list[str], font: Font) -> set[str]:
    """The words that could be nothing else, of those texts that this font fits."""
    words = (word for text in texts if _fits(text, font) for word in _words(text))
    return {word.lower() for word in words if font.alone.search(word)}


def _fits(text: str, font: Font) -> bool:
    """Whether it has no other letters than Western ones, and all words with marks become syllables."""
    return bool(WESTERN.fullmatch(text)) and all(is_syllable(font.read(word)) for word in _words(text))


def _words(text: str) -> list[str]:
    """The words with marks; a sign that stands alone, like ©, is none."""
    return [word for word in WORD.findall(text) if not word.isascii() and any(map(str.isalpha, word))]


def _read(text: str, font: Font) -> str:
    words = set(_words(text))
    return WORD.sub(lambda found: font.read(found[0]) if found[0] in words else found[0], text)
