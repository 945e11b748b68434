"""Two contents of an article side by side: its words, photos, names and moments, each part as its page orders them."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import body
from articles.models import Section
from articles.remembered import Content
from articles.wording import Budget, Row, items_compared, paragraphs_compared, words_added_and_removed, words_compared

LINK = re.compile(r'<a [^<>]*?href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
VALUE = re.compile(r'="([^"]*)"')
# How formatting is told where only letters can be shown.
SPOKEN = dict.fromkeys(("b", "strong"), "**") | dict.fromkeys(("em", "i", "cite"), "_") | {"s": "~~", "code": "`"}
BULLET = {"li": "• ", "td": " | ", "th": " | ", "tr": " "}
SHOWN_BESIDE = 1  # paragraphs that stayed, on either side of one that changed


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the article, such as its headline, and what became of it."""

    name: str
    rows: list[Row]
    is_list: bool = False

    @property
    def is_changed(self) -> bool:
        return any(row.kind != "same" for row in self.rows)

    @property
    def passages(self) -> Iterator[tuple[bool, list[Row]]]:
        """Rows in turn: (False, what is to be seen), (True, what stayed and may be folded away)."""
        near = {
            place + step
            for place, row in enumerate(self.rows)
            if row.kind != "same"
            for step in range(-SHOWN_BESIDE, SHOWN_BESIDE + 1)
        }
        start = 0
        for place in range(1, len(self.rows) + 1):
            if place == len(self.rows) or (place in near) != (start in near):
                yield (start not in near, self.rows[start:place])
                start = place


def compared(before: Content, after: Content) -> list[Part]:
    """Every part of an article as it was and as it became, also those that stayed."""
    budget = Budget()
    texts = [
        Part(name, [words_compared(before[field], after[field], budget)])
        for field, name in {"headline": _("Headline"), "standfirst": _("Standfirst")}.items()
    ]
    text = Part(_("Text"), paragraphs_compared(paragraphs(before["body"]), paragraphs(after["body"]), budget))
    photos = Part(_("Photos"), paragraphs_compared(_photos(before), _photos(after), budget))
    return [*texts, text, photos, *_facts(before, after)]


def paragraphs(markup: str) -> list[str]:
    """The blocks of a body as lines of plain letters, links with their addresses."""
    return [line for block in body.blocks(markup) if (line := readable(block))]


def readable(block: str) -> str:
    """A block's words, its formatting told by signs: **bold**, _slanted_, a link (its address)."""
    linked = LINK.sub(lambda link: f"{link[2]} ({link[1]})", block)
    text = body.own_tag.sub(_sign, linked)
    words = " ".join(html.unescape(text).split())
    if not words:
        words = "———" if block.startswith("<hr") else " ".join(map(html.unescape, VALUE.findall(block)))
    return f"{words} [{_('Heading')}]" if block.startswith(("<h2", "<h3")) else words


def _sign(tag: re.Match[str]) -> str:
    if tag[2] in body.INLINE - {"br"}:
        return SPOKEN.get(tag[2], "")
    return " " if tag[1] else BULLET.get(tag[2], " ")


def words_changed(before: Content, after: Content) -> tuple[int, int]:
    """How many words were added and removed in headline, standfirst and body."""
    return words_added_and_removed(_all_words(before), _all_words(after))


def _all_words(content: Content) -> str:
    return f"{content['headline']} {content['standfirst']} {body.plain_text(content['body'])}"


def _photos(content: Content) -> list[str]:
    names = _names(content, "photos")
    return [_photo(use, name) for use, name in zip(content["photos"], names, strict=True)]


def _photo(use: dict[str, Any], name: str) -> str:
    after = _("After paragraph %(number)d") % {"number": use["after_paragraph"]}
    place = _("At the head") if use["is_lead"] else after
    said = {_("caption"): use["own_caption"], _("credit"): use["own_credit"], _("text alternative"): use["own_alt"]}
    return " · ".join([f"{place}: {name}", *(f"{kind}: {words}" for kind, words in said.items() if words)])


def _names(content: Content, kind: str) -> list[str]:
    """The names that go with the numbers, the numbers themselves where a name was not kept."""
    names, numbers = content["names"].get(kind, []), content[kind]
    return [name or str(number) for name, number in zip(names, numbers, strict=False)] + [
        str(number["photo"] if kind == "photos" else number) for number in numbers[len(names) :]
    ]


def _facts(before: Content, after: Content) -> Iterator[Part]:
    facts: dict[str, Callable[[Content], list[str]]] = {
        _("Authors"): lambda content: _names(content, "authors"),
        _("Section"): _section,
        _("Topics"): lambda content: _names(content, "topics"),
        _("Tags"): lambda content: content["tags"],
        _("Related articles"): lambda content: _names(content, "pins"),
        _("Language"): lambda content: [str(dict(settings.LANGUAGES).get(content["language"], content["language"]))],
        _("Words of the address"): lambda content: _line(content["slug"]),
        _("Title for search engines"): lambda content: _line(content["search_title"]),
        _("Title for sharing"): lambda content: _line(content["share_title"]),
        _("Description for sharing"): lambda content: _line(content["share_description"]),
        _("Address of the original"): lambda content: _line(content["original_url"]),
        _("Publisher of the original"): lambda content: _line(content["original_publisher"]),
        _("Published"): lambda content: _moment(content["published_at"]),
        _("Updated"): lambda content: _moment(content["updated_at"]),
    }
    for name, told in facts.items():
        yield Part(name, [items_compared(told(before), told(after))], is_list=True)


def _line(text: str) -> list[str]:
    return [text] if text else []


def _section(content: Content) -> list[str]:
    number = content["section"]
    name = content["names"].get("section") or (number and Section.objects.filter(pk=number).first())
    return [str(name)] if name else []


def _moment(written: str | None) -> list[str]:
    moment = timezone.localtime(datetime.fromisoformat(written)) if written else None
    return [date_format(moment, "DATETIME_FORMAT")] if moment else []
