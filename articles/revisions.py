"""Revisions of an article: kept at every save, compared, shown as a page and restored.

A revision is the article as one thing: its words with its photos, authors, topics, tags and pins. What has been deleted
or merged since cannot be brought back with it; restoring leaves that out and `lost()` names it beforehand.
"""

import copy
import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import FETCH_ONE, F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import remembered
from articles.models import (
    Article,
    Byline,
    Correction,
    Photo,
    PinnedRelated,
    PlacedPhoto,
    Revision,
    Section,
    TagPlacement,
    TopicPlacement,
)
from articles.models.author import Author
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from articles.prepared import Gap, Prepared, PreparedRows, together
from articles.remembered import PHOTO_WORDS, Content
from articles.tagging import set_tags
from articles.whole import bring_along

WORDS = ("headline", "standfirst", "body", "language", "slug", *TITLES, *ORIGIN)
NAMED = ("authors", "topics", "tags", "pins")
LISTS = (*NAMED, "photos")
PHOTO_NAMES = ("title", "caption", "file")
BLANK: Content = dict.fromkeys(WORDS, "") | {"section": None, "published_at": None, "updated_at": None, "names": {}}
# What becomes of a proposal is told by its status.
PROPOSED, TAKEN_UP, DISCARDED = "proposed", "taken_up", "discarded"
LONGEST_REMARK = Revision._meta.get_field("remark").max_length or 0


def around_words() -> dict[str, models.QuerySet[Any, Any]]:
    """What stands around the words of an `article` in a `section`: the number of each thing, and its name."""
    of_article = {"article": Gap("article")}
    pins, names = PinnedRelated.objects.filter(**of_article), {field: F(f"photo__{field}") for field in PHOTO_NAMES}
    return {
        "section": Section.objects.filter(pk=Gap("section")).values("name"),
        "authors": Byline.objects.filter(**of_article).values(number=F("author"), name=F("author__name")),
        "topics": TopicPlacement.objects.filter(**of_article).values(number=F("topic"), name=F("topic__name")),
        "tags": TagPlacement.objects.filter(**of_article).values(name=F("tag__name")),
        "pins": pins.values(number=F("related_article"), name=F("related_article__headline")),
        "photos": PlacedPhoto.objects.filter(**of_article).values("photo", *PHOTO_WORDS, **names),
    }


AROUND_WORDS = Prepared(lambda: together(around_words()))


def snapshot(article: Article) -> Content:
    """All that an editor can change of an article, as JSON; with the names by which to find again what is deleted."""
    [[answers]] = AROUND_WORDS.rows(article=article.pk, section=article.section_id)
    section, authors, topics, tags, pins, photos = answers
    return {
        **{field: getattr(article, field) for field in WORDS},
        "section": article.section_id,
        "authors": _each("number", authors),
        "topics": _each("number", topics),
        "tags": _each("name", tags),
        "photos": [{field: use[field] for field in ("photo", *PHOTO_WORDS)} for use in photos],
        "pins": _each("number", pins),
        "published_at": _written(article.published_at),
        "updated_at": _written(article.updated_at),
        "names": {
            "section": section[0]["name"],
            "authors": _each("name", authors),
            "topics": _each("name", topics),
            "photos": [str(Photo(**{field: use[field] for field in PHOTO_NAMES})) for use in photos],
            "pins": _each("name", pins),
        },
    }


def content_of(revision: Revision) -> Content:
    """Its content with every key, also of a revision that was kept when there were fewer."""
    return BLANK | {name: [] for name in LISTS} | revision.content


def mark(content: Content, status: str) -> str:
    """A short digest that differs when anything of the article differs but the names of others."""
    told: list[Any] = [status, *(content[key] for key in (*WORDS, *NAMED, "section", "published_at", "updated_at"))]
    # The photos' order says all that their positions say, which may count from any number.
    told.append([{key: value for key, value in use.items() if key != "position"} for use in content["photos"]])
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


LATEST = PreparedRows(lambda: Revision.objects.filter(article=Gap("article"), is_proposal=False)[:1], FETCH_ONE)


def latest(article: Article) -> Revision | None:
    """The newest revision that the article itself was saved as; proposals do not count."""
    found: Revision | None = LATEST.first(article=article.pk)
    if found:
        found.article = article
    return found


@transaction.atomic
def keep(article: Article, by: Any, remark: str = "") -> Revision:
    """Keep the article as it is in the database; when nothing changed, the revision that says the same already."""
    held = _locked(article)
    return _kept(held, latest(held), by, remark)


@transaction.atomic
def keep_unkept(article: Article) -> Revision:
    """Before a change: keep what is there and in no revision yet, such as an imported article."""
    held = _locked(article)
    before = latest(held)
    remark = _("Changed elsewhere than at the desk") if before else _("Before it was saved at the desk")
    kept = _kept(held, before, None, remark)
    if kept != before:
        kept.saved_at = held.saved_at
        kept.save(update_fields=["saved_at"])
    return kept


def _kept(held: Article, last: Revision | None, by: Any, remark: str) -> Revision:
    """The `last` revision where it says what the article does, else a new one."""
    content = snapshot(held)
    if last and mark(content_of(last), last.status) == mark(content, held.status):
        return last
    return _added(held, content, by, remark, status=held.status)


@transaction.atomic
def propose(article: Article, content: Content, by: Any, remark: str = "") -> Revision:
    """Keep a content beside the article, which stays as it is."""
    return _added(_locked(article), content, by, remark, status=PROPOSED, is_proposal=True)


def proposals(article: Article) -> models.QuerySet[Revision]:
    """What waits to be taken up or discarded."""
    return article.revisions.filter(is_proposal=True, status=PROPOSED).select_related("saved_by")


@transaction.atomic
def discard(proposal: Revision) -> bool:
    """Let a proposal wait no more; it stays among the revisions. False when it did not wait."""
    return bool(Revision.objects.filter(pk=proposal.pk, status=PROPOSED).update(status=DISCARDED))


@transaction.atomic
def restore(revision: Revision, by: Any) -> Revision:
    """Make the article what it was, as a new revision; its status and moments stay, and what is gone stays out."""
    article, content = _locked(revision.article), content_of(revision)
    present = snapshot(keep_unkept(article).article)
    missing = lost(revision)
    for field in WORDS:
        setattr(article, field, content[field] or getattr(article, field) if field == "headline" else content[field])
    article.section = remembered.section(content) or article.section
    article.save()
    _place_again(article, content, present)
    Revision.objects.filter(pk=revision.pk, status=PROPOSED).update(status=TAKEN_UP)
    return keep(article, by, _remark(revision, missing))


def lost(revision: Revision) -> list[str]:
    """What restoring cannot bring back because it is no more: “author Lê Minh”, “photo Ferry at dawn”."""
    content = content_of(revision)
    article, names = revision.article, content["names"]
    found: Iterable[tuple[str, Sequence[Any], Sequence[str]]] = [
        (_("section"), [remembered.section(content)], [names.get("section", "")]),
        (_("author"), remembered.authors(content), names.get("authors", ())),
        (_("topic"), remembered.topics(content), names.get("topics", ())),
        (_("photo"), remembered.photos(content, article), names.get("photos", ())),
        (_("pinned article"), remembered.pins(content, article), names.get("pins", ())),
    ]
    return [
        f"{kind} {name}".strip()
        for kind, things, called in found
        for thing, name in zip(things, [*called, *[""] * len(things)], strict=False)
        if thing is None
    ]


def as_article(revision: Revision) -> Article:
    """The article as this revision has it, with all that its page shows; nothing is written, and it is not to be saved.

    Without a moment of publication it has the present one, since every page of an article says when.
    """
    article, content = copy.copy(revision.article), content_of(revision)
    for field in WORDS:
        setattr(article, field, content[field])
    article.section = remembered.section(content) or article.section
    article.status = article.status if revision.is_proposal else revision.status
    article.published_at = _read(content["published_at"]) or article.published_at or timezone.now()
    article.updated_at = _read(content["updated_at"])
    article.tidy()
    _bring_along(article, content)
    return article


def _bring_along(article: Any, content: Content) -> None:
    """Give `article` what `articles.whole` would have brought from the database."""
    placed = [use for use in remembered.photos(content, article) if use]
    corrections = Correction.objects.public().with_changes().filter(article=article.pk)
    fields = ("name", "slug", "role", "biography")
    article.shown_authors = [_fields(each, fields) for each in remembered.authors(content) if each]
    topics = [each for each in remembered.topics(content) if each]
    article.shown_topics = [{"name": each.name_in(article.language), "slug": each.slug} for each in topics]
    article.shown_tags = remembered.shown_tags(content)
    article.lead_photo = next((use for use in placed if use.is_lead), None)
    bring_along(article, [use for use in placed if not use.is_lead], corrections)


def _fields(thing: Author, fields: Iterable[str]) -> dict[str, str]:
    return {field: getattr(thing, field) for field in fields}


def _place_again(article: Article, content: Content, present: Content) -> None:
    """Give `article` the authors, topics, tags, photos and pins of `content` where its present ones differ."""
    if content["tags"] != present["tags"]:
        set_tags(article, remembered.tag_names(content))
    if content["authors"] != present["authors"]:
        _replace(Byline, article, [{"author": each} for each in remembered.authors(content) if each])
    if content["topics"] != present["topics"]:
        _replace(TopicPlacement, article, [{"topic": each} for each in remembered.topics(content) if each])
    if content["pins"] != present["pins"]:
        pins = remembered.pins(content, article)
        _replace(PinnedRelated, article, [{"related_article": each} for each in pins if each])
    if content["photos"] != present["photos"]:
        article.placed_photos.all().delete()
        PlacedPhoto.objects.bulk_create(use for use in remembered.photos(content, article) if use)
    article.__dict__.pop("lead_photo", None)


def _replace(model: type[models.Model], article: Article, rows: list[dict[str, Any]]) -> None:
    placements = model._default_manager
    placements.filter(article=article).delete()
    placements.bulk_create(model(article=article, position=place, **row) for place, row in enumerate(rows))


def _remark(revision: Revision, missing: list[str]) -> str:
    kind = _("Proposal %(number)d taken up") if revision.is_proposal else _("As revision %(number)d")
    remark = kind % {"number": revision.number}
    without = _("without %(things)s") % {"things": ", ".join(missing)}
    return (f"{remark}, {without}" if missing else remark)[:LONGEST_REMARK]


def _added(
    article: Article, content: Content, by: Any, remark: str, *, status: str, is_proposal: bool = False
) -> Revision:
    newest = article.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    return Revision.objects.create(
        article=article,
        number=newest + 1,
        content=content,
        status=status,
        is_proposal=is_proposal,
        remark=remark[:LONGEST_REMARK],
        saved_by_id=by.pk if by else None,
    )


def _locked(article: Article) -> Article:
    """The article as the database has it, its row held until the transaction ends, so that numbers follow in order."""
    return Article.objects.select_for_update(of=("self",), no_key=True).select_related("section").get(pk=article.pk)


def _each(field: str, things: Iterable[dict[str, Any]]) -> list[Any]:
    return [thing[field] for thing in things]


def _written(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
