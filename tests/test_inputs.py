"""Plain inputs are drawn without Django's templates, and as those would draw them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.forms import EmailInput, HiddenInput, NumberInput, PasswordInput, TextInput, URLInput
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from portal.inputs import Renderer

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


@pytest.mark.parametrize("kind", [EmailInput, HiddenInput, NumberInput, PasswordInput, TextInput, URLInput])
def test_an_input_is_drawn_as_the_template_would(kind: type[TextInput]) -> None:
    for value in VALUES:
        context = kind(ATTRS).get_context('a"name', value, None)
        context["widget"]["value"] = value
        drawn = [each.render(kind.template_name, context) for each in (Renderer(), DjangoTemplates())]
        assert drawn[0] == drawn[1]
