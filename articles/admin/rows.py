"""Lists whose rows are changed in place."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest


class Row(ModelForm):
    """A row's inputs, each of which says whose it is to those who cannot see the row: no label stands beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"


class EditedInRows(admin.ModelAdmin):
    """A list with `list_editable` columns."""

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": Row, **kwargs})
