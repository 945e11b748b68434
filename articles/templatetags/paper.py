"""`{% paper as paper %}`: the frame of a page; `{% ranked %}`: Trending and Most viewed."""

from typing import Any

from django import template
from django.utils.translation import get_language

from articles.paper import Paper, front_url, native_name
from articles.popularity import trending_and_most_viewed

register = template.Library()
LENGTH = 6

register.filter("edition_url", front_url)
register.filter(native_name)


@register.simple_tag(takes_context=True)
def paper(context: template.Context) -> Paper:
    """The page's frame: its view's, where the view has made one."""
    return context.get("paper") or Paper()


@register.simple_tag
def front() -> str:
    """The front page in the language that this page speaks."""
    return front_url(get_language() or "")


@register.inclusion_tag("_ranked.html")
def ranked(*, first: str = "trending", language: str | None = None) -> dict[str, Any]:
    """Trending and Most viewed as two tabs, `first` open; a list with nothing to show is left out."""
    trending, viewed = trending_and_most_viewed(LENGTH, language)
    lists = {"trending": trending, "viewed": viewed}
    names = [name for name in sorted(lists, key=lambda name: name != first) if lists[name]]
    return {"lists": [(name, lists[name]) for name in names]}


@register.filter
def wordmark_size(name: str) -> str:
    """How long a newspaper's name is, as the style sheet needs to know it."""
    return next((size for longest, size in ((20, "short"), (34, "long")) if len(name) <= longest), "longest")
