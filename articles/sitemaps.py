"""Sitemaps: every public page for search engines, and the last two days' articles for news search."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.db.models import FETCH_RAISE, Max, Min, Model, OuterRef, Subquery
from django.utils import timezone

from articles.addresses import address_here
from articles.corrections import dated, public_corrections
from articles.freshness import A_MINUTE, key, lists, lives_for, shows
from articles.models import Article, Author, Byline, Page, Section, Tag, TagPlacement, Topic, TopicPlacement
from articles.models.article import ArticleQuerySet
from articles.models.placements import Placement
from articles.paper import Paper
from articles.structured_data import modified_at

# Google News reads articles of the last two days, and at most this many.
NEWS_WINDOW, MOST_NEWS = timedelta(days=2), 1000


class Parts(Paginator):
    """Articles by their numbers, so many numbers to a part: a part stays as it is and is found by itself."""

    @cached_property
    def before(self) -> int:
        """The number before the first that any article has, public or not."""
        return (Article.objects.aggregate(first=Min("pk"))["first"] or 1) - 1

    @cached_property
    def count(self) -> int:
        articles: Any = self.object_list
        return (articles.aggregate(last=Max("pk"))["last"] or self.before) - self.before

    def page(self, number: Any) -> Part:
        articles: Any = self.object_list
        number = self.validate_number(number)
        last = self.before + number * self.per_page
        return Part(list(articles.filter(pk__gt=last - self.per_page, pk__lte=last)), number, self)


class Articles(Sitemap):
    """Every article, the oldest first."""

    limit = 1000

    @property
    def paginator(self) -> Paginator:
        return Parts(self.items(), self.limit)

    def items(self) -> ArticleQuerySet:
        lists("articles")
        return dated(addresses(Article.objects.published().first_here())).order_by("pk")

    def lastmod(self, article: Article) -> datetime:
        return modified_at(article)

    def get_latest_lastmod(self) -> datetime | None:
        published = Article.objects.published()
        newest = published.newest().values_list("published_at", flat=True).first()
        updated = published.filter(updated_at__isnull=False).order_by("-updated_at")
        corrected = public_corrections().order_by("-published_at").values_list("published_at", flat=True).first()
        return max(
            filter(None, (newest, updated.values_list("updated_at", flat=True).first(), corrected)), default=None
        )


def addresses(articles: ArticleQuerySet) -> ArticleQuerySet:
    """What a sitemap says of articles, and no more."""
    return articles.select_related("section").defer("standfirst", "body", "search").fetch_mode(FETCH_RAISE)


class InEachEdition(Sitemap):
    """Pages that stand in each edition, the site's own for whoever speaks none of the languages.

    Django's `x_default` would take `/en/` out of any address that holds it, such as that of a topic called EN.
    """

    i18n = alternates = True
    limit = 5000  # addresses, each of them told with all of its translations

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_urls(*args, **kwargs)
        for url in urls:
            own = next(each for each in url["alternates"] if each["lang_code"] == settings.LANGUAGE_CODE)
            url["alternates"].append(own | {"lang_code": "x-default"})
        return urls


class Fronts(InEachEdition):
    """The front page, the page about the newspaper and its log of corrections."""

    def items(self) -> list[str]:
        return ["front", "about", "corrections"]

    def location(self, page: str) -> str:
        return address_here(page)


class Pages(InEachEdition):
    """The newsroom's own pages."""

    def items(self) -> list[Page]:
        lists("pages")
        pages = list(Page.objects.defer("text", "texts"))
        shows(*(key("page", page.pk) for page in pages))
        return pages

    def lastmod(self, page: Page) -> datetime:
        return page.changed_at


class Lists(InEachEdition):
    """The pages of a kind that list at least one article."""

    model: type[Model]
    placements: type[Placement]

    def items(self) -> Iterable[Any]:
        """The rows that published articles stand under, with the `latest` moment of publication."""
        lists("articles", "placements")
        kind = str(self.model._meta.model_name)
        placed = self.placements.objects.listed().filter(**{kind: OuterRef("pk")}).order_by("-listed_at")
        latest = Subquery(placed.values("listed_at")[:1])
        return list(self.model._default_manager.annotate(latest=latest).filter(latest__isnull=False).order_by("pk"))

    def lastmod(self, page: Any) -> datetime:
        return page.latest


class Topics(Lists):
    model, placements = Topic, TopicPlacement


class Tags(Lists):
    model, placements = Tag, TagPlacement


class Authors(Lists):
    model, placements = Author, Byline


class Sections(InEachEdition):
    """The sections that list at least one article, their own or one of a section below."""

    def items(self) -> list[Any]:
        lists("articles", "placements")
        newest = Article.objects.published().filter(section=OuterRef("pk")).newest()
        latest = Subquery(newest.values("published_at")[:1])
        own = dict(Section.objects.annotate(latest=latest).filter(latest__isnull=False).values_list("pk", "latest"))
        paper = Paper()
        sections: list[Any] = paper.all_sections
        for section in sections:
            section.latest = max((own[pk] for pk in paper.family_of(section) if pk in own), default=None)
        return [section for section in sections if section.latest]

    def lastmod(self, page: Any) -> datetime:
        return page.latest


class News(Articles):
    """What was published within two days, the newest first."""

    limit = MOST_NEWS
    paginator = Sitemap.paginator

    def items(self) -> ArticleQuerySet:
        lists("articles")
        lives_for(A_MINUTE)
        recent = Article.objects.published().first_here().filter(published_at__gt=timezone.now() - NEWS_WINDOW)
        return addresses(recent).newest()[:MOST_NEWS]


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "fronts": Fronts,
    "pages": Pages,
    "sections": Sections,
    "topics": Topics,
    "tags": Tags,
    "authors": Authors,
    "articles": Articles,
}
