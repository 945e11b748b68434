"""Rows that have an order: a number where no script runs, else dragged, or moved by buttons that say whom."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField
from django.forms.utils import ErrorDict
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.admin.choosing import Choosing

MOST_ROWS = 200


class Place(forms.NumberInput):
    """The number of a row's place, and the words that the script in its stead says."""

    class Media:
        css = {"all": ["desk/ordering.css"]}
        js = [Script("desk/ordering.js", type="module")]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        words = {
            "data-place": "",
            "data-up": _("Move %(name)s up"),
            "data-down": _("Move %(name)s down"),
            "data-grip": _("Drag %(name)s to its place"),
            "data-moved": _("%(name)s is at place %(place)s of %(count)s now."),
        }
        return super().build_attrs({**base_attrs, **words}, extra_attrs)


class Row(forms.ModelForm):
    """A row that is sent as it is saved need not be looked up and judged again."""

    def full_clean(self) -> None:
        if not self.is_bound or self.instance.pk is None or self.has_changed():
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {name: self._held(name, field) for name, field in self.fields.items()}

    def _held(self, name: str, field: forms.Field) -> Any:
        if isinstance(field, InlineForeignKeyField):
            return field.parent_instance
        if name == DELETION_FIELD_NAME:
            return False
        return self.instance if name == "id" else getattr(self.instance, name)


class Rows(BaseInlineFormSet):
    """Rows whose empty one, which Django's templates ask for again and again, is made once."""

    @cached_property
    def empty_form(self) -> Any:
        return super().empty_form


class FewRows(InlineModelAdmin):
    """No more rows than anybody adds: a thousand that a forged number asks for would take half a minute."""

    max_num = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **({"absolute_max": MOST_ROWS} | kwargs))


class OrderedInline(Choosing, FewRows, admin.TabularInline):
    """Rows that each choose one thing, in the order of their `position`."""

    form = Row
    formset = Rows

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.autocomplete_fields, "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With what each row chooses, by whose name it is called."""
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "position":
            kwargs |= {"widget": Place(attrs={"class": "vIntegerField"}), "label": _("Order")}
        return super().formfield_for_dbfield(db_field, request, **kwargs)
