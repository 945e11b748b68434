"""`{% paper as paper %}` and `{% frame "top" %}`: the frame of a page; `{% ranked %}`: Trending and Most viewed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles import later as later_script
from articles import next_pages
from articles.addresses import address, address_here
from articles.freshness import key, shows, whole_of
from articles.in_languages import present_language
from articles.models import Article
from articles.paper import Paper, editions, front_url, native_name
from articles.popularity import trending_and_most_viewed
from articles.text import shortened

register = template.Library()
LENGTH = 6  # articles in each list beside a page
# What differs from page to page in a frame that is drawn once.
HERE, HERE_IN = "address-of-this-page", "this-page-in-the-{}-edition"

# Its elements are boxes, which stand apart without a line's end between them.
between_lines = re.compile(r">\n+<")


@dataclass(frozen=True)
class Frame:
    """Everything that a part of the frame shows."""

    part: str
    told: str
    today: datetime
    language: str | None
    section: int | None
    above: int | None
    is_front: bool


register.filter("edition_url", front_url)
register.filter(native_name)
register.filter(shortened)
register.simple_tag(address)
register.simple_tag(address_here)


@register.simple_tag(takes_context=True)
def paper(context: template.Context) -> Paper:
    """The page's frame: its view's, where the view has made one."""
    return context.get("paper") or Paper()


@register.simple_tag(takes_context=True)
def site(context: template.Context) -> str:
    """What the whole addresses of this site's pages begin with."""
    request = context["request"]
    return f"{request.scheme}://{request.get_host()}"


@register.simple_tag(takes_context=True)
def frame(context: template.Context, part: str) -> SafeString:
    """What stands over ("top") or under ("end") every page; drawn once for all pages on which it shows the same."""
    paper, section = context["paper"], context.get("section")
    day = paper.today.replace(hour=0, minute=0, second=0, microsecond=0)
    own, above = (section.pk, section.parent_id) if section else (None, None)
    drawn_once = drawn(Frame(part, paper.told, day, get_language(), own, above, bool(context.get("is_front"))))
    request = None if context.get("is_missing") else context.get("request")
    drawn_once = drawn_once.replace(HERE, quote(request.get_full_path()) if request else address_here("front"))
    in_editions = context.get("alternates") or {}
    for code, _name in settings.LANGUAGES:
        drawn_once = drawn_once.replace(HERE_IN.format(code), escape(in_editions.get(code) or front_url(code)))
    return SafeString(drawn_once)


@lru_cache(maxsize=256)
def drawn(frame: Frame) -> str:
    paper, section = Paper(), {"pk": frame.section, "parent_id": frame.above}
    paper.answer, paper.today = frame.told, frame.today
    here = {"here": HERE, "editions": [replace(each, url=HERE_IN.format(each.language)) for each in editions()]}
    shown = {"paper": paper, "section": section, "is_front": frame.is_front, **here}
    return between_lines.sub("><", render_to_string(f"_frame_{frame.part}.html", shown))


@register.simple_tag
def words(template_name: str) -> SafeString:
    """A template that shows nothing of the page; drawn once in each language."""
    return drawn_words(template_name, get_language())


@lru_cache(maxsize=64)
def drawn_words(template_name: str, _language: str | None) -> SafeString:
    return render_to_string(template_name)


@register.simple_tag
def speculation_rules() -> SafeString:
    """Which page the browser may fetch before it is asked for; our own constant."""
    return SafeString(next_pages.RULES)


@register.simple_tag
def later() -> SafeString:
    """The script that asks for the others; our own constant."""
    return SafeString(f"<script>{later_script.SCRIPT}</script>")


@register.simple_tag
def other_language(language: str) -> SafeString:
    """The language that a headline is in, in that language's own word, on a page that speaks another."""
    return SafeString("") if language == get_language() else label(language)


@lru_cache(maxsize=16)
def label(language: str) -> SafeString:
    return format_html('<span class="in-language" lang="{}">{}</span>', language, native_name(language))


@register.simple_tag(takes_context=True)
def signed(context: template.Context, article: Any) -> list[dict[str, Any]]:
    """The authors whom a list names with an article: none where its section does not, or on an author's own page."""
    if "author" in context or article.section_id not in context["paper"].signed:
        return []
    shows(whole_of(article.pk), *(key("author", each["pk"]) for each in article.shown_authors))
    return article.shown_authors


@register.simple_tag
def front() -> str:
    """The front page in the language that this page speaks."""
    return front_url(present_language())


@register.simple_tag
def ranked(lists: Sequence[Sequence[Article]] = (), *, first: str = "trending") -> SafeString:
    """Trending and Most viewed (`lists`, or the edition's) as two tabs, `first` open; an empty list is left out."""
    language = get_language()
    named = dict(zip(("trending", "viewed"), lists or trending_and_most_viewed(LENGTH, language), strict=True))
    links = {name: tuple(map(link_of, articles)) for name, articles in named.items() if articles}
    return drawn_ranking(language, tuple(sorted(links.items(), key=lambda each: each[0] != first)))


def link_of(article: Article) -> tuple[str, str, str]:
    return article.get_absolute_url(), article.language, article.listed_headline


@lru_cache(maxsize=64)
def drawn_ranking(language: str | None, lists: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]) -> SafeString:
    """Drawn once for all pages that show these links under the words of this language."""
    return render_to_string("_ranked.html", {"lists": lists})


@register.filter
def wordmark_size(name: str) -> str:
    """How long a newspaper's name is, as the style sheet needs to know it."""
    return next((size for longest, size in ((20, "short"), (34, "long")) if len(name) <= longest), "longest")
