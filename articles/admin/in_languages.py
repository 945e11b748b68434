"""What the history of the desk says of texts that stand in several languages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.in_languages import FieldInEachLanguage


class ToldInLanguages(admin.ModelAdmin):
    """Its history says which texts were changed, each by its language, and what they were."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002
        messages = super().construct_change_message(request, form, formsets, add)
        for told in messages[:1] if form.changed_data and not add else ():
            labels = dict(zip(form.changed_data, told["changed"]["fields"], strict=True))
            told["changed"]["fields"] = [each for name in labels for each in changes(form, name) or [labels[name]]]
        return messages


def changes(form: Any, name: str) -> list[str]:
    """Which texts of a field became others; none of a field that holds one text."""
    field = form.fields[name]
    if not isinstance(field, FieldInEachLanguage):
        return []
    return list(field.changes(form.initial[name], getattr(form.instance, name)))
