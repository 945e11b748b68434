"""Who may do what to an article, and when: its page's panel, buttons, notes and rights."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import publishing
from articles.admin.choosing import Choosing
from articles.admin.left_out import said_beside_save
from articles.admin.once import once_a_page
from articles.admin.workflow_actions import WorkflowActions, told
from articles.admin.workflow_form import NoteForm
from articles.admin.workflow_panel import Panel
from articles.models import Article
from articles.publishing import Refused

VERBS = {
    "submit": publishing.submit,
    "send_back": publishing.send_back,
    "approve": publishing.approve,
    "withdraw": publishing.withdraw,
    "reopen": publishing.reopen,
}


class Workflow(Choosing, WorkflowActions):
    """Keeps an article to those who may change it as it stands, and lets them take it further."""

    change_form_template = "admin/articles/article/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        note = self.admin_site.admin_view(require_POST(self.add_note))
        return [path("<int:article_id>/note/", note, name="articles_article_note"), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Journalists change their own until it is approved; those who may publish, all."""
        return super().has_change_permission(request, obj) and (obj is None or self._may_change(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers once had is withdrawn and kept, never deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (self._may_change(request, obj) and not publishing.was_ever_published(obj))

    @once_a_page
    def _may_change(self, request: HttpRequest, article: Article) -> bool:
        return publishing.may_change(article, request.user)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """The article, its row locked while something is sent, so that no two write over each other's step."""
        is_sent = request.method == "POST" and transaction.get_connection().in_atomic_block
        request.is_to_be_locked = is_sent  # type: ignore[attr-defined]
        try:
            return super().get_object(request, object_id, from_field)
        finally:
            request.is_to_be_locked = False  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        rows = super().get_queryset(request)
        return rows.select_for_update(of=("self",)) if getattr(request, "is_to_be_locked", False) else rows

    def get_view_on_site_url(self, obj: Article | None = None) -> str | None:
        return super().get_view_on_site_url(obj) if obj and obj.is_published else None

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by, form.refusal = request.user, getattr(request, "refusal", None)
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save and take the step in one transaction; what is refused is shown with everything that was typed."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if text := form.cleaned_data.get("note"):
            publishing.write_note(form.instance, request.user, text)
        self._take_step(request, form.instance, form)
        for sentence in said_beside_save(form):
            messages.warning(request, sentence)

    def _take_step(self, request: HttpRequest, article: Article, form: Any) -> None:
        name = request.POST.get("_step")
        if not name:
            return
        if name in {"publish", "schedule"}:
            taken = publishing.publish(article, request.user, at=form.moment_meant)
        elif name in VERBS:
            taken = VERBS[name](article, request.user)
        else:
            raise Refused(_("There is no such step; press one of the buttons."))
        messages.success(request, told(taken) if taken else _("Saved. It stood so already."))

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._after_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._after_step(request, obj) or super().response_change(request, obj)

    @staticmethod
    def _after_step(request: HttpRequest, article: Article) -> HttpResponse | None:
        """Back to the article, where the step's own sentence says what became of it; None when no step was taken."""
        if not request.POST.get("_step") or "_popup" in request.POST:
            return None
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        article = context["original"]
        context["workflow"] = Panel(article or Article(), request.user, context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def add_note(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """A note by someone who may read the article but not change it."""
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not (self.has_view_permission(request, article) and request.user.has_perm("articles.add_editorialnote")):
            raise PermissionDenied
        form = NoteForm(request.POST)
        if form.is_valid():
            publishing.write_note(article, request.user, form.cleaned_data["note"])
        else:
            messages.error(request, " ".join(str(sentence) for sentence in form.errors["note"]))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
