"""Answers `POST /count/` before Django: a beacon is checked, remembered and done within some tens of microseconds."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from django.utils import timezone

from articles.converters import number_in
from articles.counting import What
from articles.crawlers import is_crawler
from articles.popularity import hour_of
from portal.beacons.flushing import Flusher
from portal.layers import Application, Environ

PATH = "/count/"
LONGEST_BODY = 200  # bytes
IS_SHARE = {"view": False, "share": True}
USUAL = re.compile(rb"article=([1-9][0-9]{0,17})&event=(view|share)")  # as the pages' own script sends it

Answer = tuple[str, list[tuple[str, str]], bytes]

UNKEPT = ("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate, private")
PLAIN_WORDS = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff"), UNKEPT]
TAKEN: Answer = ("204 No Content", [UNKEPT], b"")
NOT_ALLOWED: Answer = ("405 Method Not Allowed", [("Allow", "POST"), UNKEPT], b"")


class Beacons:
    """A WSGI application that answers beacons, and leaves everything else to `application`."""

    def __init__(self, application: Application, flusher: Flusher) -> None:
        self.application, self.flusher = application, flusher

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH:
            return self.application(environ, start_response)
        self.flusher.begin()
        status, headers, body = answer(environ, self.flusher)
        start_response(status, headers)
        return [body]


def answer(environ: Environ, flusher: Flusher) -> Answer:
    """Count `article=<number>&event=view|share`; 204 whether it counts or not, 400 to anything else."""
    if environ["REQUEST_METHOD"] != "POST":
        return NOT_ALLOWED
    try:
        article, is_share = beacon_in(body_of(environ))
    except ValueError as error:
        return "400 Bad Request", PLAIN_WORDS, str(error).encode()
    if is_reader(environ):
        sign = flusher.signs.sign(environ, article, is_share=is_share)
        flusher.waiting.add(What(article, hour_of(timezone.now()), is_share), sign)
    else:
        flusher.waiting.refuse()
    return TAKEN


def body_of(environ: Environ) -> bytes:
    """The body, of which no more is read than a beacon has; ValueError when it says that it is longer."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or len(length) > 9 or int(length) > LONGEST_BODY:
        raise ValueError("The body is too long.")
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def beacon_in(body: bytes) -> tuple[int, bool]:
    """The article's number, and whether it was shared, not viewed; ValueError says what is wrong with the body."""
    if usual := USUAL.fullmatch(body):
        return int(usual[1]), usual[2] == b"share"
    fields = {name: values[-1] for name, values in parse_qs(body.decode("ascii", "replace")).items()}
    article, event = number_in(fields.get("article", "")), fields.get("event", "")
    if not article:
        raise ValueError("article must be the number of an article.")
    if event not in IS_SHARE:
        raise ValueError("event must be view or share.")
    return article, IS_SHARE[event]


def is_reader(environ: Environ) -> bool:
    """Whether a person's browser sent this from one of our own pages that is being looked at, as far as it tells."""
    is_foreign = environ.get("HTTP_SEC_FETCH_SITE") == "cross-site"
    is_unseen = "pre" in environ.get("HTTP_SEC_PURPOSE", "")  # prefetch, prerender
    return not is_foreign and not is_unseen and not is_crawler(environ.get("HTTP_USER_AGENT", ""))
