"""An article's page."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import body
from articles.freshness import key, shows, whole_of
from articles.models import Article, Byline, Correction, PlacedPhoto, TagPlacement, TopicPlacement
from articles.models.article import ArticleQuerySet
from articles.related import related_to
from articles.views.missing import moved_from

RELATED = 5


@require_safe
def article(request: HttpRequest, section: str, address: tuple[str, int]) -> HttpResponse:
    """An article; an old or wrong wording of its address leads to the present one."""
    words, number = address
    found = get_object_or_404(whole(Article.objects.published()), pk=number)
    if (section, words) != (found.section.slug, found.words):
        # An imported archive's own numbers may be those of other articles here.
        return redirect(moved_from(request.path_info) or found, permanent=True)
    shows(whole_of(found.pk), *names_on(found))
    with translation.override(found.language):
        page = render(request, "article.html", shown(found))
    page["Content-Language"] = found.language
    return page


def shown(found: Article) -> dict[str, Any]:
    """What the article's page shows of it and beside it."""
    return {
        "article": found,
        "parts": body.parts(found.body, found.placed_photos.all()),
        "section": found.section,
        "related": related_to(found, RELATED),
    }


def names_on(found: Any) -> list[str]:
    """The keys of those whose names stand on the article's page; they came without rows of their own."""
    named = {"author": found.shown_authors, "topic": found.shown_topics, "tag": found.shown_tags}
    return [key(kind, each["pk"]) for kind, rows in named.items() for each in rows]


def whole(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with all that their pages show; the names come with the article itself, in one query."""
    return (
        articles.with_lead()
        .annotate(
            shown_authors=rows(Byline.objects.filter(article=OuterRef("pk")), "author", "pk name slug role biography"),
            shown_topics=rows(TopicPlacement.objects.filter(article=OuterRef("pk")), "topic", "pk name slug"),
            shown_tags=rows(TagPlacement.objects.filter(article=OuterRef("pk")), "tag", "pk name slug"),
        )
        .prefetch_related(
            Prefetch("corrections", Correction.objects.public().with_changes()),
            Prefetch("placed_photos", PlacedPhoto.objects.filter(is_lead=False).select_related("photo")),
        )
    )


def rows(placements: QuerySet, of: str, fields: str) -> ArraySubquery:
    """The named fields of what was placed on the outer article, in its order, as a list of dictionaries."""
    return ArraySubquery(
        placements.values(row=JSONObject(**{field: f"{of}__{field}" for field in fields.split()})),
    )
