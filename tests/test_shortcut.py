"""What the script of pages asks most, answered past the middleware: byte for byte as with it, where nobody doubts."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import product
from time import monotonic
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts import turns
from accounts.changes import CHANGES
from accounts.models import Reaction, User
from accounts.moderation import sanction
from accounts.reactions import react
from accounts.sanctions import Measure
from accounts.views.reactions import OF_WHO_PRESS
from articles.models import Article, Tally
from portal import shortcut
from portal.shortcut import Shortcut
from tests.accounts import log_in
from tests.cast import account
from tests.log_ins import ENDS
from tests.notes import reason
from tests.reactions import address, kind
from tests.threads import at_once

pytestmark = pytest.mark.django_db


type Fields = dict[str, str] | None


@dataclass(frozen=True)
class Answer:
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Counting(WSGIHandler):
    """Django's, that knows how often it was asked."""

    asked = 0

    def __call__(self, *arguments):
        self.asked += 1
        return super().__call__(*arguments)


class Browser:
    """Asks the newsroom with the cookies of a client, by the shortcut or past it."""

    def __init__(self, client: Client, shortcut: Shortcut | None = None) -> None:
        self.client, self.django = client, Counting()
        self.shortcut = shortcut or Shortcut(self.django)

    def ask(self, method: str, path: str, fields: Fields = None, *, past: bool = False, **headers: str) -> Answer:
        factory, body = RequestFactory(), urlencode(fields or {}).encode()
        factory.cookies = self.client.cookies
        headers = {"Accept": "application/json", "X-CSRFToken": self.client.cookies["csrftoken"].value, **headers}
        asked = factory.generic(method, path, body, "application/x-www-form-urlencoded", headers=headers)
        environ = asked.environ | {"wsgi.input": BytesIO(body)}
        told: list[tuple[str, list[tuple[str, str]]]] = []
        content = (self.django if past else self.shortcut)(environ, lambda *begun: told.append(begun[:2]))
        return Answer(told[0][0], [(name, undated(value)) for name, value in told[0][1]], b"".join(content))

    def state(self, article: Article, **how) -> Answer:
        return self.ask("GET", f"/me/state/?article={article.pk}", **how)

    def press(self, article: Article, fields: dict[str, str], **how) -> Answer:
        return self.ask("POST", address(article), fields, **how)


def undated(header: str) -> str:
    return re.sub(r"expires=[^;]*", "expires=", header)


def logged_in(reader: User) -> Client:
    """A browser of the reader's that has been on a page."""
    client = Client()
    log_in(client, reader.email)
    client.get("/me/state/")
    return client


@pytest.fixture
def browser(reader: User, article: Article, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The reader's, which has just logged in and has been on an article's page and in its reactions."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)  # the test's own outlives a request
    monkeypatch.setattr("django.middleware.csrf._get_new_csrf_string", lambda: "m" * 32)  # else each mask is another
    browser = Browser(logged_in(reader))
    for _time in range(2):  # with the first of each kind, the shortcut learns
        browser.state(article)
        browser.press(article, {"kind": "angry"})
    assert browser.django.asked == 2
    return browser


def test_the_answer_is_byte_for_byte_that_of_django(browser, article, subtests):
    questions = [
        ("GET", f"/me/state/?article={article.pk}", None),
        ("POST", address(article), {"kind": "hopeful"}),
        ("POST", address(article), {"intent": "withdraw"}),
    ]
    for language, asked in product(["", "en", "vi", "es"], questions):
        with subtests.test(language=language, asked=asked):
            User.objects.update(language=language)
            fresh = Browser(browser.client)
            answers = [fresh.ask(*asked, past=past, **{"Accept-Language": "vi"}) for past in (True, False, False)]
            assert answers[0].status == "200 OK"
            assert answers[0] == answers[1] == answers[2]
            assert dict(answers[0].headers)["Content-Language"] == (language or "vi")
            assert fresh.django.asked == 2


@pytest.mark.django_db(transaction=True)
def test_a_press_that_is_made_together_with_others_is_answered_as_by_django(browser, article):
    with patch.object(CHANGES, "join", wraps=CHANGES.join) as join:
        answers = [browser.press(article, {"kind": "hopeful"}, past=past) for past in (True, False)]
    assert answers[0] == answers[1]
    assert (answers[0].status, browser.django.asked, join.call_count) == ("200 OK", 3, 1)
    assert Reaction.objects.get().kind.key == "hopeful"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_those_who_press_together_are_told_each_of_their_own(browser, reader, article, monkeypatch):
    monkeypatch.setattr(turns, "A_MOMENT", 30)
    others = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(4)]
    crowd = [browser, *(Browser(logged_in(other), browser.shortcut) for other in others)]
    elsewhere = Browser(logged_in(reader), browser.shortcut)
    react(others[0], article, kind("surprised"))
    EmailAddress.objects.filter(user=others[1]).update(verified=False)
    Session.objects.filter(pk=crowd[3].client.cookies["sessionid"].value).delete()
    wanted = ["worried", None, "hopeful", "hopeful", "bored"]
    presses = [
        (each, {"kind": key} if key else {"intent": "withdraw"}) for each, key in zip(crowd, wanted, strict=True)
    ]
    presses.append((elsewhere, {"kind": "worried"}))
    browser.shortcut.presses.expected, browser.shortcut.presses.ended_at = len(presses), monotonic()
    with patch.object(OF_WHO_PRESS, "rows", wraps=OF_WHO_PRESS.rows) as rows:
        answers = at_once(lambda press: press[0].press(article, press[1]), presses)
    told = [json.loads(answer.body).get("reaction") for answer in (answers[0], answers[1], answers[5])]
    assert (told, rows.call_count) == (["worried", None, "worried"], 1)
    assert [int(answer.status[:3]) for answer in answers] == [200, 200, 400, 401, 400, 200]
    assert list(Reaction.objects.values_list("reader", "kind__key")) == [(reader.pk, "worried")]
    assert sum(Tally.objects.values_list("reactions", flat=True)) == 1
    assert browser.django.asked == 2 + 3  # they alone whom Django tells why not


def test_a_press_is_kept_and_told(browser, reader, article):
    answer = browser.press(article, {"kind": "hopeful"})
    assert browser.django.asked == 2
    assert json.loads(answer.body)["reaction"] == Reaction.objects.get().kind.key == "hopeful"
    browser.press(article, {"intent": "withdraw"})
    assert not Reaction.objects.exists()


def test_whose_session_ended_elsewhere_is_nobody_at_once(browser, reader, article, subtests):
    for end, log_in_ends in ENDS.items():
        with subtests.test(end), transaction.atomic():
            log_in_ends(reader)
            assert json.loads(browser.state(article).body)["signed_in"] is False
            assert browser.press(article, {"kind": "hopeful"}).status == "401 Unauthorized"
            assert not Reaction.objects.filter(kind__key="hopeful").exists()
            transaction.set_rollback(True)  # for the next end


def test_a_session_is_its_own_readers_whoever_else_is_said_to_have_logged_in(browser, second_reader, article):
    UserSession.objects.update(user=second_reader)
    assert json.loads(browser.state(article).body)["name"] == "Bùi Ngân"


def test_who_is_kept_out_is_told_why_and_not_counted(browser, reader, article, moderator):
    sanction(reader, moderator, Measure("pause", timezone.now() + timedelta(days=1)), reason=reason())
    refused = [browser.press(article, {"kind": "hopeful"}, past=past) for past in (True, False)]
    assert refused[0] == refused[1]
    assert refused[0].status == "400 Bad Request"
    assert "You cannot react until" in json.loads(browser.state(article).body)["kept_out"]
    assert Reaction.objects.get().kind.key == "angry"


def test_a_press_from_elsewhere_is_forbidden(browser, article, subtests):
    for headers in ({"X-CSRFToken": ""}, {"X-CSRFToken": "x" * 32}, {"Origin": "https://elsewhere.example"}):
        with subtests.test(**headers):
            assert browser.press(article, {"kind": "hopeful"}, **headers).status == "403 Forbidden"
    assert Reaction.objects.get().kind.key == "angry"


def test_what_is_not_as_every_day_goes_the_long_way(browser, article, subtests):
    state, press = f"/me/state/?article={article.pk}", address(article)
    odd = [
        ("GET", "/me/state/", {}),
        ("GET", "/me/state/?article=0", {}),
        ("GET", f"{state}a", {}),
        ("GET", f"{state}&article=2", {}),
        ("GET", f"{state}&follow=topic-1", {}),
        ("GET", f"/me/state/?article={2**63}", {}),
        ("HEAD", state, {}),
        ("POST", state, {}),
        ("GET", state, {"Host": "elsewhere.example"}),
        ("GET", press, {}),
        ("POST", f"{press}?kind=angry", {}),
        ("POST", "/me/react/404404404/", {}),
        ("POST", press, {"Accept": "text/html"}),
    ]
    for method, path, headers in odd:
        with subtests.test(f"{method} {path}", **headers):
            asked, fields = browser.django.asked, {"kind": "nonsense"} if method == "POST" else None
            answers = [browser.ask(method, path, fields, past=past, **headers) for past in (True, False)]
            assert answers[0] == answers[1]
            assert browser.django.asked == asked + 2


def test_a_browser_without_the_hint_is_given_it(browser, article):
    del browser.client.cookies["signed_in"]
    assert any("signed_in=1" in value for _name, value in browser.state(article).headers)


def test_what_breaks_here_is_told_and_django_answers(browser, article, monkeypatch, caplog):
    monkeypatch.setattr(shortcut, "logged_in", {}.__getitem__)
    assert json.loads(browser.state(article).body)["signed_in"] is True
    assert (browser.django.asked, "A shortcut failed" in caplog.text) == (3, True)


def test_after_a_minute_django_is_asked_again(browser, article, monkeypatch):
    now = shortcut.monotonic()
    monkeypatch.setattr(shortcut, "monotonic", lambda: now + shortcut.LEARNED_FOR + 1)
    for _time in range(3):
        browser.state(article)
    assert browser.django.asked == 3


def test_a_state_takes_one_query_and_a_press_few(browser, reader, article, django_assert_max_num_queries):
    react(reader, article, kind("angry"))
    with django_assert_max_num_queries(1):
        browser.state(article)
    with django_assert_max_num_queries(9):
        browser.press(article, {"kind": "hopeful"})
