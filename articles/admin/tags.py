"""The field in which tags are typed: suggests existing ones while typing, and those that the text names."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.admin.names import NamedAdmin, counted
from articles.looking import called
from articles.models import Tag
from articles.suggesting import named_in
from articles.text import composed, fold

MOST_SUGGESTED = 8
SHORTEST_ASKED = 2  # letters; one is in most names and would tell nothing


class TagInput(forms.TextInput):
    """Names apart by commas; a combobox over the tags that exist, where scripts run."""

    class Media:
        css: ClassVar = {"all": ["desk/tags.css"]}
        js: ClassVar = [Script("desk/tags.js", type="module")]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        words = {
            "data-tags": reverse_lazy("admin:articles_tag_suggest"),
            "data-in-text": _("In the text:"),
            "data-list": _("Tags that exist"),
            "autocomplete": "off",
        }
        return super().build_attrs(words | base_attrs, extra_attrs)


class Suggestions(NamedAdmin):
    """Answers what the field asks while one types; to those who may see tags."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.suggest))
        return [path("suggest/", view, name="articles_tag_suggest"), *super().get_urls()]

    def suggest(self, request: HttpRequest) -> JsonResponse:
        """`{"tags": [{"name", "uses", "by"}]}`: those called like `?q=` (`by` is the synonym), or named in `text`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return JsonResponse({"tags": [{"name": name} for name in named_in(request.POST.get("text", ""))]})
        return JsonResponse({"tags": alike(request.GET.get("q", ""))})


def alike(query: str) -> list[dict[str, Any]]:
    """Tags for what is typed so far: those that begin so first, then those used most."""
    query = composed(query).strip()
    if len(query) < SHORTEST_ASKED:
        return []
    found = counted(called(Tag, query)).prefetch_related("aliases").order_by("-uses", "name")[:200]
    begins = fold(query)
    rows = [{"name": tag.name, "uses": tag.uses, "by": _meant(tag, begins)} for tag in found]
    rows.sort(key=lambda row: not fold(row["by"] or row["name"]).startswith(begins))
    return rows[:MOST_SUGGESTED]


def _meant(tag: Tag, begins: str) -> str:
    """The synonym for which it was found, where its own name does not hold what was typed."""
    if begins in fold(tag.name):
        return ""
    return next((alias.name for alias in tag.aliases.all() if begins in fold(alias.name)), "")
