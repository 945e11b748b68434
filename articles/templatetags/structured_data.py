"""`{% json_ld article %}` and `{% json_ld_of_paper %}`: what the page says to search engines."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.models import Article
from articles.structured_data import Absolute, breadcrumbs, news_article, website

register = template.Library()
# Nothing in the JSON can end its script element or begin a comment in it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, article: Article) -> SafeString:
    """The article and the way to it as JSON-LD; the context holds `request` and `paper`."""
    newsroom, absolute = context["paper"].newsroom, absolute_in(context)
    return in_script([news_article(article, newsroom, absolute), breadcrumbs(article, newsroom, absolute)])


@register.simple_tag(takes_context=True)
def json_ld_of_paper(context: template.Context) -> SafeString:
    """The newspaper as JSON-LD, for its front page; the context holds `request` and `paper`."""
    return in_script(website(context["paper"].newsroom, get_language(), absolute_in(context)))


def absolute_in(context: template.Context) -> Absolute:
    """What makes a path a whole address on the site that was asked."""
    request = context["request"]
    site = f"{request.scheme}://{request.get_host()}"
    return lambda path: site + path


def in_script(data: Any) -> SafeString:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped just above)
