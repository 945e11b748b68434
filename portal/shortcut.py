"""Answers what the script of pages asks most without the middleware of every page, and as Django would with it.

That is a reader's state and a plain press (docs/decisions/0039). Django's own functions say whose session it is and
whether the token is right, its own view answers, and the headers are those that it gave to the same question before.
Whatever is not as every day goes the long way, and so does one question of each kind in a minute.
"""

import logging
import re
from collections.abc import Callable, Iterable
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
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from accounts import hint
from accounts.sessions import SessionStore, logged_in
from accounts.state import OF_WHO_ASKS
from accounts.views.reactions import OF_WHO_PRESSES, react_page
from accounts.views.state import state
from articles.prepared import Prepared
from portal.addresses import SESSION_KEY
from portal.compression import ONE_PACKET
from portal.layers import Environ

STATE, ARTICLE = "/me/state/", re.compile(r"article=([1-9][0-9]{0,17})")
PRESS = re.compile(r"/me/react/([1-9][0-9]{0,17})/")
LEARNED_FOR = 60.0  # seconds; what is done now and then on pages of readers (accounts.leaving) is done by then, too

# Of a view over http or https in a language; and until when they stand.
type Kind = tuple[str, str | None, str]
type Headers = tuple[list[tuple[str, str]], float]

# What Django meets as well, and says what it is.
DJANGOS = (Http404, BadRequest, SuspiciousOperation, PermissionDenied, UnreadablePostError, DatabaseError)

logger = logging.getLogger(__name__)
csrf = CsrfViewMiddleware(lambda request: HttpResponse())


@dataclass(frozen=True)
class Question:
    """What is asked of an article: who answers, and what is read along with the session."""

    name: str
    view: Callable[[HttpRequest], HttpResponse]
    along: Prepared
    article: int


class Shortcut:
    """A WSGI application that answers these questions, and leaves everything else to Django's."""

    def __init__(self, django: WSGIHandler) -> None:
        self.django = django
        self.learned: dict[Kind, Headers] = {}

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        question = question_in(environ)
        if question is None:
            return self.django(environ, start_response)
        request_started.send(sender=type(self), environ=environ)
        kind = response = None
        try:
            request = self.django.request_class(dict(environ))
            kind = kind_of(request, question)
            response = self.answer(request, question, kind) if kind else None
        except Exception as error:
            if not isinstance(error, DJANGOS):
                logger.exception("A shortcut failed; Django answers.")
        if kind is None or response is None:
            return self.long_way(environ, start_response, kind)
        start_response("200 OK", headers_of(response, self.learned[kind][0]))
        return [response.content]

    def answer(self, request: HttpRequest, question: Question, kind: Kind) -> HttpResponse | None:
        """What the view answers, if its headers are known and it is as usual."""
        if self.learned.get(kind, ([], 0.0))[1] < monotonic():
            return None
        csrf.process_request(request)
        if csrf.process_view(request, question.view, (), {}):
            return None
        with translation.override(kind[-1]):
            response = question.view(request)
        csrf.process_response(request, response)
        return response if response.status_code == 200 and len(response.content) < ONE_PACKET else None

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
    if method == "GET" and path == STATE and (asked := ARTICLE.fullmatch(environ["QUERY_STRING"])):
        return Question("state", state, OF_WHO_ASKS, int(asked[1]))
    is_plain = method == "POST" and environ.get("HTTP_ACCEPT") == "application/json" and not environ["QUERY_STRING"]
    if is_plain and isinstance(environ["wsgi.input"], BytesIO) and (pressed := PRESS.fullmatch(path)):
        return Question("press", partial(react_page, number=int(pressed[1])), OF_WHO_PRESSES, int(pressed[1]))
    return None


def kind_of(request: HttpRequest, question: Question) -> Kind | None:
    """What kind of answer is asked for, and in the request who asks; none where anyone may doubt who that is."""
    request.get_host()  # raises where Django refuses it
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if hint.COOKIE not in request.COOKIES or not SESSION_KEY.fullmatch(key):
        return None
    request.session = session = SessionStore(key)
    session.read_along(question.along, article=question.article)
    reader = logged_in(session)
    if reader is None:
        return None
    request.user = reader
    return question.name, request.scheme, reader.language or translation.get_language_from_request(request)


def headers_of(response: HttpResponse, learned: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What Django said before, with the length and the cookies of this answer."""
    own = {"Content-Length": str(len(response.content))}
    same = [(name, own.get(name, value)) for name, value in learned if name != "Set-Cookie"]
    return same + [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
