"""`{% answers article as answers %}`: what readers answered, for the article's page; the same for everyone."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.answers import Answers
from accounts.models import ReactionKind
from articles.models import Article

register = template.Library()


@register.simple_tag
def answers(article: Article) -> Answers:
    return Answers(article)


@register.simple_tag
def notes_url(article: Article, by: str = "newest") -> str:
    """The page of all notes under an article, `by` newest or most_agreed first."""
    return reverse(
        "notes" if by == "newest" else "notes_agreed", args=[article.section.slug, (article.words, article.pk)]
    )


@register.simple_tag
def reaction(kind: ReactionKind) -> SafeString:
    """A kind of reaction: its drawing and its name in the page's language."""
    return drawn(kind.icon, str(kind))


@lru_cache(maxsize=256)
def drawn(icon: str, name: str) -> SafeString:
    return SafeString(render_to_string("me/_kind.html", {"icon": icon, "name": name}).strip())
