"""`{{ run|marked }}`: words that were added, removed or kept, without a space around them that is not theirs."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def marked(run: Any) -> SafeString:
    """A run of words for eyes and for screen readers."""
    if run.kind not in {"added", "removed"}:
        return conditional_escape(run.text)
    mark, said = ("ins", pgettext("words", "added")) if run.kind == "added" else ("del", pgettext("words", "removed"))
    return format_html(
        '<{0}><span class="visually-hidden">[{1}: </span>{2}<span class="visually-hidden">]</span></{0}>',
        SafeString(mark),
        said,
        run.text,
    )
