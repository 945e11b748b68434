"""An article's revisions at the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import revisions
from articles.models import Article


class Revisions(admin.ModelAdmin):
    """Keeps every save and shows what changed."""

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            revisions.keep_unkept(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        revisions.keep(form.instance, request.user)
