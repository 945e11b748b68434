"""Plain inputs are drawn without Django's templates, and as those would draw them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.forms import CharField, Form, Select, SelectMultiple, Textarea, Widget
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from portal.inputs import INPUTS, Renderer

VALUES = [
    None,
    "",
    "Đò ngang",
    '"><script>&amp;',
    mark_safe("&amp;"),
    0,
    1234567,
    0.5,
    Decimal("1234.50"),
    True,
    [1, 2],
]
ATTRS: dict[str, Any] = {
    "id": "id_name",
    "required": True,
    "disabled": False,
    "data-words": gettext_lazy("Save"),
    "data-odd": "\"<&'>",
    "data-safe": mark_safe("&amp;"),
    "maxlength": 1200,
    "data-none": None,
    "data-on": date(2026, 11, 28),
    'on"<': "",
}


def test_the_site_draws_its_forms_so() -> None:
    assert settings.FORM_RENDERER == "portal.inputs.Renderer"
    assert isinstance(get_default_renderer(), Renderer)


@pytest.mark.parametrize("kind", [*INPUTS, Textarea])
def test_an_input_is_drawn_as_the_template_would(kind: type[Widget]) -> None:
    for value in VALUES:
        context = kind(ATTRS).get_context('a"name', "", None)
        context["widget"]["value"] = value
        drawn = [each.render(kind.template_name, context) for each in (Renderer(), DjangoTemplates())]
        assert drawn[0] == drawn[1]


@pytest.mark.parametrize("kind", [Select, SelectMultiple])
@pytest.mark.parametrize("chosen", ["", "3", '"<'])
def test_a_choice_is_drawn_as_the_template_would(kind: type[Select], chosen: str) -> None:
    groups = [("", "–"), ('"<', mark_safe("<i>")), (gettext_lazy("Save"), [(3, "Đò <"), (True, 4)]), ("Empty", [])]
    context = kind(ATTRS, groups).get_context('a"name', [chosen], None)
    drawn = [each.render(kind.template_name, context) for each in (Renderer(), DjangoTemplates())]
    assert drawn[0] == drawn[1]


class Named(Form):
    name = CharField(label='Tên <"&', required=True, max_length=5)


@pytest.mark.parametrize("typed", [{}, {"name": ""}, {"name": "too long"}, {"name": "fits"}])
def test_labels_and_errors_are_drawn_as_the_templates_would(typed: dict[str, str]) -> None:
    drawn = []
    for renderer in (Renderer(), DjangoTemplates()):
        field = Named(typed or None, renderer=renderer)["name"]
        labels = [field.label_tag(attrs=ATTRS), field.legend_tag(), field.label_tag(mark_safe("<b>&</b>"))]
        field.field.widget.id_for_label = lambda _id: ""  # type: ignore[method-assign]
        drawn.append([*labels, field.label_tag(), str(field.errors), field.errors.as_ul()])
    assert drawn[0] == drawn[1]
