"""Sitemaps: every public page for search engines, and the last two days' articles for news search."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Model
from django.urls import reverse
from django.utils import timezone

from articles.freshness import A_MINUTE, lists, lives_for
from articles.models import Article, Author, Section, Tag, Topic
from articles.models.article import ArticleQuerySet
from articles.paper import Paper, editions
from articles.structured_data import modified_at

# Google News reads articles of the last two days, and at most this many.
NEWS_WINDOW, MOST_NEWS = timedelta(days=2), 1000


class Articles(Sitemap):
    """Every article, the oldest first, so that a full page of the sitemap stays as it is."""

    limit = 5000

    def items(self) -> ArticleQuerySet:
        lists("articles")
        return Article.objects.published().order_by("pk").for_cards()

    def lastmod(self, article: Article) -> datetime:
        return modified_at(article)

    def get_latest_lastmod(self) -> datetime | None:
        latest = Article.objects.published().aggregate(published=Max("published_at"), updated=Max("updated_at"))
        return max((moment for moment in latest.values() if moment), default=None)


class Fronts(Sitemap):
    """The front page of each edition, the page about the newspaper and its log of corrections."""

    def items(self) -> list[str]:
        return [*(edition.url for edition in editions()), reverse("about"), reverse("corrections")]

    def location(self, address: str) -> str:
        return address


class Lists(Sitemap):
    """The pages of a kind that list at least one article; `path` leads from the kind to its articles."""

    model: type[Model]
    path: str

    def items(self) -> Iterable[Any]:
        """The rows that published articles stand under, with the `latest` moment of publication."""
        lists("articles", "placements")
        listing = self.model._default_manager.filter(**{f"{self.path}__in": Article.objects.published()})
        return listing.annotate(latest=Max(f"{self.path}__published_at")).order_by("pk")

    def lastmod(self, page: Any) -> datetime:
        return page.latest


class Topics(Lists):
    model, path = Topic, "placements__article"


class Tags(Lists):
    model, path = Tag, "placements__article"


class Authors(Lists):
    model, path = Author, "bylines__article"


class Sections(Lists):
    """The sections that list at least one article, their own or one of a section below."""

    model, path = Section, "articles"

    def items(self) -> list[Any]:
        own, paper = {section.pk: section.latest for section in super().items()}, Paper()
        sections: list[Any] = paper.all_sections
        for section in sections:
            section.latest = max((own[pk] for pk in paper.family_of(section) if pk in own), default=None)
        return [section for section in sections if section.latest]


class News(Articles):
    """What was published within two days, the newest first."""

    limit = MOST_NEWS

    def items(self) -> ArticleQuerySet:
        lists("articles")
        lives_for(A_MINUTE)
        recent = Article.objects.published().filter(published_at__gt=timezone.now() - NEWS_WINDOW)
        return recent.newest().for_cards()


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "fronts": Fronts,
    "sections": Sections,
    "topics": Topics,
    "tags": Tags,
    "authors": Authors,
    "articles": Articles,
}
