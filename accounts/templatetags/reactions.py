"""`{% answers article as answers %}`: what readers answered, for the article's page; the same for everyone."""

from django import template
from django.urls import reverse

from accounts.answers import Answers
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
