"""What is wrong with a form that was sent, said once above it, each thing leading to its field."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import admin
from django.forms import MultiWidget
from django.http import HttpRequest, HttpResponse

from articles.admin.placed_photos import LeadPhotoWidget

# What is said right beside the buttons that were pressed need not be said above them.
SAID_AT_THE_BUTTONS = {"note"}


class Refusal(NamedTuple):
    """A sentence, with the name of the field and the place on the page that it is about, if any."""

    sentence: str
    field: str = ""
    place: str = ""


def refusals(form: Any, inlines: Any) -> list[Refusal]:
    """Everything that keeps `form` and its rows from being saved, in the order of the page."""
    whole = [Refusal(str(sentence)) for sentence in form.non_field_errors()]
    return [*whole, *_in_fields(form), *(each for inline in inlines for each in _in_rows(inline.formset))]


def _in_fields(form: Any) -> Iterator[Refusal]:
    for name, sentences in form.errors.items():
        if name in form.fields and name not in SAID_AT_THE_BUTTONS:
            for sentence in map(str, sentences):
                yield Refusal(sentence, str(form[name].label), _input_of(form[name], sentence))


def _input_of(field: Any, sentence: str) -> str:
    """Where one mends it: of a day and a time, the one that is wrong; of a photo, the button that chooses one."""
    if isinstance(field.field.widget, MultiWidget):
        is_second = sentence == str(field.field.error_messages.get("invalid_time"))
        return f"{field.auto_id}_{int(is_second)}"
    return f"{field.auto_id}_choose" if isinstance(field.field.widget, LeadPhotoWidget) else str(field.auto_id)


def _in_rows(formset: Any) -> Iterator[Refusal]:
    """Those of a table of rows lead to the first row of which it is said, or to the first that was added."""
    named = str(formset.model._meta.verbose_name_plural)
    added = [row for row in formset.forms if row.has_changed()]
    said = {str(sentence): _first_input(formset, added[:1]) for sentence in formset.non_form_errors()}
    for row in formset.forms:
        for name, sentences in row.errors.items():
            place = row[name].auto_id if name in row.fields else _first_input(formset, [row])
            for sentence in map(str, sentences):
                said.setdefault(sentence, place)
    for sentence, place in said.items():
        yield Refusal(sentence, named, place)


def _first_input(formset: Any, rows: list[Any]) -> str:
    """The first that can be seen in these rows; where there is none, the table."""
    return next((field.auto_id for row in rows for field in row.visible_fields()), f"{formset.prefix}-group")


class Refusals(admin.ModelAdmin):
    """Says them in the place of Django's “Please correct the error below”, which stands far from most fields."""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if context["errors"]:
            # What Django would say is left out of the page by emptying it.
            context["refusals"] = refusals(context["adminform"].form, context["inline_admin_formsets"])
            context["errors"] = []
        # Sent to its address without the field that a link has led to: what comes of it begins at the page's head.
        kwargs["form_url"] = kwargs.get("form_url") or request.get_full_path()
        return super().render_change_form(request, context, *args, **kwargs)
