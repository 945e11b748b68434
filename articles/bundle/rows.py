"""A batch of records as rows of the database, with as few statements as they need."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Sum
from django.utils import timezone

from articles import publishing
from articles.bundle import numbers
from articles.bundle.identity import articles_by_id
from articles.bundle.moves import redirect
from articles.bundle.names import Names, each_called
from articles.bundle.record import Record
from articles.models import (
    Article,
    Byline,
    Correction,
    PinnedRelated,
    PlacedPhoto,
    TagPlacement,
    Tally,
    TopicPlacement,
)
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from articles.origin import is_here, own_host, site_of
from articles.unseen import alike

FIELDS = (
    "headline", "slug", "standfirst", "body", "word_count", "section_id", "language", "status", "published_at",
    "updated_at", "embargoed_until", "retracted_at", "earlier_views", *TITLES, *ORIGIN,
)  # fmt: skip
PLACED = ("photo_id", "is_lead", "after_paragraph", "own_caption", "own_credit", "own_alt")
# What tells two placements apart besides their order, from whatever number their positions count.
PLACEMENTS: dict[type[models.Model], tuple[str, tuple[str, ...]]] = {
    Byline: ("article_id", ("author_id",)),
    TopicPlacement: ("article_id", ("topic_id",)),
    TagPlacement: ("article_id", ("tag_id",)),
    PlacedPhoto: ("article_id", PLACED),
    PinnedRelated: ("article_id", ("related_article_id",)),
}


@dataclass
class Entry:
    """A record with its line and its photos' rows."""

    line: int
    record: Record
    photos: list[PlacedPhoto]


@dataclass
class Written:
    """What a batch came to: articles added, updated or left as they were, and by line the addresses of others."""

    added: int
    updated: int
    unchanged: int
    changed: set[int]
    taken: list[tuple[int, str]]


def write(entries: list[Entry], names: Names) -> Written:
    """Add or update the articles of `entries`, no two of which have the same id, with all that belongs to them."""
    ids = [entry.record.external_id for entry in entries]
    known = articles_by_id(ids)
    before = {article.pk: values_of(article, FIELDS) for article in known.values()}
    articles = [filled(known.get(entry.record.external_id), entry.record, names) for entry in entries]
    filed = list(zip(entries, articles, strict=True))
    keep_their_counts(articles, before)
    new = [article for article in articles if article.pk is None]
    take_numbers({entry.record.number: article for entry, article in filed})
    Article.objects.bulk_create(new)
    changed = {article.pk for article in articles if before.get(article.pk) != values_of(article, FIELDS)}
    stale = [article for article in articles if article.pk in changed and article.pk in before]
    Article.objects.bulk_update(stale, [*FIELDS, "outline", "saved_at"], batch_size=100)
    rows = [row for entry, article in filed for row in rows_of(entry, article.pk, names)]
    everyone = {article.pk for article in articles}
    for model in (Byline, TopicPlacement, TagPlacement, PlacedPhoto):
        owners = everyone - keep_their_photos(filed) if model is PlacedPhoto else everyone
        changed |= replace(model, owners, [row for row in rows if isinstance(row, model)])
    changed |= add_corrections([row for row in rows if isinstance(row, Correction)])
    updated, unchanged = len(changed & before.keys()), len(before.keys() - changed)
    taken = redirect([(entry.line, entry.record, article.pk) for entry, article in filed])
    return Written(len(articles) - len(before), updated, unchanged, changed, taken)


def keep_their_photos(filed: list[tuple[Entry, Article]]) -> set[int]:
    """Articles that have more photos here than the bundle could bring: a folder left out takes none of them away."""
    brought = {article.pk: len(entry.photos) for entry, article in filed if entry.record.unfit_photos}
    placed = PlacedPhoto.objects.filter(article__in=brought).values_list("article").annotate(Count("pk"))
    return {number for number, count in (placed if brought else ()) if count > brought[number]}


def keep_their_counts(articles: list[Article], before: dict[int, tuple]) -> None:
    """Let articles have come with as many views as before where what their lines count was in part counted here."""
    came_with = {number: values[FIELDS.index("earlier_views")] for number, values in before.items()}
    differing = [each for each in articles if each.pk and each.earlier_views != came_with[each.pk]]
    here = views_of([article.pk for article in differing]) if differing else {}
    for article in differing:
        if came_with[article.pk] <= article.earlier_views <= came_with[article.pk] + here.get(article.pk, 0):
            article.earlier_views = came_with[article.pk]


def views_of(articles: list[int]) -> dict[int, int]:
    """How often each was viewed here."""
    tallies = Tally.objects.filter(article__in=articles).order_by()
    return dict(tallies.values_list("article").annotate(Sum("views")))


def take_numbers(wanted: dict[int, Article]) -> None:
    """Let new articles have the numbers that they had elsewhere, and so their addresses, unless others have them."""
    wanted = {number: article for number, article in wanted.items() if article.pk is None}
    for number in numbers.free(Article, wanted):
        wanted[number].pk = number


def add_corrections(rows: list[Correction]) -> set[int]:
    """Add the corrections that are not here yet; the articles of these. What readers were told stays."""
    if not rows:
        return set()
    fields = ("article_id", "kind", "text", "published_at")
    here = set(Correction.objects.filter(article__in={row.article_id for row in rows}).values_list(*fields))
    new = [row for row in rows if values_of(row, fields) not in here]
    Correction.objects.bulk_create(new)
    return {row.article_id for row in new}


def filled(article: Article | None, record: Record, names: Names) -> Article:
    """The article of `record`, a new one if there is none yet, with everything that stands in its own row."""
    article = article or Article(external_id=record.external_id)
    for name in ("headline", "standfirst", "body", "language", "updated_at", "earlier_views"):
        setattr(article, name, getattr(record, name))
    for name, said in record.told_elsewhere.items():
        if name != "original_url" or not record.first_here:  # that is settled when all articles are in
            setattr(article, name, said)
    if not is_here(article.original_url, own_host()):
        article.original_publisher = article.original_publisher or site_of(article.original_url)
    is_kept_back = publishing.is_embargoed(article, record.published_at or article.published_at)
    # What the desk took back or put under an embargo, no import brings out.
    if article.status != Article.Status.WITHDRAWN and not is_kept_back:
        article.status = record.status
    article.slug = record.slug or article.slug
    retracted = (note.published_at for note in record.corrections if note.kind == Correction.Kind.RETRACTION)
    article.retracted_at = article.retracted_at or min(retracted, default=None)
    article.section_id = names.sections[alike(record.section)]
    article.published_at = (not is_kept_back and record.published_at) or article.published_at
    if article.published_at is None and record.status == Article.Status.PUBLISHED:
        article.published_at = timezone.now()
    if article.pk is None:
        article.embargoed_until = record.embargoed_until
    article.saved_at = timezone.now()
    article.tidy()
    return article


def rows_of(entry: Entry, article: int, names: Names) -> Iterator[models.Model]:
    """The by-lines, topics, tags, photos and corrections of one article."""
    record = entry.record
    for position, number in each_called(names.authors, record.authors):
        yield Byline(article_id=article, author_id=number, position=position)
    for position, number in each_called(names.topics, record.topics):
        yield TopicPlacement(article_id=article, topic_id=number, position=position)
    for position, number in each_called(names.tags, record.tags):
        yield TagPlacement(article_id=article, tag_id=number, position=position)
    for photo in entry.photos:
        photo.pk, photo.article_id = None, article
        yield photo
    for note in record.corrections:
        yield Correction(article_id=article, **note._asdict())


def replace(model: Any, articles: set[int], rows: list[Any]) -> set[int]:
    """Give each article the `rows` that are its own and no others; the numbers of those where that changes anything."""
    owner, fields = PLACEMENTS[model]
    had: dict[int, list[tuple]] = defaultdict(list)
    there = model.objects.filter(**{f"{owner}__in": articles}).order_by("position", "pk")
    for number, *values in there.values_list(owner, *fields):
        had[number].append(tuple(values))
    wanted: dict[int, list[tuple]] = defaultdict(list)
    for row in rows:
        wanted[getattr(row, owner)].append(values_of(row, fields))
    changed = {number for number in articles if had[number] != wanted[number]}
    if gone := {number for number in changed if had[number]}:
        model.objects.filter(**{f"{owner}__in": gone}).delete()
    model.objects.bulk_create([row for row in rows if getattr(row, owner) in changed])
    return changed


def values_of(row: models.Model, fields: Iterable[str]) -> tuple:
    return tuple(getattr(row, name) for name in fields)


def pin(records: list[tuple[int, Record]]) -> list[tuple[int, str]]:
    """Pin to each article the related ones that its record names; the remarks by line."""
    ids = {name for _line, record in records for name in (record.external_id, *record.related)}
    among = Article.objects.only("pk", "external_id", "created_at")
    found = {name: article.pk for name, article in articles_by_id(ids, among).items()}
    rows, remarks = [], []
    here = [(line, record) for line, record in records if record.external_id in found]
    for line, record in here:
        others = [name for name in record.related if name != record.external_id]
        for position, name in enumerate(others):
            if name in found:
                pair = {"article_id": found[record.external_id], "related_article_id": found[name]}
                rows.append(PinnedRelated(**pair, position=position))
            else:
                remarks.append((line, f"the related article “{name}” is not here."))
    replace(PinnedRelated, {found[record.external_id] for _line, record in here}, rows)
    return remarks
