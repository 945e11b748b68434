"""`{% marked text query language %}`: the words that a search found, marked."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from articles.stop_words import STOP_WORDS
from articles.text import fold

register = template.Library()
WORD = re.compile(r"(\w+)")
# Shorter words begin too many others: "ha" of "ha noi" is neither "has" nor "Hải".
SHORTEST_STEM = 4


@register.simple_tag
def marked(text: str, query: str, language: str) -> SafeString:
    """`text` with each word that is one of the query's in `<mark>`, accents, capitals and endings aside.

    Words of which every text in its language is full are left as they are.
    """
    everywhere = STOP_WORDS.get(language.partition("-")[0], frozenset())
    terms = {fold(term) for term in WORD.findall(query) if term.lower() not in everywhere}
    pieces = [(escape(piece), is_found(fold(piece), terms)) for piece in WORD.split(text)]
    return SafeString("".join(f"<mark>{piece}</mark>" if found else piece for piece, found in pieces))


def is_found(word: str, terms: set[str]) -> bool:
    """Whether a word is one of the terms, or begins one, or one begins it."""
    stems = (sorted((word, term), key=len) for term in terms)
    return word in terms or any(len(short) >= SHORTEST_STEM and long.startswith(short) for short, long in stems)
