"""Links by which someone without an account reads one revision until they expire or are revoked."""

import re
from datetime import timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.crawlers import is_crawler
from articles.models import Article, PreviewLink, PreviewVisit, Revision

HOURS = [(1, _("one hour")), (24, _("one day")), (72, _("three days")), (168, _("one week")), (336, _("two weeks"))]
# In this order, since most browsers call themselves by the names of others too.
BROWSERS = {
    "Zalo": "zalo",
    "Facebook": r"\bfbav|fban",
    "Edge": r"\bedga?/|edgios",
    "Opera": r"\bopr/",
    "Samsung Internet": "samsungbrowser",
    "Firefox": "firefox|fxios",
    "Chrome": "chrome|crios",
    "Safari": "safari",
}
PROGRAM, UNKNOWN = "program", ""


def make_link(revision: Revision, recipient: str, by: models.Model, *, hours: int) -> PreviewLink:
    """A link to this revision, which does not follow what is changed later."""
    expires_at = timezone.now() + timedelta(hours=hours)
    return PreviewLink.objects.create(revision=revision, recipient=recipient, made_by_id=by.pk, expires_at=expires_at)


def revoke(link: PreviewLink) -> bool:
    """Let a link open nothing any more; False when it was revoked already."""
    return bool(PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()))


def links_to(article: Article) -> QuerySet[PreviewLink]:
    """All links to an article's revisions, the newest first, with how often, when last and by which `browsers`."""
    links = PreviewLink.objects.filter(revision__article=article).select_related("revision", "made_by")
    return links.annotate(
        opened=Count("visits"),
        last_opened=Max("visits__opened_at"),
        browsers=ArrayAgg("visits__browser", distinct=True, filter=Q(visits__isnull=False), default=[]),
    )


def address_of(link: PreviewLink) -> str:
    return reverse("preview", args=[_signer().sign(str(link.pk))])


def live_link(token: str) -> PreviewLink | None:
    """The link that a token names, unless the token is forged or the link has expired or was revoked."""
    try:
        number = int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    live = PreviewLink.objects.filter(pk=number, revoked_at=None, expires_at__gt=timezone.now())
    return live.select_related("revision__article__section").first()


def note_visit(link: PreviewLink, user_agent: str) -> None:
    """Count one opening; of who opened it, no more than the family of their browser is kept."""
    PreviewVisit.objects.create(link=link, browser=browser_of(user_agent))


def browser_of(user_agent: str) -> str:
    """The family of the browser that calls itself so; a program that makes previews of links is told apart."""
    if is_crawler(user_agent):
        return PROGRAM
    return next((name for name, sign in BROWSERS.items() if re.search(sign, user_agent, re.IGNORECASE)), UNKNOWN)


def _signer() -> Signer:
    return Signer(sep=".", salt="articles.previews")
