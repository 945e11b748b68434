"""Headlines, names and captions as plain text, where an exporter wrote them as the HTML that it shows them in.

WordPress says `AT&amp;T&#8217;s` of a headline and `<p>Words</p>` of an excerpt.
"""

import html
import re
from typing import Any

from articles.models.titles import TITLES

TEXTS = ("headline", "standfirst", "section", "authors", "topics", "tags", "photos", *TITLES)
IN_AN_OBJECT = {"alt", "caption", "credit", "name"}
entity = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
# Only what is typed for its looks, and closed: `<script>` in a headline is what the article is about.
closed = re.compile(r"</(?:p|em|i|b|strong|span|a|sup|sub|u)>|<br ?/?>", re.IGNORECASE)
tag = re.compile(r"</?(p|br|em|i|b|strong|span|a|sup|sub|u)(?:\s[^<>]*+)?/?>", re.IGNORECASE)


def in_plain_words(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a line, those that are texts without markup."""
    return values | {key: _plain(values[key]) for key in TEXTS if key in values}


def plain(text: str) -> str:
    if closed.search(text):
        text = tag.sub(lambda each: " " if each[1].lower() in {"p", "br"} else "", text).strip()
    return html.unescape(text) if entity.search(text) else text


def _plain(value: Any) -> Any:
    """A text or texts in a list, and no deeper: a line may hold lists inside one another by the thousand."""
    return [_plain_one(each) for each in value] if isinstance(value, list) else _plain_one(value)


def _plain_one(value: Any) -> Any:
    """A text, or those of an object that readers read."""
    if isinstance(value, dict):
        return value | {key: plain(value[key]) for key in IN_AN_OBJECT if isinstance(value.get(key), str)}
    return plain(value) if isinstance(value, str) else value
