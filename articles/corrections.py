"""Corrections: added to what readers have read, with the words before and after for those who want to see."""

from collections.abc import Iterator
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import body
from articles.freshness import lists
from articles.models import Article, Correction, Photo, Revision
from articles.models.article import ArticleQuerySet
from articles.models.correction import SAME_SAVE, CorrectionQuerySet, kept_by_then
from articles.revisions import Content, content_of, latest, snapshot
from articles.text import composed
from articles.wording import WORD, Budget, Row, Run, paragraphs_compared, shared_at_head

# How many revisions back the change may lie that a correction explains afterwards.
LOOKED_BACK = 10

# Anybody may ask for this comparison, so it takes less time than the desk's: no more is compared of what differs.
STEPS_FOR_READERS = 1_500_000
MOST_LETTERS, MOST_PASSAGES = 60_000, 500

Passages = list[str]
Piece = tuple[str, str, str]


class Change(NamedTuple):
    """What a correction changed in one part of an article; each passage with `<del>` and `<ins>`.

    `is_cut` when so much differs that only the beginning is shown.
    """

    part: str
    passages: list[SafeString]
    is_cut: bool = False


def public_corrections() -> CorrectionQuerySet:
    """The corrections that anybody may read, the newest first, each with its article as lists show it."""
    lists("corrections")
    public = Correction.objects.public().filter(article__in=Article.objects.published())
    return public.with_changes().select_related("article__section").defer("article__body", "article__search")


def dated(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Each with `corrected_at`, the moment of the last note on it; none where there is no note."""
    lists("corrections")
    notes = Correction.objects.public().filter(article=OuterRef("pk")).order_by("-published_at")
    return articles.annotate(corrected_at=Subquery(notes.values("published_at")[:1]))


@transaction.atomic
def correct(
    article: Article, kind: str, text: str, by: models.Model | None, *, hides_changes: bool = False
) -> Correction:
    """Add a note to a public article, bound to the revision before it; a retraction marks the article too.

    Call it after the corrected words were saved and before their revision is kept.
    """
    Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    if not Article.objects.published().filter(pk=article.pk).exists():
        raise ValidationError(_("Only what readers can read can be corrected; this article is not public."))
    correction = Correction(article=article, kind=kind, text=composed(text).strip(), hides_changes=hides_changes)
    correction.written_by_id = by.pk if by else None
    correction.published_at = timezone.now()
    correction.full_clean(exclude=["article", "written_by", "revision"])
    correction.revision = revision_before(article)
    correction.save()
    if kind == Correction.Kind.RETRACTION:
        _retract(article, correction)
    return correction


def _retract(article: Article, correction: Correction) -> None:
    Article.objects.filter(pk=article.pk, retracted_at=None).update(retracted_at=correction.published_at)
    article.retracted_at = article.retracted_at or correction.published_at


def hide_changes(correction: Correction) -> bool:
    """Keep the words before a correction from readers from now on; False when they were kept back already."""
    return bool(Correction.objects.filter(pk=correction.pk, hides_changes=False).update(hides_changes=True))


def revision_before(article: Article) -> Revision | None:
    """The last revision that read otherwise than the article does now, if readers had it.

    So a note that follows its change by a few minutes is bound rightly too. Where every change has its note already,
    it is the last revision.
    """
    kept = list(article.revisions.filter(is_proposal=False)[:LOOKED_BACK])
    present = words_of(snapshot(article))
    place = next((place for place, each in enumerate(kept) if words_of(content_of(each)) != present), 0)
    if place and article.corrections.filter(published_at__gte=kept[place - 1].saved_at - SAME_SAVE).exists():
        place = 0
    until = kept[place - 1].saved_at if place else timezone.now()
    return kept[place] if kept and was_public(kept[place], until) else None


def reads_otherwise(article: Article) -> bool:
    """Whether the article reads otherwise than its last revision, which is not kept anew before a save ends."""
    last = latest(article)
    return last is not None and words_of(content_of(last)) != words_of(snapshot(article))


def was_public(revision: Revision, until: Any) -> bool:
    """Whether readers had this revision before `until`, when the next one took its place."""
    published_at = content_of(revision)["published_at"]
    is_public = revision.status == Article.Status.PUBLISHED and not revision.is_proposal
    return bool(is_public and published_at and parse_datetime(published_at) <= until)


def changes_of(correction: Correction) -> list[Change]:
    """What a public correction changed; nothing where readers never had the words before or must not have them."""
    before = correction.revision
    if before is None or correction.hides_changes or before.article_id != correction.article_id:
        return []
    later = list(kept_by_then(before.article_id, before.number, correction.published_at))
    if not later or not was_public(before, later[-1].saved_at):
        return []
    if not was_public(later[0], correction.published_at + SAME_SAVE):
        return []
    return changes(content_of(before), content_of(later[0]))


def changes(before: Content, after: Content) -> list[Change]:
    """The parts of an article that read differently, in the order of its page."""
    names = {
        "headline": _("Headline"),
        "standfirst": _("Standfirst"),
        "body": pgettext("part of an article", "Text"),
        "captions": _("Captions"),
    }
    old, new = words_of(before), words_of(after)
    old["captions"], new["captions"] = shown_captions(before), shown_captions(after)
    changed = [Change(name, *compared(old[part], new[part])) for part, name in names.items()]
    return [change for change in changed if change.passages]


def words_of(content: Content) -> dict[str, Passages]:
    """What readers read of an article, passage by passage."""
    return {
        "headline": [content["headline"]],
        "standfirst": [content["standfirst"]],
        "body": [text for block in body.blocks(content["body"]) if (text := body.plain_text(block))],
        "captions": [f"{use['photo']} {use['own_caption']} {use['own_credit']}" for use in content["photos"]],
    }


def shown_captions(content: Content) -> Passages:
    """The captions and credits under the photos: those of the place where it has its own, else the photo's."""
    library = Photo.objects.in_bulk({use["photo"] for use in content["photos"]})
    placed = [(library[use["photo"]], use) for use in content["photos"] if use["photo"] in library]
    shown = [(use["own_caption"] or photo.caption, use["own_credit"] or photo.credit) for photo, use in placed]
    return [" ".join(filter(None, words)) for words in shown if any(words)]


def compared(before: Passages, after: Passages) -> tuple[list[SafeString], bool]:
    """The passages that differ, each with its words marked, and whether there are more than is shown."""
    whole = differing(before, after)
    old, new = (beginning(passages) for passages in whole)
    rows = paragraphs_compared(old, new, Budget(STEPS_FOR_READERS))
    return [marked(row) for row in rows if row.kind != "same"], (old, new) != whole


def differing(before: Passages, after: Passages) -> tuple[Passages, Passages]:
    """Both without the passages with which they begin and end alike."""
    head = shared_at_head(before, after)
    tail = shared_at_head(before[head:][::-1], after[head:][::-1])
    return before[head : len(before) - tail], after[head : len(after) - tail]


def beginning(passages: Passages) -> Passages:
    """The first of `passages`, as many as readers are shown."""
    room, kept = MOST_LETTERS, []
    for passage in passages[:MOST_PASSAGES]:
        kept += [passage[:room]] if room else []
        room -= len(kept[-1]) if room else 0
    return kept


def marked(row: Row) -> SafeString:
    """One passage with what went in `<del>` and what came in `<ins>`, in their place among what stayed."""
    runs = [
        (kind, "".join(word + space for _kind, word, space in run))
        for kind, run in groupby(_woven(row), key=lambda piece: piece[0])
    ]
    tags = {"removed": "<del>{}</del>{}", "added": "<ins>{}</ins>{}", "same": "{}{}"}
    # The space after a run is not marked: it would look like an underlined gap.
    return format_html_join(
        "", "{}", ((format_html(tags[kind], text.rstrip(), " " * text.endswith(" ")),) for kind, text in runs)
    )


def _woven(row: Row) -> Iterator[Piece]:
    """The words of both sides in one row: what went before what came in its stead."""
    coming = iter(_pieces(row.after))
    for piece in _pieces(row.before):
        if piece[0] == "same":
            yield from takewhile(lambda each: each[0] != "same", coming)
        yield piece
    yield from coming


def _pieces(runs: list[Run]) -> list[Piece]:
    return [(run.kind, word, space) for run in runs for word, space in WORD.findall(run.text)]
