"""Which edition a page belongs to: the language in which it speaks."""

from articles.addresses import article_at, language_of_address
from articles.models import Article


def language_at(path: str) -> str:
    """The language in which the public page at `path` speaks: an article's own, else that of its address."""
    number = article_at(path)
    languages = Article.objects.published().filter(pk=number).values_list("language", flat=True)
    return (number and languages.first()) or language_of_address(path)
