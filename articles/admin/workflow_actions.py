"""Steps taken for many articles at once from their list, by the same verbs as on each one's page."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import publishing, revisions
from articles.models import Article, WorkflowStep
from articles.moments import in_full

NAMED = 10
NO_BYLINE = gettext_lazy("It has no by-line.")
NO_TEXT = gettext_lazy("It has no text.")


def told(step: WorkflowStep) -> str:
    """What a step did, for the colleague who took it."""
    article = step.article
    lacking = missing(article) if step.after == Article.Status.PUBLISHED else ""
    if step.after == Article.Status.PUBLISHED and step.moment and not article.is_published:
        return _("Scheduled: it appears on %(moment)s.") % {"moment": in_full(step.moment)} + lacking
    if step.after == Article.Status.PUBLISHED and step.moment and step.is_dated_back:
        return _("Published: readers have it now, dated %(moment)s.") % {"moment": in_full(step.moment)} + lacking
    became = {
        Article.Status.DRAFT: _("It is a draft again."),
        Article.Status.IN_REVIEW: _("Sent to review."),
        Article.Status.APPROVED: _("Approved."),
        Article.Status.PUBLISHED: _("Published: readers have it now."),
        Article.Status.WITHDRAWN: _("Withdrawn: readers no longer have it."),
    }[Article.Status(step.after)]
    return became + lacking


def missing(article: Article) -> str:
    """What readers will not find in it, which is allowed and yet perhaps not meant."""
    sentences = {NO_TEXT: publishing.is_empty(article), NO_BYLINE: not article.bylines.exists()}
    return "".join(f" {sentence}" for sentence, is_so in sentences.items() if is_so)


def publish_again(article: Article, by: Any) -> WorkflowStep | None:
    """Publish it now, and under its own date what readers had before."""
    return publishing.publish(article, by, at=publishing.date_before(article))


def named(articles: list[Article]) -> str:
    """Their headlines, and how many more there are."""
    quoted = ", ".join(_("“%(headline)s”") % {"headline": article} for article in articles[:NAMED])
    rest = len(articles) - NAMED
    if rest <= 0:
        return quoted
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
    return f"{quoted} {more}"


class WorkflowActions(admin.ModelAdmin):
    """The steps in the list's menu; what was done to which article, and why not, is said afterwards."""

    actions = ["submit_selected", "approve_selected", "publish_selected", "withdraw_selected"]

    @admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._take_each(request, queryset, publishing.submit)

    @admin.action(description=gettext_lazy("Approve"), permissions=["publish"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._take_each(request, queryset, publishing.approve)

    @admin.action(description=gettext_lazy("Publish now"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._take_each(request, queryset, publish_again)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._take_each(request, queryset, publishing.withdraw)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(publishing.PUBLISH)

    def _take_each(self, request: HttpRequest, queryset: QuerySet[Article], verb: Any) -> None:
        done: dict[str, list[Article]] = {}
        refused: dict[str, list[Article]] = {}
        for article in queryset.order_by("pk"):
            try:
                step = verb(article, request.user)
                revisions.keep(article, request.user)
            except publishing.Refused as refusal:
                refused.setdefault(" ".join(refusal.messages), []).append(article)
            else:
                done.setdefault(told(step) if step else _("Nothing to do, it was so already."), []).append(article)
        for level, outcomes in ((messages.SUCCESS, done), (messages.WARNING, refused)):
            for outcome, articles in outcomes.items():
                messages.add_message(request, level, f"{named(articles)}: {outcome}")
