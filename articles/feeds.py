"""Atom feeds of the newest articles: of the newspaper, of an edition, of a section; and of corrections."""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext
from django.utils.xmlutils import SimplerXMLGenerator

from articles.addresses import address_here
from articles.corrections import dated, public_corrections
from articles.freshness import key, lists, shows, whole_of
from articles.models import Article, Correction, Newsroom, PlacedPhoto, Section
from articles.paper import native_name
from articles.structured_data import modified_at, preview
from articles.text import composed

LENGTH = 30  # entries
BEFORE_ANY = datetime(1970, 1, 1, tzinfo=UTC)


class Scope(NamedTuple):
    """What one feed is of."""

    newsroom: Newsroom
    section: Section | None


class Lasting(Atom1Feed):
    """Atom that stays as it is while nothing is added: Django dates a feed without entries by the present moment."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEFORE_ANY


class NewsFeed(Lasting):
    """Atom with every author, the article's language and its lead photo (Media RSS), and ids that outlast addresses."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:media": "http://search.yahoo.com/mrss/"}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["article"].language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        article, site = item["article"], urlsplit(self.feed["link"])
        # The words of an address may change, so the id is made of what never does (RFC 4151).
        identity = f"tag:{site.hostname},{article.created_at:%Y-%m-%d}:article-{article.pk}"
        super().add_item_elements(handler, item | {"unique_id": identity})
        if article.original_url:
            handler.addQuickElement("link", "", {"rel": "canonical", "href": article.original_url})
        for byline in article.bylines.all():
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", byline.author.name)
            handler.addQuickElement("uri", f"{site.scheme}://{site.netloc}{byline.author.get_absolute_url()}")
            handler.endElement("author")
        if article.lead_photo:
            add_photo(handler, article.lead_photo, f"{site.scheme}://{site.netloc}")


def add_photo(handler: SimplerXMLGenerator, use: PlacedPhoto, origin: str) -> None:
    image = preview(use, "lead")
    file = {"url": origin + image.url, "type": "image/jpeg", "medium": "image"}
    size = {"width": str(image.width), "height": str(image.height)}
    handler.startElement("media:content", AttributesImpl(file | size))
    if use.caption:
        handler.addQuickElement("media:description", composed(use.caption), {"type": "plain"})
    if use.credit:
        handler.addQuickElement("media:credit", composed(use.credit))
    handler.endElement("media:content")


class CorrectionsFeed(Lasting):
    """Atom whose ids outlast the words of an article's address (RFC 4151), each entry in its article's language."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["correction"].article.language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        correction, site = item["correction"], urlsplit(self.feed["link"])
        identity = f"tag:{site.hostname},{correction.published_at:%Y-%m-%d}:correction-{correction.pk}"
        super().add_item_elements(handler, item | {"unique_id": identity})


class Newest(Feed):
    """The newest articles of the newspaper, of another language's edition, or of a section and all below it.

    What an edition's feed holds is what its pages list: on a section's, as on its page, articles in every language.
    """

    feed_type = NewsFeed

    def get_object(self, request: HttpRequest, slug: str | None = None) -> Scope:
        section = Section.objects.get(slug=slug) if slug else None
        return Scope(Newsroom.objects.current(), section)

    def title(self, scope: Scope) -> str:
        name, language = composed(scope.newsroom.name), other_edition()
        if scope.section:
            return f"{name}: {scope.section}"
        return f"{name} · {native_name(language)}" if language else name

    def link(self, scope: Scope) -> str:
        return scope.section.get_absolute_url() if scope.section else address_here("front")

    def subtitle(self, scope: Scope) -> str:
        return composed(scope.section.about if scope.section else scope.newsroom.tagline_here)

    def author_name(self, scope: Scope) -> str:
        return composed(scope.newsroom.name)

    def items(self, scope: Scope) -> QuerySet[Article]:
        newest = Article.objects.published().newest()
        if scope.section:
            newest = newest.in_section(scope.section)
        elif language := other_edition():
            newest = newest.in_language(language)
            lists(key("front", language))
        else:
            lists("articles")
        return dated(newest.for_cards()).prefetch_related("bylines__author")[:LENGTH]

    def item_title(self, article: Article) -> str:
        return article.listed_headline

    def item_description(self, article: Article) -> str:
        return escape(article.standfirst)

    def item_categories(self, article: Article) -> list[str]:
        return [article.section.name_in(article.language)]

    def item_pubdate(self, article: Article) -> datetime | None:
        return article.published_at

    def item_updateddate(self, article: Article) -> datetime:
        return modified_at(article)

    def item_extra_kwargs(self, article: Article) -> dict[str, Any]:
        shows(whole_of(article.pk))  # an entry names every author
        return {"article": article}


def other_edition() -> str | None:
    """The language of the edition that is asked for, where it is not the site's own: that feed is the whole paper's."""
    language = get_language()
    return language if language != settings.LANGUAGE_CODE else None


class Corrections(Feed):
    """What was corrected in public articles; each entry leads to the note in its article."""

    feed_type = CorrectionsFeed

    def title(self) -> str:
        name = composed(Newsroom.objects.current().name)
        return f"{name}: {gettext('Corrections')}"

    def link(self) -> str:
        return address_here("corrections")

    def author_name(self) -> str:
        return composed(Newsroom.objects.current().name)

    def items(self) -> QuerySet[Correction]:
        return public_corrections()[:LENGTH]

    def item_title(self, correction: Correction) -> str:
        with translation.override(correction.article.language):
            return f"{correction.get_kind_display()}: {correction.article.headline}"

    def item_description(self, correction: Correction) -> str:
        return escape(correction.text)

    def item_link(self, correction: Correction) -> str:
        return f"{correction.article.get_absolute_url()}#correction-{correction.pk}"

    def item_categories(self, correction: Correction) -> list[str]:
        return [correction.kind]

    def item_pubdate(self, correction: Correction) -> datetime:
        return correction.published_at

    item_updateddate = item_pubdate

    def item_extra_kwargs(self, correction: Correction) -> dict[str, Any]:
        return {"correction": correction}
