"""What is wrong with a form that was sent, said once above it, each thing leading to its field."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import admin
from django.forms import MultiWidget
from django.http import HttpRequest, HttpResponse

from articles.admin.editor import BodyWidget
from articles.admin.placed_photos import LeadPhotoWidget

# What is said right beside the buttons that were pressed need not be said above them.
SAID_AT_THE_BUTTONS = {"note"}
# Of several inputs, or of one that a script has put out of sight: what is said above them is led to.
WITHOUT_ONE_INPUT = (MultiWidget, BodyWidget, LeadPhotoWidget)


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
            field = form[name]
            has_input = not isinstance(field.field.widget, WITHOUT_ONE_INPUT)
            place = field.id_for_label or field.auto_id if has_input else f"{field.auto_id}_error"
            for sentence in sentences:
                yield Refusal(str(sentence), str(field.label), place)


def _in_rows(formset: Any) -> Iterator[Refusal]:
    """Those of a table of rows lead to the table, whose rows say the rest."""
    named, place = str(formset.model._meta.verbose_name_plural), f"{formset.prefix}-group"
    said = [*formset.non_form_errors()]
    said += [sentence for errors in formset.errors for sentences in errors.values() for sentence in sentences]
    for sentence in dict.fromkeys(map(str, said)):
        yield Refusal(sentence, named, place)


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
