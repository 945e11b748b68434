"""Corrections at the desk: added to an article, never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Article, Correction


class CorrectionInline(admin.StackedInline):
    """What was corrected: added and never changed, so that it can be read years later."""

    model = Correction
    extra = 0
    fields = [("kind", "published_at"), "text"]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission


class Corrections(admin.ModelAdmin):
    """Signs what is added."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        for row in formset.forms:
            if isinstance(row.instance, Correction) and row.instance.written_by_id is None:
                row.instance.written_by_id = request.user.pk
        super().save_formset(request, form, formset, change)
