"""An account's log-in and mails, for the tests of all that one does with it."""

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD

SIGN_UP = {"display_name": "Đỗ Thị Hà", "email": "ha@example.com", "password1": PASSWORD}
LEADING_ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    r"/\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "https://testserver.evil.example/",
    " //evil.example",
    "///evil.example",
]


def log_in(client: Client, email: str, password: str = PASSWORD, **query: str):
    return client.post("/accounts/login/", {"login": email, "password": password}, query_params=query)


def code_in_the_mail(number: int = -1) -> str:
    return re.search(r"^    (\S+)$", mail.outbox[number].body, re.MULTILINE)[1]


def is_logged_in(client: Client) -> bool:
    return client.get("/me/state/").json()["signed_in"]


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page)


def present_code(secret: str) -> str:
    _before, present, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, present))
