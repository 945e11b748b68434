"""How a Vietnamese syllable is built, by which words tell in which letters they were written."""

import re
from unicodedata import normalize

from articles.text import composed

# Without its tone: beginning, vowels, end. `ă` and `â` never stand alone at the end.
SYLLABLE = re.compile(
    r"(b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph|qu|r|s|th?|tr|v|x)?"
    r"(([aăâeêioôơuưy]|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|oo)(ch?|m|ngh?|ng|nh?|p|t)"
    r"|[aeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|yêu|oi|ôi|ơi|oa|oai|oay|oe|oeo|ua|ui|uê|uôi|uơ|uy|uya|uyu"
    r"|ưa|ưi|ưu|ươi|ươu)",
)
TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


def is_syllable(word: str) -> bool:
    """Whether `word` could be one of the language, whatever its tone and capitals."""
    return bool(SYLLABLE.fullmatch(composed(normalize("NFD", word.lower()).translate(TONES))))
