"""Pages of log-in speak the language of the edition that their reader comes from (docs/decisions/0050)."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.known_browsers import PATH
from accounts.private_pages import PREFIXES
from accounts.views.presses import way_back
from articles.editions import language_at


def language_before(request: HttpRequest) -> str | None:
    """The language of the public page that `next` leads back to; None where it leads to none."""
    path = urlsplit(way_back(request)).path
    return language_at(path) if path.startswith("/") and not path.startswith(PREFIXES) else None


class SpeakAsThePageBefore:
    """Pages of log-in speak the language of the page that they were opened from, and the steps after them too.

    Django's cookie for a language remembers it, for these pages alone and until the browser is closed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_opened = request.method == "GET" and request.path_info.startswith(PATH)
        language = language_before(request) if is_opened else None
        if language is None:
            return self.get_response(request)
        with translation.override(language):
            response = self.get_response(request)
        secure, name = settings.SESSION_COOKIE_SECURE, settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, language, path=PATH, secure=secure, httponly=True, samesite="Lax")
        return response
