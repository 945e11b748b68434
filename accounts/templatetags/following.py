"""Buttons of public pages that keep something for the reader; the same for everyone, so that the page can be kept."""

from typing import Any

from django import template

from accounts.models.following import Subject, kind_of
from articles.models import Article

register = template.Library()


@register.inclusion_tag("me/_save.html")
def save_button(article: Article) -> dict[str, Any]:
    return {"article": article}


@register.inclusion_tag("me/_follow.html", takes_context=True)
def follow_button(context: template.Context, subject: Subject) -> dict[str, Any]:
    return {"subject": subject, "kind": kind_of(subject), "here": context["request"].path}
