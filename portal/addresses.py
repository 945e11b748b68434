"""Addresses that no page can have are refused before anything looks them up."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class RefuseUnreadableAddresses:
    """Answer 400 to a NUL byte in a path or query: PostgreSQL can neither store nor compare one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("An address cannot hold a NUL byte.")
        return self.get_response(request)
