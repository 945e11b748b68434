"""`whole(number)`: a published article with all that its own page shows, in one to three queries."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField
from django.db.models.functions import Coalesce, JSONObject

from articles.freshness import key, shows, whole_of
from articles.models import Article, Byline, Correction, PlacedPhoto, TagPlacement, TopicPlacement
from articles.models.article import ArticleQuerySet
from articles.prepared import Gap, PreparedRows

# In the language of the outer article, which its page speaks.
NAME_IN_ITS_LANGUAGE = Func(F("topic__names"), OuterRef("language"), arg_joiner=" ->> ", template="(%(expressions)s)")
TOPIC_NAME = Coalesce(NAME_IN_ITS_LANGUAGE, F("topic__name"), output_field=TextField())


def with_names(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with the names on their pages, and with what there is more to ask for."""
    photos = PlacedPhoto.objects.filter(article=OuterRef("pk"), is_lead=False)
    return articles.annotate(
        shown_authors=rows(Byline.objects.filter(article=OuterRef("pk")), "author", "pk name slug role biography"),
        shown_topics=rows(TopicPlacement.objects.filter(article=OuterRef("pk")), "topic", "pk slug", name=TOPIC_NAME),
        shown_tags=rows(TagPlacement.objects.filter(article=OuterRef("pk")), "tag", "pk name slug"),
        has_corrections=Exists(Correction.objects.public().filter(article=OuterRef("pk"))),
        has_photos=Exists(photos),
    )


def rows(placements: QuerySet, of: str, fields: str, **others: Any) -> ArraySubquery:
    """The named fields of what was placed on the outer article, in its order, as a list of dictionaries."""
    return ArraySubquery(
        placements.values(row=JSONObject(**{field: f"{of}__{field}" for field in fields.split()}, **others)),
    )


ARTICLE = PreparedRows(lambda: with_names(Article.objects.published().with_lead().as_shown()).filter(pk=Gap("number")))
CORRECTIONS = PreparedRows(lambda: Correction.objects.public().with_changes().filter(article=Gap("number")))
PHOTOS = PreparedRows(lambda: PlacedPhoto.objects.filter(article=Gap("number"), is_lead=False).select_related("photo"))


def whole(number: int) -> Any:
    """The article that the public sees under this number, or None; the page that asks is made of it."""
    article = ARTICLE.first(number=number)
    if article:
        corrections = CORRECTIONS.ask(number=number) if article.has_corrections else []
        bring_along(article, PHOTOS.ask(number=number) if article.has_photos else [], corrections)
        shows(whole_of(number), *names_on(article))
    return article


def bring_along(article: Any, photos: Iterable[PlacedPhoto], corrections: Iterable[Correction]) -> None:
    """Give the article its photos but the lead's, and its corrections, as if it had been asked for them."""
    article._prefetched_objects_cache = {
        "placed_photos": fetched(PlacedPhoto.objects.all(), photos),
        "corrections": fetched(Correction.objects.all(), corrections),
    }


def fetched(queryset: QuerySet, found: Iterable[models.Model]) -> QuerySet:
    """`queryset` as if it had found these rows."""
    queryset._result_cache = list(found)
    return queryset


def names_on(article: Any) -> list[str]:
    """The keys of those whose names stand on the article's page; they came without rows of their own."""
    named = {"author": article.shown_authors, "topic": article.shown_topics, "tag": article.shown_tags}
    return [key(kind, each["pk"]) for kind, rows in named.items() for each in rows]
