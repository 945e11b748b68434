"""Fields that complete what is typed into them, and bear whatever is sent in their place."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest

from articles.converters import number_in


class Choice(AutocompleteSelect):
    """Shows what was chosen; Django's own fails when that is no number."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        numbers = [each for each in value if not each or number_in(str(each))]
        return super().optgroups(name, numbers, attr)


class Choosing:
    """A page or a table of rows whose `autocomplete_fields` are shown again whatever was sent."""

    def formfield_for_foreignkey(
        self: Any, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Choice(db_field, self.admin_site))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        offered = getattr(self.admin_site._registry.get(db_field.remote_field.model), "offered", None)
        if field and offered:
            field.label_from_instance = offered
        return field

    def formfield_for_dbfield(self: Any, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """With no buttons beside it that change or delete what is chosen, for everybody's articles, by a slip."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field
