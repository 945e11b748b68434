"""Whether readers may react to an article, on its page at the desk."""

from typing import Any

from django import template

from accounts.models import Closing, User
from articles.models import Article

register = template.Library()


@register.inclusion_tag("admin/moderation/_closing.html")
def closing(article: Article, colleague: User) -> dict[str, Any]:
    """What is closed and why, and the way to close or open it for those who may."""
    return {
        "article": article,
        "closing": Closing.objects.filter(article=article).select_related("closed_by").first(),
        "may_close": colleague.has_perm("accounts.add_closing"),
        "may_open": colleague.has_perm("accounts.delete_closing"),
    }
