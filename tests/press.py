"""What stands behind a page cache in tests, and what asks it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles import freshness
from portal.page_cache import PageCache

HTML = ("Content-Type", "text/html; charset=utf-8")


class Press:
    """A site whose pages say which making of them they are, and that tells what it was shown."""

    def __init__(self) -> None:
        self.status, self.headers = "200 OK", [HTML]
        self.shown: list[dict[str, Any]] = []
        self.slowly: Callable[[], object] = lambda: None
        self.notes: Callable[[], object] = lambda: freshness.lists("front-en")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.shown.append(environ)
        number = len(self.shown)
        self.slowly()
        self.notes()
        start_response(self.status, self.headers)
        return [f"making {number} of {environ['PATH_INFO']}?{environ['QUERY_STRING']} ".encode() * 40]


class Answer:
    """What a WSGI application answers to a request."""

    def __init__(
        self, application: Any, address: str, method: str = "GET", sent: bytes = b"", client: str = "", **headers: str
    ) -> None:
        path, _mark, query = address.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.url_scheme": "http"}
        environ |= {"SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.input": BytesIO(sent), "SCRIPT_NAME": ""}
        environ |= {"CONTENT_LENGTH": str(len(sent)), "REMOTE_ADDR": client or "203.0.113.7"}
        environ |= {"HTTP_HOST": "testserver"} | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        self.body = b"".join(application(environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]], error: object = None) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def page_cache(press: Press) -> PageCache:
    return PageCache(press, megabytes=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    now = Mock(return_value=1000.0)
    with patch("portal.page_cache.cache.monotonic", now), patch("portal.page_cache.page.monotonic", now):
        yield now


@pytest.fixture
def trusting(page_cache: PageCache) -> PageCache:
    """A cache that hears of every change."""
    page_cache.trusted_until = float("inf")
    return page_cache


@pytest.fixture
def connected() -> Iterator[None]:
    """The tests' own connection outlives a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
