"""Who may do what to an article, and when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Article


class Workflow(admin.ModelAdmin):
    """Keeps an article to those who may change it as it stands."""

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_publish = request.user.has_perm("articles.publish_article")
        return form

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Once an article is approved or out, only those who may publish can change it."""
        may_change = super().has_change_permission(request, obj)
        is_open = obj is None or obj.status in {Article.Status.DRAFT, Article.Status.IN_REVIEW}
        return may_change and (is_open or request.user.has_perm("articles.publish_article"))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self.has_change_permission(request, obj)
