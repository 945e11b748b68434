"""`{% json_ld article %}`: what the page says to search engines."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.structured_data import breadcrumbs, news_article

register = template.Library()
# Nothing in the JSON can end its script element or begin a comment in it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, article: Article) -> SafeString:
    """The article and the way to it as JSON-LD; the context holds `request` and `paper`."""
    request, newsroom = context["request"], context["paper"].newsroom
    site = f"{request.scheme}://{request.get_host()}"

    def absolute(path: str) -> str:
        return site + path

    data = [news_article(article, newsroom, absolute), breadcrumbs(article, newsroom, absolute)]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped just above)
