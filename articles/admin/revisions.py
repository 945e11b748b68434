"""An article's revisions at the desk: every save is kept, compared, brought back; nobody's words are lost."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles import revisions
from articles.admin.editing import Presence
from articles.admin.history import History, is_outdated
from articles.admin.saving import Saving, version_since
from articles.models import Article

SCRIPTS = ["desk/keeping.js", "desk/editing.js"]


class Revisions(Saving, History, Presence):
    """Keeps every save and shows what changed."""

    @property
    def media(self) -> forms.Media:
        scripts: list[Any] = [forms.Script(script, type="module") for script in SCRIPTS]
        return super().media + forms.Media(css={"all": ["desk/revisions.css"]}, js=scripts)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context["original"]
        context["revisions"] = {
            "clash": getattr(request, "clash", None),
            "rows": request.POST.get("rows", ""),
            "remark": request.POST.get("remark", ""),
            "may_change": self.has_change_permission(request, article),
            **(self._of(request, article) if article else {}),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @staticmethod
    def _of(request: HttpRequest, article: Article) -> dict[str, Any]:
        """What the page of an article that is there knows of its revisions."""
        # A form that was sent has put what was typed into `article`.
        held = Article.objects.get(pk=article.pk) if request.method == "POST" else article
        waiting, latest = list(revisions.proposals(held)), revisions.latest(held)
        return {
            "opened_at": request.POST.get("opened_at") or version_since(latest, held),
            "latest": latest,
            "proposals": [{"revision": each, "is_outdated": is_outdated(each, latest)} for each in waiting],
            "may_propose": held.status == Article.Status.PUBLISHED,
            "editing": reverse("admin:articles_article_editing", args=[held.pk]),
        }
