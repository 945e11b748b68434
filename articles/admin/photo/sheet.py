"""The list of photos: a contact sheet that shows what each photo still lacks."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.offered import Offered
from articles.admin.photo.shown import preview
from articles.models import Photo


class Lacking(Offered):
    title = _("what is missing")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("alt", _("Without text alternative")), ("credit", _("Without credit"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        found = {"alt": queryset.without_alt, "credit": queryset.without_credit}.get(self.value() or "")
        return found() if found else queryset


class Used(Offered):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("Unused")), ("some", _("Used"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        found = {"none": queryset.unused, "some": queryset.used}.get(self.value() or "")
        return found() if found else queryset


class Whose(Offered):
    title = _("who brought it")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("Mine"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(uploaded_by=request.user) if self.value() == "me" else queryset


class ContactSheet(admin.ModelAdmin):
    """A list of photos to look at."""

    list_display = ["picture", "credit", "marks", "uploaded_at"]
    list_filter = [Whose, Lacking, Used]
    # What is really searched is `saying()`; the admin wants to know that there is a search.
    search_fields = ["caption"]
    list_per_page = 48
    empty_value_display = ""
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        return Photo.objects.with_uses()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queryset.saying(search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"title": gettext("Photos"), **(extra_context or {})})

    @admin.display(description=_("photo"))
    def picture(self, photo: Photo) -> str:
        shown = preview(photo, crop="whole", width=480, alt="")
        said = photo.caption or str(photo)
        return format_html('<span class="frame">{}</span><span class="said">{}</span>', shown, said)

    @admin.display(description=_("state"))
    def marks(self, photo: Any) -> str:
        missing = [] if photo.alt or photo.is_decorative else [gettext("No text alternative")]
        missing += [] if photo.credit else [gettext("No credit")]
        used = ngettext("Used once", "Used %(count)d times", photo.uses) % {"count": photo.uses}
        marks = [("missing", words) for words in missing] + [("used", used if photo.uses else gettext("Unused"))]
        return format_html_join(" ", '<span class="mark {}">{}</span>', marks)
