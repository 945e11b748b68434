"""An article's way to its readers: the steps it can take, who may take each, and what keeps it back."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, NamedTuple

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Article, EditorialNote, Photo, PlacedPhoto, WorkflowStep
from articles.moments import in_full
from articles.text import composed

DRAFT, IN_REVIEW, APPROVED, PUBLISHED, WITHDRAWN = Article.Status
OPEN = {DRAFT, IN_REVIEW}
CHANGE, PUBLISH, LIFT = "articles.change_article", "articles.publish_article", "articles.lift_embargo"
# What a step may change of an article.
MOVED = ("status", "published_at", "embargoed_until")

log = structlog.stdlib.get_logger(__name__)


class Refused(ValidationError):  # noqa: N818 (it says what became of the step)
    """A step that an article cannot take, or not by this colleague, with sentences that say why."""


class Step(NamedTuple):
    """A step: from which states, to which, the permission that it takes; what is said where either is not so."""

    before: AbstractSet[str]
    after: str
    permission: str
    refusal: str
    denial: str


STEPS = {
    "submit": Step(
        {DRAFT},
        IN_REVIEW,
        CHANGE,
        gettext_noop("It cannot be sent to review."),
        gettext_noop("You may not send “%(article)s” to review: its authors and editors may."),
    ),
    "send_back": Step(
        {IN_REVIEW, APPROVED},
        DRAFT,
        PUBLISH,
        gettext_noop("It cannot be sent back."),
        gettext_noop("You may not send “%(article)s” back: editors may."),
    ),
    "approve": Step(
        {DRAFT, IN_REVIEW},
        APPROVED,
        PUBLISH,
        gettext_noop("It cannot be approved."),
        gettext_noop("You may not approve “%(article)s”: editors may."),
    ),
    "publish": Step(
        {*OPEN, APPROVED, PUBLISHED},
        PUBLISHED,
        PUBLISH,
        gettext_noop("It cannot be published."),
        gettext_noop("You may not publish “%(article)s”: editors may."),
    ),
    "withdraw": Step(
        {PUBLISHED},
        WITHDRAWN,
        PUBLISH,
        gettext_noop("It cannot be withdrawn."),
        gettext_noop("You may not withdraw “%(article)s”: editors may."),
    ),
    "reopen": Step(
        {WITHDRAWN},
        DRAFT,
        PUBLISH,
        gettext_noop("It cannot be made a draft again."),
        gettext_noop("You may not make “%(article)s” a draft again: editors may."),
    ),
}


def submit(article: Article, by: Any) -> WorkflowStep | None:
    """Hand a draft to the editors; None when it was with them already."""
    return _take("submit", article, by)


def send_back(article: Article, by: Any) -> WorkflowStep | None:
    """Give it back to its authors as a draft; None when it was one already."""
    return _take("send_back", article, by)


def approve(article: Article, by: Any) -> WorkflowStep | None:
    """Declare it ready for publication; None when it was already."""
    return _take("approve", article, by)


def publish(article: Article, by: Any, *, at: datetime | None = None) -> WorkflowStep | None:
    """Have it appear `at` that moment (now); None when that had been arranged already."""
    return _take("publish", article, by, at)


def withdraw(article: Article, by: Any) -> WorkflowStep | None:
    """Take it off the pages; None when it was already."""
    return _take("withdraw", article, by)


def reopen(article: Article, by: Any) -> WorkflowStep | None:
    """Make a withdrawn article a draft again; None when it was one already."""
    return _take("reopen", article, by)


def is_own(article: Article, by: Any) -> bool:
    """Whether `by` began it or stands in its by-line."""
    return article.created_by_id == by.pk or article.bylines.filter(author__account_id=by.pk).exists()


def may_change(article: Article, by: Any) -> bool:
    """Whether `by` may change it as it stands: an editor always, a journalist their own until it is approved."""
    if not by.has_perm(CHANGE):
        return False
    if article.pk is None:
        return True
    return by.has_perm(PUBLISH) or (article.status in OPEN and is_own(article, by))


def write_note(article: Article, by: Any, text: str) -> EditorialNote:
    """Leave a word for colleagues on the article."""
    return EditorialNote.objects.create(article=article, text=composed(text), written_by_id=by.pk)


def was_ever_published(article: Article) -> bool:
    """Whether readers were ever promised it; such an article is withdrawn, never deleted."""
    return article.status in {PUBLISHED, WITHDRAWN} or article.steps.filter(after=PUBLISHED).exists()


def said_public(article: Article, last: WorkflowStep | None) -> str:
    """Since when readers have it; of one that its `last` step dated back, the date that it bears."""
    words = _("Public, dated %(moment)s.") if last and last.is_dated_back else _("Public since %(moment)s.")
    return words % {"moment": in_full(article.published_at)} if article.published_at else ""


def date_before(article: Article) -> datetime | None:
    """The date under which readers had it until it was withdrawn, where it bears that date still."""
    had = article.published_at
    return had if had and article.steps.filter(after=WITHDRAWN, taken_at__gte=had).exists() else None


def steps_open(article: Article, by: Any) -> list[str]:
    """The steps that `by` may take with it now, by name; "publish" stands for doing so at this moment."""
    if not may_change(article, by):
        return []
    fitting = [name for name, step in STEPS.items() if article.status in step.before and by.has_perm(step.permission)]
    is_kept_back = article.is_published or (is_embargoed(article) and not by.has_perm(LIFT))
    return [name for name in fitting if name != "publish" or not is_kept_back]


def is_empty(article: Article) -> bool:
    """Whether readers would find nothing below what stands at its head: neither words nor a photo among them."""
    return not article.body and not article.placed_photos.filter(is_lead=False).exists()


def is_promised(photo: Photo) -> bool:
    """Whether it stands where readers see it, or will at a moment that is set."""
    return photo.portrays.exists() or promised_uses(photo).exists()


def promised_uses(photo: Photo) -> QuerySet[PlacedPhoto]:
    """Its places in articles that readers have, or will have at a moment that is set."""
    public, coming = Article.objects.published(), Article.objects.scheduled()
    return PlacedPhoto.objects.filter(Q(article__in=public) | Q(article__in=coming), photo=photo)


def may_schedule(article: Article, by: Any) -> bool:
    """Whether `by` may set the moment at which it appears."""
    is_open = article.status in STEPS["publish"].before and not article.is_published
    return is_open and by.has_perm(PUBLISH) and may_change(article, by)


def is_embargoed(article: Article, moment: datetime | None = None) -> bool:
    """Whether its embargo still lasts at `moment` (now)."""
    return is_to_come(article.embargoed_until, moment)


def is_to_come(until: datetime | None, moment: datetime | None = None) -> bool:
    """Whether the end of an embargo, if there is one, is still to come at `moment` (now)."""
    return until is not None and until > (moment or timezone.now())


def obstacles(article: Article, moment: datetime | None = None) -> list[str]:
    """What keeps it from being published at `moment` (now), a sentence each that says how to mend it."""
    until = article.embargoed_until
    return [*photo_obstacles(article), *([said_of_embargo(until)] if until and is_to_come(until, moment) else [])]


def said_of_embargo(until: datetime) -> str:
    return _(
        "It is embargoed until %(until)s. Schedule it for that moment or later, or ask an administrator to lift the "
        "embargo."
    ) % {"until": in_full(until)}


def photo_obstacles(article: Article) -> list[str]:
    """Which of its photos lack words that they cannot be shown without; of one that stands twice, said once."""
    placed_photos = article.placed_photos.select_related("photo")
    return list(dict.fromkeys(sentence for placed in placed_photos for sentence in lacks(placed).values()))


def lacks(placed: PlacedPhoto) -> dict[str, str]:
    """Which words a photo cannot be shown without at its place and has not, by name, with a sentence on each."""
    said = {}
    if not placed.alt.strip() and not placed.photo.is_decorative:
        said["alt"] = said_without_alt(placed.photo)
    if not placed.credit.strip():
        said["credit"] = said_without_credit(placed.photo)
    return said


def said_without_alt(photo: Photo) -> str:
    return _("The photo “%(photo)s” has no text alternative: say what is seen on it, or tick “decorative”.") % {
        "photo": photo
    }


def said_without_credit(photo: Photo) -> str:
    return _("The photo “%(photo)s” has no credit: say whose it is, e.g. “Photo: Lê Minh Đức”.") % {"photo": photo}


@transaction.atomic
def _take(name: str, article: Article, by: Any, at: datetime | None = None) -> WorkflowStep | None:
    """Take the step with the article's row locked, so that of many who press at once one does it."""
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    taken = None
    if not _is_taken(name, locked, by, at):
        _require_open(name, locked)
        taken = _taken(name, locked, by, at)
    for field in MOVED:
        setattr(article, field, getattr(locked, field))
    return taken


def _is_taken(name: str, article: Article, by: Any, at: datetime | None) -> bool:
    """Whether there is nothing left to do; refuses whoever may not take the step at all."""
    is_theirs = by.has_perm(PUBLISH) or is_own(article, by)
    if not (by.has_perm(STEPS[name].permission) and by.has_perm(CHANGE) and is_theirs):
        raise Refused(_(STEPS[name].denial) % {"article": article})
    if article.status != STEPS[name].after:
        return False
    return name != "publish" or at == article.published_at or (at is None and article.is_published)


def _require_open(name: str, article: Article) -> None:
    step = STEPS[name]
    if article.status not in step.before:
        standing = _("It stands at “%(status)s”.") % {"status": article.get_status_display()}
        raise Refused({"status": f"{_(step.refusal)} {standing}"})
    if name == "publish" and article.is_published:
        raise Refused({"published_at": f"{said_public(article, article.steps.first())} {_('Its date stays.')}"})


def _taken(name: str, article: Article, by: Any, at: datetime | None) -> WorkflowStep:
    before, article.status = article.status, STEPS[name].after
    has_lifted = name == "publish" and _set_moment(article, by, at or timezone.now())
    Article.objects.filter(pk=article.pk).update(**{field: getattr(article, field) for field in MOVED})
    moment = article.published_at if name == "publish" else None
    step = WorkflowStep.objects.create(
        article=article, before=before, after=article.status, moment=moment, taken_by_id=by.pk
    )
    told = {"article": article.pk, "by": by.pk, "before": before, "after": article.status, "lifted": has_lifted}
    transaction.on_commit(lambda: log.info(name, moment=moment and moment.isoformat(), **told))
    return step


def _set_moment(article: Article, by: Any, moment: datetime) -> bool:
    """Let it appear at `moment`, unless something keeps it back; answers whether an embargo was lifted for that."""
    has_lifted = is_embargoed(article, moment) and by.has_perm(LIFT)
    found = photo_obstacles(article) if has_lifted else obstacles(article, moment)
    if found:
        raise Refused(found)
    article.published_at = moment
    article.embargoed_until = moment if has_lifted else article.embargoed_until
    return has_lifted
