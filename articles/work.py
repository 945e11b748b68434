"""The desk's work: which articles are whose, which wait for whom, and what they lack."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from articles.models import Article, Byline, Lacking, PlacedPhoto, Tally, WorkflowStep
from articles.popularity import hour_of

DRAFT, IN_REVIEW, APPROVED, PUBLISHED, WITHDRAWN = Article.Status
PLACED = PlacedPhoto.objects.filter(article=OuterRef("pk"))


def of(colleague: Any) -> Q:
    """Articles that `colleague` began or signs; a few numbers, found first, whatever else is asked."""
    begun = Article.objects.filter(created_by=colleague).order_by().values("pk")
    signed = Byline.objects.filter(author__account=colleague).order_by().values("article")
    return Q(pk__in=begun.union(signed, all=True))


def sent_back() -> Q:
    """Drafts whose last step was back from review."""
    later = WorkflowStep.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    steps = WorkflowStep.objects.filter(article=OuterRef("pk"), before__in=[IN_REVIEW, APPROVED], after=DRAFT)
    return Q(Exists(steps.exclude(Exists(later))), status=DRAFT)


def waiting_for(colleague: Any) -> Q:
    """What is in review or approved, for those who publish; for those who write, what came back to them."""
    if colleague.has_perm("articles.publish_article"):
        return Q(status__in=[IN_REVIEW, APPROVED])
    return of(colleague) & sent_back()


def without_photo() -> Q:
    return lacking("photo")


def without_byline() -> Q:
    return lacking("byline")


def lacking(kind: str) -> Q:
    return Q(Exists(Lacking.objects.filter(article=OuterRef("pk"), kind=kind)))


def without_alt() -> Q:
    """Articles with a photo that someone who cannot see it is told nothing about."""
    return Q(Exists(PLACED.filter(own_alt="", photo__alt="", photo__is_decorative=False)))


def without_credit() -> Q:
    return Q(Exists(PLACED.filter(own_credit="", photo__credit="")))


def viewed(articles: list[int]) -> dict[int, int]:
    """How often each of the articles with these numbers was read in the last 24 hours."""
    since = hour_of(timezone.now() - timedelta(hours=24))
    tallies = Tally.objects.filter(article__in=articles, hour__gt=since)
    return dict(tallies.values_list("article").annotate(Sum("views")).order_by())


def corrected() -> Q:
    return Q(corrections__isnull=False)
