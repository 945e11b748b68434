"""The field in which tags are typed: suggests existing ones while typing, and those that the text names."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.names import NamedAdmin, counted
from articles.looking import called
from articles.models import Author, Tag, Topic
from articles.suggesting import named_in, section_for
from articles.tagging import names_in
from articles.text import fold, seen

MOST_SUGGESTED = 8
SHORTEST_ASKED = 2  # letters; one is in most names and would tell nothing


class TagInput(forms.TextInput):
    """Names apart by commas; a combobox over the tags that exist, where scripts run."""

    class Media:
        css: ClassVar = {"all": ["desk/tags.css"]}
        js: ClassVar = [Script(f"desk/{name}.js", type="module") for name in ("filing", "tags")]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        words = {
            "data-tags": reverse_lazy("admin:articles_tag_suggest"),
            "data-in-text": _("In the text:"),
            "data-mostly-in": _("Articles with these tags mostly stand in:"),
            "data-list": _("Tags that exist"),
            "autocomplete": "off",
        }
        return super().build_attrs(words | base_attrs, extra_attrs)


class Suggestions(NamedAdmin):
    """Answers what the field asks while one types; to those who may see tags."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.suggest)
        return [path("suggest/", view, name="articles_tag_suggest"), *super().get_urls()]

    def suggest(self, request: HttpRequest) -> JsonResponse:
        """`{"tags": [{"name", "uses", "by"}]}`: those called like `?q=` (`by` is the synonym).

        Or those named in `text`, with `authors` and `topics` named there and the `section` of most articles that have
        the `tags` typed so far or named.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return JsonResponse(for_a_text(request.POST.get("text", ""), request.POST.get("tags", "")))
        return JsonResponse({"tags": alike(request.GET.get("q", ""))})


def for_a_text(text: str, typed: str) -> dict[str, Any]:
    """What a text might be filed under, each by its name; what is chosen from a list has its number too."""
    tags = named_in(text)
    section = section_for([*tags, *_as_far_as_typed(typed)])
    return {
        "tags": [{"name": name} for name in tags],
        "authors": numbered(Author, named_in(text, Author)),
        "topics": numbered(Topic, named_in(text, Topic)),
        "section": [{"id": section.pk, "name": str(section)}] if section else [],
    }


def _as_far_as_typed(text: str) -> list[str]:
    """The names in a field that may be wrong as yet."""
    try:
        return names_in(text)
    except ValidationError:
        return []


def numbered(model: Any, names: list[str]) -> list[dict[str, Any]]:
    found = {each.name: each for each in model.objects.filter(name__in=names)}
    return [{"id": found[name].pk, "name": str(found[name])} for name in names if name in found]


def alike(query: str) -> list[dict[str, Any]]:
    """Tags for what is typed so far: those that begin so first, then those used most."""
    query = seen(query).strip()
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
