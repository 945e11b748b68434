"""Pages that depend on who asks: kept nowhere, listed nowhere, in the language that their reader chose."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

PREFIXES = ("/accounts/", "/me/", "/admin/")


def is_private(request: HttpRequest) -> bool:
    """Whether the address belongs to a private page; no other may read the session or set a cookie."""
    return request.path_info.startswith(PREFIXES)


class PrivatePages:
    """Keep private pages out of every cache and index, and speak the language that the reader chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_private(request):
            return self.get_response(request)
        language = getattr(request.user, "language", "") or translation.get_language()
        with translation.override(language):
            response = self.get_response(request)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Content-Language"] = language
        response.headers["X-Robots-Tag"] = "noindex"
        return response
