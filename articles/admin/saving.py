"""Saving an article that a colleague may have saved meanwhile; and saving beside it what is not to be published yet."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import publishing, revisions
from articles.admin.left_out import said_beside_proposal, said_of_proposal
from articles.admin.sent_rows import SentRows
from articles.comparing import Part, compared
from articles.models import Article, Revision
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from articles.remembered import Content
from articles.text import composed

GIVEN_BACK = ("headline", "standfirst", "body", *TITLES, *ORIGIN)


class Tried(Exception):  # noqa: N818 (nothing went wrong)
    """An article was saved to see what becomes of it; nothing of it is to remain."""

    def __init__(self, content: Content, form: Any) -> None:
        super().__init__()
        self.content, self.form = content, form


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else saved since the form was opened, beside what was typed into it."""

    theirs: Revision | None
    version: str
    parts: list[Part]
    is_beside_mine: bool


class RefusedForm:
    """A form that is shown again with all that was typed, because it would write over a newer version."""

    def clean(self: Any) -> Any:
        fields = super().clean()  # type: ignore[misc]
        self.add_error(None, _("This article was changed after you opened it. Both texts are below."))
        return fields


def version_of(article: Article) -> str:
    """Names what the article is now: its latest revision and a digest of what it says."""
    return version_since(revisions.latest(article), article)


def version_since(latest: Revision | None, article: Article) -> str:
    """The version's name where its latest revision is known."""
    state = f"{article.status} {article.embargoed_until}"
    return f"{latest.number if latest else 0}.{revisions.mark(revisions.snapshot(article), state)}"


def is_same(version: str, other: str) -> bool:
    """Whether the article says the same in both versions, whatever their revisions' numbers."""
    return version.partition(".")[2] == other.partition(".")[2]


class Saving(admin.ModelAdmin):
    """Keeps a revision of every save, refuses to save over a newer one, and takes proposals."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return told_saved(request, self._changed(request, (object_id, form_url, extra_context)))

    def _changed(self, request: HttpRequest, where: tuple[str | None, str, Any]) -> HttpResponse:
        object_id = where[0]
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, *where)
        with transaction.atomic():
            article = self.get_object(request, unquote(object_id))
            if article is None or not self.has_view_or_change_permission(request, article):
                return super().changeform_view(request, *where)
            if not self.has_change_permission(request, article):
                return self._given_back(request, article)
            return self._sent(request, article, where)

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change, **kwargs)
        if getattr(request, "clash", None):
            return type(form)(form.__name__, (RefusedForm, form), {})
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if getattr(request, "is_trial", False):
            raise Tried(revisions.snapshot(Article.objects.get(pk=form.instance.pk)), form)
        remark = composed(request.POST.get("remark", "")).strip()
        revisions.keep(form.instance, request.user, remark)
        request.is_kept = True  # type: ignore[attr-defined]

    def _sent(self, request: HttpRequest, article: Article, where: Any) -> HttpResponse:
        """What becomes of a form that was sent: a proposal, a save or a refusal with both texts."""
        version, opened = version_of(article), request.POST.get("opened_at", "")
        is_over = is_same(request.POST.get("_over", ""), version)
        is_newer = bool(opened) and not is_same(opened, version) and not is_over
        rows = SentRows(self, request, article)
        if is_newer or is_over or "rows" in request.POST or rows.are_missing():
            rows.make_new()
        if is_over:
            rows.take_as_opened_at(version)
        if "_propose" in request.POST and article.status == Article.Status.PUBLISHED:
            return self._proposed(request, article, where, rows)
        if is_newer and (clash := self._clash(request, article, where, rows, version)):
            request.clash = clash  # type: ignore[attr-defined]
        return self._saved(request, where, rows)

    def _given_back(self, request: HttpRequest, article: Article) -> HttpResponse:
        """What was typed into an article that meanwhile only others may change, to be copied from the page."""
        fields = [
            (getattr(self.opts.get_field(name), "verbose_name", name), request.POST.get(name, ""))
            for name in GIVEN_BACK
        ]
        context = self.admin_site.each_context(request) | {"title": _("Not saved"), "opts": self.opts}
        context |= {"article": article, "fields": [(name, composed(words)) for name, words in fields if words]}
        return TemplateResponse(request, "admin/articles/article/given_back.html", context, status=HTTPStatus.FORBIDDEN)

    def _saved(self, request: HttpRequest, where: Any, rows: SentRows) -> HttpResponse:
        with transaction.atomic():
            revisions.keep_unkept(rows.article)
            rows.clear()
            response = super().changeform_view(request, *where)
            if not getattr(request, "is_kept", False):
                transaction.set_rollback(True)
        return response

    def _tried(self, request: HttpRequest, where: Any, rows: SentRows) -> Tried | HttpResponse:
        """What saving would make of the article, without saving; else the page that says why it cannot be saved."""
        sent, request.is_trial = request.POST, True  # type: ignore[attr-defined]
        said: list[Any] = messages.get_messages(request)._queued_messages  # type: ignore[union-attr]
        before = len(said)
        request.POST = without_step(sent)  # type: ignore[assignment]
        try:
            with transaction.atomic():
                rows.clear()
                response = super().changeform_view(request, *where)
                transaction.set_rollback(True)
            return response
        except Tried as tried:
            return tried
        finally:
            request.POST, request.is_trial = sent, False  # type: ignore[attr-defined]
            del said[before:]

    def _clash(self, request: HttpRequest, article: Article, where: Any, rows: SentRows, version: str) -> Clash | None:
        """Both texts; None when they are the same, as when a form was sent twice."""
        tried = self._tried(request, where, rows)
        mine = tried.content if isinstance(tried, Tried) else None
        request.refusal = None  # type: ignore[attr-defined]
        theirs = revisions.snapshot(article)
        if mine and revisions.mark(mine, "") == revisions.mark(theirs, ""):
            return None
        opened_at = number_opened(request)
        before = article.revisions.filter(number=opened_at).first() if mine is None else None
        old, new = (theirs, mine) if mine else (revisions.content_of(before) if before else theirs, theirs)
        return Clash(revisions.latest(article), version, compared(old, new), is_beside_mine=bool(mine))

    def _proposed(self, request: HttpRequest, article: Article, where: Any, rows: SentRows) -> HttpResponse:
        tried = self._tried(request, where, rows)
        if not isinstance(tried, Tried):
            return tried
        remark = composed(request.POST.get("remark", "")).strip()
        content = tried.content | {"base": number_opened(request)}
        proposal = revisions.propose(article, content, request.user, remark)
        if text := tried.form.cleaned_data.get("note"):
            publishing.write_note(article, request.user, text)
        request.is_kept = True  # type: ignore[attr-defined]
        messages.success(request, said_of_proposal(proposal, article))
        for sentence in said_beside_proposal(tried.form):
            messages.warning(request, sentence)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def told_saved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell the browser that what it kept of this form is saved, so that it need not offer it again."""
    page = request.POST.get("keeping", "")
    if getattr(request, "is_kept", False) and re.fullmatch(r"[\w-]{1,40}", page, re.ASCII):
        response.set_cookie(
            "desk_saved", page, max_age=3600, secure=request.is_secure(), path=reverse("admin:index"), samesite="Strict"
        )
    return response


def number_opened(request: HttpRequest) -> int:
    """The number of the revision at which the form was opened."""
    found = re.match(r"(\d{1,9})\.", request.POST.get("opened_at", ""))
    return int(found[1]) if found else 0


def without_step(sent: QueryDict) -> QueryDict:
    plain = sent.copy()
    plain.pop("_step", None)
    return plain
