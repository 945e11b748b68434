"""Headlines, names and captions as plain text, where an exporter wrote them as the HTML that it shows them in.

WordPress says `AT&amp;T&#8217;s` of a headline and `<p>Words</p>` of an excerpt.
"""

import html
import re
from collections.abc import Callable
from typing import Any

from articles.models.titles import TITLES

TEXTS = ("headline", "standfirst", "section", "authors", "topics", "tags", "photos", *TITLES)
OF_A_PHOTO = {"caption", "credit", "alt"}
entity = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
# Only what is typed for its looks, and closed: `<script>` in a headline is what the article is about.
closed = re.compile(r"</(?:p|em|i|b|strong|span|a|sup|sub|u)>|<br ?/?>", re.IGNORECASE)
tag = re.compile(r"</?(p|br|em|i|b|strong|span|a|sup|sub|u)(?:\s[^<>]*+)?/?>", re.IGNORECASE)


def in_plain_words(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a line, those that are texts without markup."""
    return values | {key: _each(values[key], plain) for key in TEXTS if key in values}


def plain(text: str) -> str:
    if closed.search(text):
        text = tag.sub(lambda each: " " if each[1].lower() in {"p", "br"} else "", text).strip()
    return html.unescape(text) if entity.search(text) else text


def _each(value: Any, shape: Callable[[str], str]) -> Any:
    """A text, texts in a list, or in photos those that readers read."""
    if isinstance(value, str):
        return shape(value)
    if isinstance(value, list):
        return [_each(each, shape) for each in value]
    if isinstance(value, dict):
        return value | {key: _each(value[key], shape) for key in OF_A_PHOTO & value.keys()}
    return value
