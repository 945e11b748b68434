"""Search in what is published: words in any form, with or without their marks (docs/lists.md)."""

import re
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, Expression, F, FloatField, Func, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Extract, Least, Power
from django.utils import timezone

from articles.models import Article, Author, Byline, Tag, TagPlacement
from articles.models.article import ArticleQuerySet
from articles.text import composed, fold

LONGEST_QUERY = 500
MOST_RANKED = 1000
# What a word is worth in D, C, B and A: as it was written (that counts apart), the body, the standfirst, the headline.
WEIGHTS = [0.0, 0.2, 0.6, 1.0]
POINTS_OF_A_NAME = 0.4
BONUS_OF_EXACT_MARKS = 0.5
# An article keeps three quarters of its points however old it is; half of the last quarter goes each half year.
LASTING, HALF_LIFE = 0.75, timedelta(days=182)

LONE_DASH = re.compile(r"(?<!\S)[-–—]+(?!\S)")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def search(query: str) -> ArticleQuerySet:
    """Published articles that hold the words of `query`, or whose authors or tags are called so; best first.

    `"a phrase"`, `OR` and `-word` mean what they mean in web search. Of what matches, the newest thousand are ranked.
    """
    query = LONE_DASH.sub(" ", composed(query)[:LONGEST_QUERY])
    published = Article.objects.published()
    by_text = reduce(or_, (Q(language=language, search=parsed(query, language)) for language in LANGUAGES))
    by_authors = Byline.objects.filter(author__in=called(Author, query)).values("article")
    with_tags = TagPlacement.objects.filter(tag__in=called(Tag, query)).values("article")
    is_named = Q(pk__in=by_authors) | Q(pk__in=with_tags)
    is_found = Q(pk__in=published.filter(by_text).newest().values("pk")[:MOST_RANKED]) | is_named
    ranked = published.filter(is_found).annotate(points=points(query, is_named))
    return ranked.order_by("-points", "-published_at", "-pk")


def parsed(query: str, language: str) -> SearchQuery:
    """`query` as PostgreSQL reads it in `language`: without marks, stemmed where it knows how."""
    config = Func(Value(language), function="search_config")
    return SearchQuery(Func(Value(query), function="folded"), config=config, search_type="websearch")


def called(model: type[Author] | type[Tag], query: str) -> QuerySet[Any, Any]:
    """Authors or tags with all the words of `query` in their names."""
    name = SearchVector(Func(F("name"), function="folded"), config="simple")
    words = SearchQuery(Func(Value(query), function="folded"), config="simple")
    return model.objects.annotate(called=name).filter(called=words)


def points(query: str, is_named: Q) -> Expression:
    """How well an article answers: where and how often it holds the words, written how, and how old it is."""
    ranks = {language: SearchRank(F("search"), parsed(query, language), weights=WEIGHTS) for language in LANGUAGES}
    of_text = Case(*(When(language=each, then=rank) for each, rank in ranks.items()), default=0.0)
    of_name = Case(When(is_named, then=POINTS_OF_A_NAME), default=0.0)
    age = Cast(Extract(Value(timezone.now()) - F("published_at"), "epoch"), FloatField())
    freshness = LASTING + (1 - LASTING) * Power(Value(0.5), Least(age / HALF_LIFE.total_seconds(), Value(99.0)))
    return (of_text + of_name) * exactness(query) * freshness


def exactness(query: str) -> Expression:
    """1, and more for an article that has every marked word of `query` with just these marks."""
    marked = " ".join(word for word in re.findall(r"\w+", query) if fold(word) != word.lower())
    is_exact = Q(search=SearchQuery(marked, config="simple"))
    return Case(When(is_exact, then=1 + BONUS_OF_EXACT_MARKS), default=1.0) if marked else Value(1.0)
