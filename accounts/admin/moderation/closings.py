"""Articles whose reactions, or notes alone, an editor closed: with a sentence why, from the article's own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.models import Closing
from articles.admin.choosing import Choosing
from articles.converters import number_in
from articles.models import Article


@admin.register(Closing)
class ClosingAdmin(Choosing, admin.ModelAdmin):
    """Closes an article to reactions; to open it again, the row is removed."""

    list_display = ["article", "closes", "why", "closed_by", "closed_at"]
    list_filter = ["closes"]
    list_select_related = ["article", "closed_by"]
    search_fields = ["article__headline"]
    autocomplete_fields = ["article"]
    ordering = ["-closed_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Closing | None = None) -> list[str]:
        return ["article"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        number = number_in(request.GET.get("article", ""))
        return {"article": Article.objects.filter(pk=number).first()}

    def save_model(self, request: HttpRequest, obj: Closing, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.closed_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def response_post_save_add(self, request: HttpRequest, obj: Closing) -> HttpResponseRedirect:
        return to_article(obj.article_id)

    def response_post_save_change(self, request: HttpRequest, obj: Closing) -> HttpResponseRedirect:
        return to_article(obj.article_id)

    def delete_model(self, request: HttpRequest, obj: Closing) -> None:
        request.opened_again = obj.article_id  # type: ignore[attr-defined]
        super().delete_model(request, obj)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        super().response_delete(request, obj_display, obj_id)
        return to_article(request.opened_again)  # type: ignore[attr-defined]


def to_article(article_id: int) -> HttpResponseRedirect:
    """Back to where one came from."""
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
