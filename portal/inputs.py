"""How forms are drawn: by Django's templates, but what a page of the desk has hundreds of, without."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INPUTS = (
    *(forms.TextInput, forms.EmailInput, forms.HiddenInput, forms.NumberInput, forms.PasswordInput, forms.URLInput),
    *(forms.CheckboxInput, forms.DateInput, forms.DateTimeInput, forms.TimeInput),
)


class Renderer(DjangoTemplates):
    """Django's own, but several times as fast with what is plain, which it draws the same to the letter."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in PLAIN:
            return PLAIN[template_name](context["widget"])
        if template_name in NO_ERRORS and not context["errors"]:
            return ""
        return label(context) if template_name == LABEL else super().render(template_name, context, request)


def an_input(widget: dict[str, Any]) -> SafeString:
    """What `django/forms/widgets/input.html` makes of a widget."""
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes(widget["attrs"])
    )


def textarea(widget: dict[str, Any]) -> SafeString:
    """What `django/forms/widgets/textarea.html` makes of a widget."""
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes(widget["attrs"]), widget["value"] or ""
    )


def select(widget: dict[str, Any]) -> SafeString:
    """What `django/forms/widgets/select.html` makes of a widget whose options are plain."""
    groups = format_html_join("", "{}", ((group(name, options),) for name, options, _index in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], attributes(widget["attrs"]), groups)


def group(name: Any, options: list[dict[str, Any]]) -> SafeString:
    """Some options of a choice, under their name where they have one."""
    plain = ((option["value"], attributes(option["attrs"]), option["label"]) for option in options)
    inside = format_html_join("", '\n  <option value="{}"{}>{}</option>\n', plain)
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, inside) if name else inside


def label(context: dict[str, Any]) -> SafeString:
    """What `django/forms/label.html` makes of the label of a field."""
    if not context["use_tag"]:
        return format_html("{}", context["label"])
    return format_html("<{0}{1}>{2}</{0}>", context["tag"], attributes(context["attrs"]), context["label"])


def attributes(attrs: dict[str, Any]) -> SafeString:
    """What `django/forms/widgets/attrs.html` makes of them: False leaves one out, True leaves it without a value."""
    said = ((name, value) for name, value in attrs.items() if value is not False)
    return format_html_join("", "{}{}", ((f" {name}", "" if value is True else _quoted(value)) for name, value in said))


def _quoted(value: Any) -> SafeString:
    return format_html('="{}"', value)


PLAIN: dict[str, Callable[[dict[str, Any]], SafeString]] = {
    **dict.fromkeys((str(each.template_name) for each in INPUTS), an_input),
    forms.Textarea.template_name: textarea,
    forms.Select.template_name: select,
}
LABEL = "django/forms/label.html"
NO_ERRORS = {"django/forms/errors/list/default.html", "django/forms/errors/list/ul.html"}
