"""A cookie that says no more than “someone is logged in here”, so that public pages know whether to ask who."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.private_pages import is_private

COOKIE = "signed_in"


class SignInHint:
    """Set the hint beside the session's cookie and remove it at log-out; only private pages do either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_private(request):
            self.write(request, response)
        return response

    def write(self, request: HttpRequest, response: HttpResponse) -> None:
        """The hint lives as long as the session, and is renewed whenever that is."""
        is_there = COOKIE in request.COOKIES
        if not request.user.is_authenticated:
            if is_there:
                response.delete_cookie(COOKIE, samesite="Lax")
        elif request.session.modified or not is_there:
            lasts = not request.session.get_expire_at_browser_close()
            response.set_cookie(
                COOKIE,
                "1",
                max_age=request.session.get_expiry_age() if lasts else None,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
