"""Which language the interface speaks: on public pages the address says so, never a cookie or a header."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts.private_pages import is_private
from articles.addresses import language_of_address


class LanguageOfTheAddress:
    """Private pages speak the visitor's language; public ones the address's, unless their view speaks another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_private(request):
            language = translation.get_language_from_request(request)
        else:
            language = language_of_address(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        if is_private(request):
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response
