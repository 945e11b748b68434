"""Rows that have an order: a number where no script runs, else dragged, or moved by buttons that say whom."""

from typing import Any

from django import forms
from django.contrib import admin
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from articles.admin.choosing import Choosing


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


class OrderedInline(Choosing, admin.TabularInline):
    """Rows in the order of their `position`."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "position":
            kwargs |= {"widget": Place(attrs={"class": "vIntegerField"}), "label": _("Order")}
        return super().formfield_for_dbfield(db_field, request, **kwargs)
