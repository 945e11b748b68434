"""The reactions of readers, as a part of the article's page."""

from typing import Any

from django import template

from accounts.reactions import counts_for
from articles.models import Article

register = template.Library()


@register.inclusion_tag("me/_reactions.html")
def reactions(article: Article) -> dict[str, Any]:
    """Every kind with its count; the same for everyone, so that the page can be kept."""
    return {"article": article, "reactions": counts_for(article)}
