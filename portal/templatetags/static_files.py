"""`{% static_if_collected "css/plain.css" %}`: a file of a page that must come even where no files were collected."""

from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
def static_if_collected(name: str) -> str:
    """The file's address under the name it was collected by; else under its own, which may lead nowhere."""
    try:
        return static(name)
    except ValueError:
        return f"{settings.STATIC_URL}{name}"
