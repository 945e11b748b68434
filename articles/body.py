"""The body of an article: which HTML it may hold, and how it is made ready for the page."""

import html
import re

import nh3

from articles.text import composed

ALLOWED_TAGS = {
    "a", "b", "blockquote", "br", "cite", "code", "em", "h2", "h3", "hr", "i", "li", "ol", "p", "pre", "s", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes=ALLOWED_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
    clean_content_tags={"script", "style", "template", "noscript"},
)


def sanitised(markup: str) -> str:
    """`markup` in NFC with nothing left but the tags and attributes of an article's body."""
    return cleaner.clean(composed(markup)).strip()


def plain_text(markup: str) -> str:
    """The words of a body, blocks apart by spaces."""
    return html.unescape(nh3.clean(re.sub(r"<(?=/?\w)", " <", markup), tags=set())).strip()


def word_count(markup: str) -> int:
    return len(plain_text(markup).split())
