"""How the desk looks for things: by any words of their names, whatever their marks and capitals (docs/lists.md).

Unlike readers' search it knows drafts, and finds by the beginnings of words.
"""

import re
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower, NullIf

from articles.converters import number_in
from articles.models import Alias, Article, Author, Byline, Tag, TagPlacement
from articles.models.article import ArticleQuerySet
from articles.models.named import folded_name
from articles.naming import kind_of
from articles.text import composed

LONGEST, MOST_WORDS = 200, 8
LANGUAGES = [code for code, _name in settings.LANGUAGES]
WORD = re.compile(r"\w+")


def called(model: Any, query: str) -> QuerySet[Any]:
    """The things of `model` that have all words of `query` somewhere in their name or in one of their synonyms."""
    words = composed(query)[:LONGEST].split()[:MOST_WORDS]
    kind = kind_of(model)
    by_name = _holding(model._default_manager.all(), words).values("pk")
    by_synonym = _holding(Alias.objects.filter(**{f"{kind}__isnull": False}), words).values(kind)
    return model._default_manager.filter(pk__in=by_name.order_by().union(by_synonym.order_by(), all=True))


def articles_called(articles: ArticleQuerySet, query: str) -> ArticleQuerySet:
    """Those of `articles` that each word of `query` leads to: in headline, standfirst, an author's name or a tag's.

    A number finds the article that has it in its address.
    """
    words = WORD.findall(composed(query)[:LONGEST])[:MOST_WORDS]
    if query.strip() and not words:
        return articles.none()
    for word in words:
        articles = articles.filter(pk__in=_led_to_by(word, is_alone=len(words) == 1))
    return articles


def _holding(rows: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
    rows = rows.alias(folded_name=folded_name())
    for word in words:
        rows = rows.filter(folded_name__contains=Lower(Func(Value(word), function="folded")))
    return rows


def _led_to_by(word: str, *, is_alone: bool) -> QuerySet[Any]:
    """The numbers of the articles that `word` leads to; apart and united, so that each part uses its index."""
    by_text = [_in_text(word, language, is_alone=is_alone) for language in LANGUAGES]
    by_author = Byline.objects.filter(author__in=called(Author, word).values("pk")).values("article")
    with_tag = TagPlacement.objects.filter(tag__in=called(Tag, word).values("pk")).values("article")
    by_number = Article.objects.filter(pk=number_in(word)).values("pk")
    first, *others = (rows.order_by() for rows in (*by_text, by_author, with_tag, by_number))
    return first.union(*others, all=True)


def _in_text(word: str, language: str, *, is_alone: bool) -> QuerySet[Any]:
    """Articles in `language` with a word in headline or standfirst that begins so.

    A word that is too common to be indexed, like “the”, is taken to be in all, unless nothing else is asked for.
    """
    folded = NullIf(Func(Value(word), function="folded"), Value(""))
    beginning = Concat(Func(folded, function="quote_literal"), Value(":*AB"))
    config = Func(Value(language), function="search_config")
    query = SearchQuery(beginning, config=config, search_type="raw")
    nodes = Func(query, function="numnode", output_field=IntegerField())
    in_language = Article.objects.filter(language=language).alias(nodes=nodes)
    is_in_all = Q(nodes=0) if not is_alone else Q()
    return in_language.filter(Q(search=query) | is_in_all).values("pk")
