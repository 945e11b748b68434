"""Answers what the script of pages asks most without the middleware of every page, and as Django would with it.

That is a reader's state and a plain press (docs/decisions/0039). Django's own functions say whose session it is and
whether the token is right, the same modules answer as its views, and the headers are those that it gave to the same
question before. Whatever is not as every day goes the long way, and so does one question of each kind in a minute.

Presses that come together are read and made together, by one of their threads (docs/decisions/0049).
"""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import DatabaseError
from django.http import Http404, HttpResponse, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from accounts import hint
from accounts.changes import make_together
from accounts.sessions import SessionStore, logged_in, read_all_along
from accounts.state import OF_WHO_ASKS
from accounts.turns import Turns
from accounts.views.reactions import OF_WHO_PRESS, answer_plainly, plain_changes, react_page
from accounts.views.state import state
from portal.addresses import SESSION_KEY
from portal.compression import ONE_PACKET
from portal.layers import Environ

STATE, PRESS = "state", "press"
STATE_PATH, ARTICLE = "/me/state/", re.compile(r"article=([1-9][0-9]{0,17})")
PRESS_PATH = re.compile(r"/me/react/([1-9][0-9]{0,17})/")
LEARNED_FOR = 60.0  # seconds; what is done now and then on pages of readers (accounts.leaving) is done by then, too

# Of a view over http or https in a language; and until when they stand.
type Kind = tuple[str, str | None, str]
type Headers = tuple[list[tuple[str, str]], float]

# What Django meets as well, and says what it is.
DJANGOS = (Http404, BadRequest, SuspiciousOperation, PermissionDenied, UnreadablePostError, DatabaseError)

logger = logging.getLogger(__name__)
csrf = CsrfViewMiddleware(lambda request: HttpResponse())


@dataclass
class Question:
    """What is asked of an article, and what is known of it."""

    name: str
    article: int
    request: Any = None
    kind: Kind | None = None
    answer: Callable[[], HttpResponse] | None = None  # once it is known who asks


class Shortcut:
    """A WSGI application that answers these questions, and leaves everything else to Django's."""

    def __init__(self, django: WSGIHandler) -> None:
        self.django = django
        self.learned: dict[Kind, Headers] = {}
        self.presses = Turns(self.press_together)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        question = question_in(environ)
        if question is None:
            return self.django(environ, start_response)
        request_started.send(sender=type(self), environ=environ)
        response = None
        try:
            question.request = self.django.request_class(dict(environ))
            response = self.answer(question) if is_plain(question.request) else None
        except Exception as error:
            if not isinstance(error, DJANGOS):
                logger.exception("A shortcut failed; Django answers.")
        if question.kind is None or response is None:
            return self.long_way(environ, start_response, question.kind)
        start_response("200 OK", headers_of(response, self.learned[question.kind][0]))
        return [response.content]

    def answer(self, question: Question) -> HttpResponse | None:
        """What the view answers, if it is known who asks and what stands above an answer, and it is as usual."""
        ask = self.presses.join if question.name == PRESS else self.read
        ask(question)
        if question.kind is None or question.answer is None:
            return None
        with translation.override(question.kind[-1]):
            response = question.answer()
        csrf.process_response(question.request, response)
        return response if response.status_code == 200 and len(response.content) < ONE_PACKET else None

    def read(self, question: Question) -> None:
        """Read who asks, and what the state of an article is for them."""
        request = question.request
        request.session.read_along(OF_WHO_ASKS, article=question.article)
        if self.is_known(question):
            question.answer = partial(state, request)

    def press_together(self, presses: Sequence[Question]) -> None:
        """Read who they are that press, and make all of their changes at once."""
        sessions, articles = [each.request.session for each in presses], [each.article for each in presses]
        read_all_along(sessions, OF_WHO_PRESS, article=articles)
        known = [each for each in presses if self.is_known(each)]
        changes = plain_changes([each.request for each in known])
        make_together([change for change in changes if change])
        for press, change in zip(known, changes, strict=True):
            press.answer = partial(answer_plainly, change) if change else None

    def is_known(self, question: Question) -> bool:
        """Whether the session proves who asks, and what stands above an answer of this kind was learned."""
        question.kind = kind = kind_of(question)
        return kind is not None and self.learned.get(kind, ([], 0.0))[1] >= monotonic()

    def long_way(self, environ: Environ, start_response: Callable[..., Any], kind: Kind | None) -> Iterable[bytes]:
        """Have Django answer, and learn from it how an answer of this kind begins."""

        def learn(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            if kind and status == "200 OK" and int(dict(headers)["Content-Length"]) < ONE_PACKET:
                self.learned[kind] = headers, monotonic() + LEARNED_FOR
            return start_response(status, headers, *error)

        if isinstance(environ["wsgi.input"], BytesIO):
            environ["wsgi.input"].seek(0)
        return self.django(environ, learn)


def question_in(environ: Environ) -> Question | None:
    """What is asked, if it is asked as the script does."""
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if method == "GET" and path == STATE_PATH and (asked := ARTICLE.fullmatch(environ["QUERY_STRING"])):
        return Question(STATE, int(asked[1]))
    is_press = method == "POST" and environ.get("HTTP_ACCEPT") == "application/json" and not environ["QUERY_STRING"]
    if is_press and isinstance(environ["wsgi.input"], BytesIO) and (pressed := PRESS_PATH.fullmatch(path)):
        return Question(PRESS, int(pressed[1]))
    return None


def is_plain(request: Any) -> bool:
    """Whether a request for this host comes from our pages, with what a browser has that is logged in."""
    request.get_host()  # raises where Django refuses it
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if hint.COOKIE not in request.COOKIES or not SESSION_KEY.fullmatch(key):
        return False
    request.session = SessionStore(key)
    csrf.process_request(request)
    return csrf.process_view(request, react_page, (), {}) is None


def kind_of(question: Question) -> Kind | None:
    """What kind of answer is asked for, and in the request who asks; none where anyone may doubt who that is."""
    request = question.request
    reader = request.user = logged_in(request.session)
    if reader is None:
        return None
    return question.name, request.scheme, reader.language or translation.get_language_from_request(request)


def headers_of(response: HttpResponse, learned: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What Django said before, with the length and the cookies of this answer."""
    own = {"Content-Length": str(len(response.content))}
    same = [(name, own.get(name, value)) for name, value in learned if name != "Set-Cookie"]
    return same + [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
