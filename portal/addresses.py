"""What no page can read is refused or left out before anything looks it up."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from accounts.private_pages import is_private

SESSION_KEY = re.compile(r"[a-z0-9]{8,40}")


class RefuseUnreadableAddresses:
    """Answer 400 to a NUL byte in a path or query: PostgreSQL can neither store nor compare one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("An address cannot hold a NUL byte.")
        return self.get_response(request)


class LeaveOutCookies:
    """Show public pages no cookie but the session's (by which the desk sees photos), and no page an impossible one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = settings.SESSION_COOKIE_NAME
        cookies = request.COOKIES if is_private(request) else {session: request.COOKIES.get(session, "")}
        if not SESSION_KEY.fullmatch(cookies.get(session, "")):
            cookies.pop(session, None)
        request.COOKIES = cookies
        return self.get_response(request)
