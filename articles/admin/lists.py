"""The list of articles at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article


class Lists(admin.ModelAdmin):
    """Finds an article among all."""

    list_display = ["headline", "section", "status", "published_at", "language", "saved_at"]
    list_filter = ["status", "section", "language", "topics"]
    list_select_related = ["section"]
    search_fields = ["headline", "standfirst"]
    date_hierarchy = "published_at"
    ordering = ["-saved_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("body") if self._is_list(request) else super().get_queryset(request)

    @staticmethod
    def _is_list(request: HttpRequest) -> bool:
        return bool(request.resolver_match and request.resolver_match.url_name == "articles_article_changelist")
