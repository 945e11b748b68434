"""Browsers in which an account has logged in before: a cookie for the log-in page alone, which opens nothing."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.models import User
from articles.text import composed

COOKIE = "known_browser"
PATH = "/accounts/"
LASTS = 365 * 24 * 3600  # seconds: a year
ACCOUNTS_AT_MOST = 5


def sign_of(email: str) -> str:
    """What stands for an address where only its owner's browser and our limits need to know it again."""
    return salted_hmac("known-browser", composed(email).strip().casefold(), algorithm="sha256").hexdigest()[:32]


def read(request: HttpRequest) -> dict[str, Any]:
    """The browser's own name `id` and the `accounts` that logged in here; a new one without a cookie of ours."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS)
    except signing.BadSignature:
        return {"id": secrets.token_hex(16), "accounts": []}


def known_as(request: HttpRequest, account: str) -> str | None:
    """The browser's name, if `account` has logged in here before."""
    browser = read(request)
    return browser["id"] if account in browser["accounts"] else None


@receiver(user_logged_in)
def note(request: HttpRequest, user: User, **_signal: Any) -> None:
    request.logged_in_account = sign_of(user.email)  # type: ignore[attr-defined]


class KnownBrowsers:
    """Hand out the cookie after each log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if account := getattr(request, "logged_in_account", None):
            browser = read(request)
            accounts = [account, *(other for other in browser["accounts"] if other != account)]
            value = signing.dumps({**browser, "accounts": accounts[:ACCOUNTS_AT_MOST]}, salt=COOKIE)
            is_secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(
                COOKIE, value, max_age=LASTS, path=PATH, secure=is_secure, httponly=True, samesite="Lax"
            )
        return response
