"""Pages that stand in each edition of the newspaper."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from articles.addresses import addresses


def in_edition(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page speaks the language of the edition that its address names."""

    @wraps(view)
    def page(request: HttpRequest, *, language: str = settings.LANGUAGE_CODE, **named: Any) -> HttpResponse:
        with translation.override(language):
            response = view(request, **named)
        response["Content-Language"] = language
        return response

    return page


def alternates(name: str, /, *parts: Any, **asked: Any) -> dict[str, str]:
    """The same page in each edition by its language, and for whoever speaks none of them as `x-default`.

    `asked` is what the page was asked for in its query, but for the first of several pages.
    """
    query = urlencode({key: value for key, value in asked.items() if value and (key, value) != ("page", 1)})
    pages = {language: f"{path}?{query}" if query else path for language, path in addresses(name, *parts).items()}
    return pages | {"x-default": pages[settings.LANGUAGE_CODE]}
