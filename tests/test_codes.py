"""Codes that were sent by e-mail: guesses that come at once are as few as guesses one after the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connections
from django.test import Client

from accounts import limits
from accounts.models import User
from accounts.sessions import SessionStore
from tests.accounts import SIGN_UP, code_in_the_mail
from tests.cast import PASSWORD

GUESSES, LOOKED_AT = 8, 3
ASKS = {
    "/accounts/password/reset/confirm/": lambda browser, reader: browser.post(
        "/accounts/password/reset/", {"email": reader.email}
    ),
    "/accounts/confirm-email/": lambda browser, _reader: browser.post("/accounts/signup/", SIGN_UP),
    "/accounts/email/old/": lambda browser, reader: ask_for_another_address(browser, reader),
}


def ask_for_another_address(browser: Client, reader: User) -> None:
    browser.force_login(reader)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    browser.post("/accounts/email/", {"email": "new@example.com", "action_add": ""})


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that were compared with the one that was sent."""
    seen: list[str] = []
    monkeypatch.setattr("allauth.account.forms.compare_user_code", lambda *, actual, expected: seen.append(actual))
    monkeypatch.setattr("accounts.address_change.constant_time_compare", lambda actual, _sent: seen.append(actual))
    return seen


@pytest.fixture
def all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No guess is counted before every one has read its session."""
    counted, barrier = limits.admit_code, Barrier(GUESSES, timeout=20)
    monkeypatch.setattr(limits, "admit_code", lambda *about: barrier.wait() >= 0 and counted(*about))


def guess(browser: Client, place: str) -> None:
    same = Client()
    same.cookies = browser.cookies
    same.post(place, {"code": "WRNG-CDXX"})
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_guesses_at_once_as_many_are_looked_at_as_of_others(reader, looked_at, all_at_once) -> None:
    for place, ask in ASKS.items():
        looked_at.clear()
        ask(browser := Client(), reader)
        with ThreadPoolExecutor(GUESSES) as pool:
            list(pool.map(guess, [browser] * GUESSES, [place] * GUESSES))
        assert len(looked_at) == LOOKED_AT, place


@pytest.mark.django_db
def test_a_session_that_log_ins_at_once_made_several_of_has_no_more_tries(client, reader, looked_at) -> None:
    client.post("/accounts/password/reset/", {"email": reader.email})
    for _log_in in range(LOOKED_AT):
        doubled, other = SessionStore(), Client()
        doubled.update(dict(client.session))
        doubled.save()
        other.cookies["sessionid"] = doubled.session_key
        for _try in range(LOOKED_AT - 1):
            other.post("/accounts/password/reset/confirm/", {"code": "WRNG-CDXX"})
    assert len(looked_at) == LOOKED_AT


@pytest.mark.django_db
def test_a_code_asked_for_anew_has_tries_of_its_own(client, reader) -> None:
    for _time in range(2):
        client.post("/accounts/password/reset/", {"email": reader.email})
        for _try in range(LOOKED_AT - 1):
            assert "not the code" in client.post("/accounts/password/reset/confirm/", {"code": "WRNG-CDXX"}).text
    confirmed = client.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail()})
    assert confirmed["Location"] == "/accounts/password/reset/complete/"
    assert len(mail.outbox) == 2
