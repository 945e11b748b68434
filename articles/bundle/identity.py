"""Which article an id means: the one that came with it, or the one here that an export calls so.

An article that was written here has no id of elsewhere. An export calls it by its number and the moment at which it was
begun, `17@20261123T050000.123456Z`: another newsroom's 17th is another one, and the same file never doubles its own.
"""

import re
from collections.abc import Collection
from datetime import UTC

from articles.converters import number_in
from articles.models import Article
from articles.models.article import ArticleQuerySet

OWN = re.compile(r"(\d{1,19})@\d{8}T\d{6}\.\d{6}Z", re.ASCII)


def id_of(article: Article) -> str:
    return article.external_id or f"{article.pk}@{article.created_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"


def articles_by_id(ids: Collection[str], among: ArticleQuerySet | None = None) -> dict[str, Article]:
    """The articles that are here, by those of the `ids` that mean them."""
    among = Article.objects.all() if among is None else among
    found = {id_of(article): article for article in among.filter(external_id__in=ids)}
    if numbers := {number_in(own[1]) for each in ids if (own := OWN.fullmatch(each))}:
        written_here = among.filter(pk__in=numbers, external_id=None)
        found = {id_of(article): article for article in written_here} | found
    return {each: found[each] for each in ids if each in found}
