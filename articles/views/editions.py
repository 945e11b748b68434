"""Pages that stand in each edition of the newspaper."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def in_edition(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page speaks the language of the edition that its address names."""

    @wraps(view)
    def page(request: HttpRequest, *, language: str = settings.LANGUAGE_CODE, **named: Any) -> HttpResponse:
        with translation.override(language):
            response = view(request, **named)
        response["Content-Language"] = language
        return response

    return page
