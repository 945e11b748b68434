"""An article's revisions at the desk: listed, compared by two, restored."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import publishing, revisions
from articles.admin.saving import is_same, version_of
from articles.comparing import compared, words_changed
from articles.converters import number_in
from articles.models import Article, Revision
from articles.models.workflow import JUST_NOW
from articles.remembered import Content

PER_PAGE = 50
STATES = dict(Article.Status.choices) | {
    revisions.PROPOSED: pgettext_lazy("revision", "Proposal"),
    revisions.TAKEN_UP: gettext_lazy("Proposal, taken up"),
    revisions.DISCARDED: gettext_lazy("Proposal, discarded"),
}


class History(admin.ModelAdmin):
    """Shows what an article was at every save, what changed, and brings any of it back."""

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, Callable[..., HttpResponse]] = {
            "compare": self.compare_view,
            "<int:number>/restore": self.restore_view,
            "<int:number>/discard": self.discard_view,
        }
        own = [
            path(
                f"<int:article_id>/history/{route}/",
                self.admin_site.admin_view(view),
                name=f"articles_article_{route.rpartition('/')[2]}",
            )
            for route, view in views.items()
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_safe)
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """All revisions, the newest first, any two of them to be chosen."""
        article = self._article(request, unquote(object_id))
        kept = Paginator(article.revisions.select_related("saved_by"), PER_PAGE).get_page(request.GET.get("p"))
        context: dict[str, Any] = {"page": kept, "rows": listed(article, list(kept)), "title": _("Revisions")}
        context |= {"may_restore": self.has_change_permission(request, article)}
        return self._page(request, article, "object_history", context | (extra_context or {}))

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Two revisions side by side, or one beside what the article is now."""
        article = self._article(request, str(article_id))
        chosen = [request.GET.get("before", ""), request.GET.get("after", "")]
        if all(map(number_in, chosen)):
            chosen.sort(key=int)
        sides = [side(article, each) for each in chosen]
        if None in sides or chosen[0] == chosen[1]:
            messages.error(request, _("Choose two different revisions of this article to compare."))
            return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]))
        context = compared_sides(article, sides) | {"title": _("What changed")}
        context["may_restore"] = self.has_change_permission(request, article)
        return self._page(request, article, "compare", context)

    def restore_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """Ask first, showing what would change; then make the article what it was, as a new revision."""
        article = self._article(request, str(article_id))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = one_of(article, number)
        is_seen = is_same(request.POST.get("version", ""), version_of(article))
        if request.method == "POST" and is_seen and self._restored(request, revision):
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        if request.method == "POST" and not is_seen:
            messages.error(
                request, _("Nothing was restored: the article was saved meanwhile. Look again, then confirm.")
            )
        context = compared_sides(article, [side(article, "now"), side(article, str(number))])
        context |= {"revision": revision, "lost": revisions.lost(revision), "version": version_of(article)}
        return self._page(request, article, "restore", context | {"title": _("Restore this revision?")})

    @method_decorator(require_POST)
    def discard_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """Let a proposal wait no more."""
        article = self._article(request, str(article_id))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if revisions.discard(one_of(article, number)):
            messages.success(request, _("Proposal %(number)d was discarded; its words stay here.") % {"number": number})
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]))

    def _article(self, request: HttpRequest, object_id: str) -> Article:
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _page(self, request: HttpRequest, article: Article, name: str, context: dict[str, Any]) -> TemplateResponse:
        request.current_app = self.admin_site.name
        own = {"opts": self.opts, "article": article, "subtitle": article.headline, "object": article}
        context = self.admin_site.each_context(request) | own | context
        return TemplateResponse(request, f"admin/articles/article/{name}.html", context)

    def _restored(self, request: HttpRequest, revision: Revision) -> bool:
        """Restore it, unless readers would then have a photo without the words that it needs."""
        missing = revisions.lost(revision)
        with transaction.atomic():
            new = revisions.restore(revision, request.user)
            article = Article.objects.get(pk=revision.article_id)
            lacking = publishing.photo_obstacles(article) if article.status == Article.Status.PUBLISHED else []
            transaction.set_rollback(bool(lacking))
        for sentence in lacking:
            messages.error(request, _("Nothing was restored. %(why)s") % {"why": sentence})
        if not lacking:
            self.log_change(request, article, new.remark)
            said = _("Restored: the article is now what it was in revision %(old)d, kept as revision %(new)d.")
            messages.success(request, said % {"old": revision.number, "new": new.number})
        if missing and not lacking:
            messages.warning(request, _("No longer there: %(things)s.") % {"things": ", ".join(missing)})
        return not lacking


def one_of(article: Article, number: int) -> Revision:
    return get_object_or_404(article.revisions.select_related("saved_by"), number=number)


def side(article: Article, chosen: str) -> dict[str, Any] | None:
    """One side of a comparison: a revision by its number, or the article as it is `now`; None when there is none."""
    if chosen == "now":
        return {"content": revisions.snapshot(article), "revision": None, "state": article.get_status_display()}
    revision = article.revisions.select_related("saved_by").filter(number=number_in(chosen)).first()
    if revision is None:
        return None
    return {"content": revisions.content_of(revision), "revision": revision, "state": state_of(revision)}


def compared_sides(article: Article, sides: Any) -> dict[str, Any]:
    before, after = sides
    latest = revisions.latest(article)
    parts = compared(before["content"], after["content"])
    return {
        "before": before,
        "after": after,
        "parts": [part for part in parts if part.is_changed],
        "same_parts": [part.name for part in parts if not part.is_changed],
        "latest": latest,
        "is_outdated": is_outdated(after["revision"], latest),
    }


def is_outdated(proposal: Revision | None, latest: Revision | None) -> bool:
    """Whether the article was saved again after the version that a waiting proposal was made from."""
    if proposal is None or latest is None or proposal.status != revisions.PROPOSED:
        return False
    return latest.number > (proposal.content.get("base") or proposal.number)


def listed(article: Article, page: list[Revision]) -> list[dict[str, Any]]:
    """Each revision of a page with the one before it that the article was, and how many words came and went."""
    oldest = page[-1].number if page else 0
    earlier = article.revisions.filter(is_proposal=False, number__lt=oldest).first()
    older = {each.number: before for each, before in with_predecessors([*page, *([earlier] if earlier else [])])}
    return [row(each, older.get(each.number)) for each in page]


def with_predecessors(newest_first: list[Revision]) -> list[tuple[Revision, Revision]]:
    saved = [each for each in newest_first if not each.is_proposal]
    pairs = [*pairwise(saved)]
    for proposal in (each for each in newest_first if each.is_proposal):
        before = next((each for each in saved if each.number < proposal.number), None)
        pairs += [(proposal, before)] if before else []
    return pairs


def row(revision: Revision, before: Revision | None) -> dict[str, Any]:
    content: Content = revisions.content_of(revision)
    added, removed = words_changed(revisions.content_of(before), content) if before else (0, 0)
    return {
        "revision": revision,
        "before": before,
        "added": added,
        "removed": removed,
        "state": state_of(revision),
        "dated_back": date_given_back(revision, before),
        "headline": content["headline"],
    }


def date_given_back(revision: Revision, before: Revision | None) -> datetime | None:
    """The date in the past with which this revision, `before` it another, was published."""
    content, earlier = revisions.content_of(revision), revisions.content_of(before) if before else {}
    moment = parse_datetime(content["published_at"] or "")
    was_so = before and before.status == revision.status and earlier["published_at"] == content["published_at"]
    # The first one that nobody saved is what came from elsewhere, with its own date.
    if revision.status != Article.Status.PUBLISHED or was_so or not (before or revision.saved_by_id):
        return None
    return moment if moment and moment < revision.saved_at - JUST_NOW else None


def state_of(revision: Revision) -> str:
    return str(STATES.get(revision.status, revision.status))
