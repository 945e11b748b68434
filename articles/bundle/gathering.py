"""The newspaper's articles as records for a bundle, some at a time, each thing told of where it is first named."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.db.models import Exists, OuterRef, Prefetch

from articles.bundle import bodies, origins
from articles.bundle.about import NEWSPAPER, About, Thing, says_something, thing_of
from articles.bundle.identity import id_of
from articles.bundle.pictures import ORIGINALS
from articles.bundle.record import WORDS, Note, PhotoEntry, Record
from articles.bundle.rows import views_of
from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    Newsroom,
    Page,
    Photo,
    PinnedRelated,
    PlacedPhoto,
    Section,
    TagPlacement,
    Topic,
    TopicPlacement,
)
from articles.models.article import ArticleQuerySet
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES

AT_ONCE = 100  # articles in memory, however many there are


class Gathered(NamedTuple):
    """An article as a record, and the photos that no record before it shows."""

    record: Record
    photos: list[Photo]


@dataclass
class Gathering:
    """What is exported as of `moment`: what the public sees then, or all articles."""

    moment: datetime
    has_drafts: bool
    told: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def articles(self) -> ArticleQuerySet:
        return Article.objects.all() if self.has_drafts else Article.objects.published(self.moment)

    def records(self) -> Iterator[Gathered]:
        """Each article, in the order of their numbers."""
        last = 0
        while some := list(self.with_all(self.articles.filter(pk__gt=last).order_by("pk")[:AT_ONCE])):
            views = views_of([article.pk for article in some])
            for article in some:
                yield self.gathered(article, article.earlier_views + views.get(article.pk, 0), is_first=not last)
                last = article.pk

    def with_all(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Articles with what is told of them, by a query for each kind of thing."""
        corrections = Correction.objects.all() if self.has_drafts else Correction.objects.public(self.moment)
        related = Article.objects.only("pk", "external_id", "created_at")
        pins = PinnedRelated.objects.filter(related_article__in=self.articles)
        return articles.select_related("section").prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author__portrait")),
            Prefetch("topic_placements", TopicPlacement.objects.select_related("topic")),
            Prefetch("tag_placements", TagPlacement.objects.select_related("tag")),
            *(f"{each}__aliases" for each in ("bylines__author", "topic_placements__topic", "tag_placements__tag")),
            Prefetch("placed_photos", PlacedPhoto.objects.select_related("photo").order_by("position", "pk")),
            Prefetch("pins", pins),
            Prefetch("pins__related_article", related),
            Prefetch("corrections", corrections.order_by("published_at", "pk")),
            "old_addresses",
        )

    def gathered(self, article: Article, views: int, *, is_first: bool) -> Gathered:
        named: dict[str, list[Any]] = {
            "topics": [each.topic for each in article.topic_placements.all()],
            "authors": [each.author for each in article.bylines.all()],
            "tags": [each.tag for each in article.tag_placements.all()],
        }
        placed = list(article.placed_photos.all())
        around = self.around_articles() if is_first else {}
        new = {place: [*around.get(place, []), *self.news(place, rows)] for place, rows in named.items()}
        portraits = [author.portrait for author in new["authors"] if author.portrait]
        shown = self.news("photos", [*(each.photo for each in placed), *portraits])
        names = {place: [row.name for row in rows] for place, rows in named.items()}
        record = record_of_row(article, views, placed, names)
        record.about = about_of({**around, **new, "photos": shown})
        return Gathered(record, shown)

    def news(self, place: str, rows: list[Any]) -> list[Any]:
        """Those of the rows that nothing was told of yet, each once."""
        new = {row.pk: row for row in rows if row.pk not in self.told[place]}
        self.told[place].update(new)
        return list(new.values())

    def around_articles(self) -> dict[str, list[Any]]:
        """The newspaper itself, all its sections, and what is named in no article that is exported."""
        authors = Author.objects.exclude(
            Exists(Byline.objects.filter(author=OuterRef("pk"), article__in=self.articles))
        )
        placements = TopicPlacement.objects.filter(topic=OuterRef("pk"), article__in=self.articles)
        topics = Topic.objects.exclude(Exists(placements))
        if not self.has_drafts:
            # Readers know of them by the page about the newspaper, and by the strip.
            authors = authors.exclude(role="")
            topics = topics.filter(pk__in=Topic.objects.running(self.moment).values("pk"))
        return {
            NEWSPAPER: list(Newsroom.objects.filter(pk=Newsroom.ONLY)),
            "pages": list(Page.objects.all()),
            "sections": list(Section.objects.select_related("parent").prefetch_related("aliases")),
            "topics": list(topics.order_by("pk").prefetch_related("aliases")),
            "authors": list(authors.order_by("pk").select_related("portrait").prefetch_related("aliases")),
        }


def about_of(rows: dict[str, list[Any]]) -> About:
    """What is told of the rows; nothing of those whose name says it all."""
    things = {place: [thing(row, place) for row in several] for place, several in rows.items()}
    always = {NEWSPAPER, "pages", "sections", "photos"}
    return {
        place: [each for each in several if place in always or says_something(each)]
        for place, several in things.items()
    }


def thing(row: Any, place: str) -> Thing:
    """What is told of one row, with what stands in other tables."""
    others: Thing = {}
    if place == "photos":
        others["file"], others["number"] = file_of(row), row.pk
    if place == "sections" and row.parent:
        others["part_of"] = row.parent.name
    if place == "authors" and row.portrait:
        others["portrait"] = file_of(row.portrait)
    if hasattr(row, "aliases"):
        synonyms = sorted((each.name, each.slug) for each in row.aliases.all())
        others["synonyms"] = [{"name": name, "slug": slug} for name, slug in synonyms]
    return thing_of(row, place, **others)


def record_of_row(article: Article, views: int, placed: list[PlacedPhoto], names: dict[str, list[str]]) -> Record:
    """The article as a record, with what stands on it."""
    own_address = unquote(article.get_absolute_url()), ""
    return Record(
        external_id=id_of(article),
        number=article.pk,
        old_addresses=[own_address, *sorted((each.path, each.query) for each in article.old_addresses.all())],
        slug=article.slug,
        headline=article.headline,
        standfirst=article.standfirst,
        told_elsewhere={name: told for name in (*TITLES, *ORIGIN) if (told := elsewhere(article, name))},
        body=article.body,
        is_body_as_kept=bodies.is_read_anew(article.body),
        section=article.section.name,
        authors=names["authors"],
        topics=names["topics"],
        tags=names["tags"],
        language=article.language,
        published_at=article.published_at,
        updated_at=article.updated_at,
        embargoed_until=article.embargoed_until,
        status=article.status,
        photos=[entry_of(each) for each in placed],
        related=[id_of(pin.related_article) for pin in article.pins.all()],
        earlier_views=views,
        corrections=[Note(each.kind, each.text, each.published_at) for each in article.corrections.all()],
    )


def elsewhere(article: Article, name: str) -> str:
    return origins.told(article) if name == "original_url" else str(getattr(article, name))


def entry_of(placed: PlacedPhoto) -> PhotoEntry:
    """One use of a photo, with the words that readers read there."""
    words = {word: getattr(placed, word) for word in WORDS}
    return PhotoEntry(
        file=file_of(placed.photo),
        **words,
        is_lead=placed.is_lead,
        after_paragraph=placed.after_paragraph,
        is_placed=bool(placed.after_paragraph or not placed.is_lead),
        from_library=[word for word, text in words.items() if text and not getattr(placed, f"own_{word}")],
    )


def file_of(photo: Photo) -> str:
    """Where its original lies in a bundle's folder: as in the library's own."""
    return str(photo.file.name).removeprefix(ORIGINALS)
