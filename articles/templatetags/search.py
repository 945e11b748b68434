"""`{{ text|marked:query }}`: the words that a search found, marked."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from articles.text import fold

register = template.Library()
WORD = re.compile(r"\w+")


@register.filter
def marked(text: str, query: str) -> SafeString:
    """`text` with each word that begins like one of the query's in `<mark>`, marks and capitals aside."""
    terms = tuple(fold(term) for term in WORD.findall(query))
    pieces = re.split(r"(\w+)", text)
    html = [f"<mark>{escape(each)}</mark>" if is_found(each, terms) else escape(each) for each in pieces]
    return SafeString("".join(html))


def is_found(word: str, terms: tuple[str, ...]) -> bool:
    return bool(terms) and fold(word).startswith(terms) and word.strip() != ""
