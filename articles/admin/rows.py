"""Lists whose rows are changed in place."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import ModelForm
from django.http import HttpRequest


class Row(ModelForm):
    """A row's inputs, each of which says whose it is to those who cannot see the row: no label stands beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with a field that the row does not show is left to the page that does."""
        if field is None and hasattr(error, "error_dict"):
            shown = {*self.fields, NON_FIELD_ERRORS}
            error = ValidationError({name: each for name, each in error.error_dict.items() if name in shown})
        super().add_error(field, error)


class EditedInRows(admin.ModelAdmin):
    """A list with `list_editable` columns."""

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": Row, **kwargs})
