"""Public pages from memory: made once for all, never old, never another's, never more than there is room for."""

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier, Event, Lock
from typing import Any
from unittest.mock import patch

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles.models import Article
from portal import page_cache
from portal.codings import coding_for, zstd
from portal.kept_pages import MOST_SPARED, KeptPages, size_of
from portal.page_cache import FRESH, STALE_ON_ERROR, Page, PageCache

HTML = ("Content-Type", "text/html; charset=utf-8")


class Press:
    """A site whose pages say which making of them they are, and that tells what it was shown."""

    def __init__(self) -> None:
        self.status, self.headers = "200 OK", [HTML]
        self.shown: list[dict[str, Any]] = []
        self.slowly: Callable[[], object] = lambda: None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.shown.append(environ)
        number = len(self.shown)
        self.slowly()
        start_response(self.status, self.headers)
        return [f"making {number} of {environ['PATH_INFO']}?{environ['QUERY_STRING']} ".encode() * 40]


class Answer:
    def __init__(self, application: Any, address: str, method: str = "GET", **headers: str) -> None:
        path, _mark, query = address.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.url_scheme": "http"}
        environ |= {"SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.input": BytesIO(), "SCRIPT_NAME": ""}
        environ |= {"HTTP_HOST": "testserver"} | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        self.body = b"".join(application(environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]], error: object = None) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def cache(press: Press) -> PageCache:
    return PageCache(press, megabytes=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    with patch.object(page_cache, "monotonic", return_value=1000.0) as now:
        yield now


def test_one_making_serves_everyone_for_a_second(cache: PageCache, press: Press, clock: Any) -> None:
    first = Answer(cache, "/vietnam/")
    clock.return_value += FRESH / 2
    assert Answer(cache, "/vietnam/").body == first.body
    clock.return_value += FRESH
    assert Answer(cache, "/vietnam/").body.startswith(b"making 2")


def test_no_header_cookie_or_query_decides_what_a_page_is(cache: PageCache, press: Press) -> None:
    plain = Answer(cache, "/vietnam/").body
    for address in ("/vietnam/?utm_source=x", "/vietnam/?fbclid=1&q=canary", "/vietnam/?page"):
        known = {"cookie": "sessionid=abc", "accept_language": "vi", "user_agent": "odd", "x_forwarded_host": "evil"}
        assert Answer(cache, address, **known).body == plain
    (shown,) = press.shown
    assert {name for name in shown if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert len(cache.pages) == 1


def test_a_list_is_kept_page_by_page(cache: PageCache) -> None:
    second = Answer(cache, "/vietnam/?page=2&utm_source=x")
    assert second.body.startswith(b"making 1 of /vietnam/?page=2 ")
    assert Answer(cache, "/vietnam/?x=1&page=2").body == second.body
    assert Answer(cache, "/vietnam/?page=3").body != second.body


@pytest.mark.parametrize("address", ["/admin/", "/me/state/?article=1", "/accounts/login/", "/search/?q=a", "/count/"])
def test_what_is_private_passes_by(cache: PageCache, press: Press, address: str) -> None:
    for _twice in range(2):
        Answer(cache, address, cookie="sessionid=abc")
    assert [environ["HTTP_COOKIE"] for environ in press.shown] == ["sessionid=abc"] * 2
    assert len(cache.pages) == 0


def test_what_is_sent_passes_by(cache: PageCache, press: Press) -> None:
    Answer(cache, "/vietnam/", method="POST")
    Answer(cache, "/vietnam/", method="POST")
    assert len(press.shown) == 2


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("200 OK", ("Set-Cookie", "a=b")),
        ("200 OK", ("Vary", "Cookie")),
        ("200 OK", ("Cache-Control", "private, no-store")),
        ("500 Internal Server Error", ("X-Odd", "1")),
        ("302 Found", ("Location", "/accounts/login/")),
    ],
)
def test_what_is_not_for_everyone_is_not_kept(cache: PageCache, press: Press, status: str, header: Any) -> None:
    press.status, press.headers = status, [HTML, header]
    answers = [Answer(cache, "/vietnam/") for _twice in range(2)]
    assert [answer.headers[header[0]] for answer in answers] == [header[1]] * 2 or header[0] == "Vary"
    assert len(press.shown) == 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("", "identity"),
        ("deflate", "identity"),
        ("gzip;q=much", "identity"),
    ],
)
def test_each_client_gets_the_best_coding_that_it_takes(cache: PageCache, accepted: str, coding: str) -> None:
    assert coding_for(accepted) == coding
    answer = Answer(cache, "/vietnam/", accept_encoding=accepted)
    plain = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}.get(coding, bytes)(answer.body)
    assert plain.startswith(b"making 1 of /vietnam/")
    assert answer.headers.get("Content-Encoding", "identity") == coding
    assert (answer.headers["Vary"], answer.headers["Content-Length"]) == ("Accept-Encoding", str(len(answer.body)))


def test_a_client_that_has_the_page_is_told_so(cache: PageCache) -> None:
    first = Answer(cache, "/vietnam/", accept_encoding="gzip")
    again = Answer(cache, "/vietnam/", accept_encoding="gzip", if_none_match=f'"x", W/{first.headers["ETag"]}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = Answer(cache, "/vietnam/", accept_encoding="br", if_none_match=first.headers["ETag"])
    assert (other.status, other.headers["ETag"] == first.headers["ETag"]) == (200, False)


def test_a_head_is_answered_from_the_page(cache: PageCache, press: Press) -> None:
    page, head = Answer(cache, "/vietnam/"), Answer(cache, "/vietnam/", method="HEAD")
    assert (head.body, head.headers) == (b"", page.headers)
    assert len(press.shown) == 1


def test_however_many_ask_a_page_is_made_once(cache: PageCache, press: Press) -> None:
    together, all_wait = Barrier(8), Event()
    press.slowly = lambda: all_wait.wait(0.2)

    def ask(_number: int) -> bytes:
        together.wait()
        return Answer(cache, "/vietnam/").body

    with ThreadPoolExecutor(8) as readers:
        bodies = set(readers.map(ask, range(8)))
    assert len(bodies) == len(press.shown) == 1


def test_when_django_fails_the_last_page_is_served_for_an_hour(cache: PageCache, press: Press, clock: Any) -> None:
    page = Answer(cache, "/vietnam/")
    press.status = "500 Internal Server Error"
    clock.return_value += STALE_ON_ERROR - 1
    assert Answer(cache, "/vietnam/").body == page.body
    clock.return_value += 2
    assert Answer(cache, "/vietnam/").status == 500
    assert Answer(cache, "/another/").status == 500


def test_a_page_that_is_gone_is_gone_within_a_second(cache: PageCache, press: Press, clock: Any) -> None:
    Answer(cache, "/vietnam/")
    press.status = "404 Not Found"
    clock.return_value += FRESH + 0.01
    assert Answer(cache, "/vietnam/").status == 404


def test_a_slow_making_brings_back_no_page_of_hours_ago(cache: PageCache, clock: Any) -> None:
    Answer(cache, "/vietnam/")
    clock.return_value += STALE_ON_ERROR + 1
    (key,) = cache.pages._pages
    with cache.makers.setdefault(key, Lock()), patch.object(page_cache, "LONGEST_WAIT", 0):
        assert Answer(cache, "/vietnam/").body.startswith(b"making 2")


def test_a_flood_of_addresses_pushes_out_no_page_that_is_read(cache: PageCache, press: Press) -> None:
    for _reader in range(MOST_SPARED):
        Answer(cache, "/vietnam/")
    for number in range(3000):
        Answer(cache, f"/flood-{number}/")
        Answer(cache, "/vietnam/") if number % 100 == 0 else None
    assert cache.pages.bytes <= 1_000_000
    assert [environ["PATH_INFO"] for environ in press.shown].count("/vietnam/") == 1


def test_the_memory_is_what_its_pages_take() -> None:
    pages: KeptPages[Page] = KeptPages(100_000)
    for number in range(50):
        pages.keep(number % 20, Page("200 OK", [], b"x" * number * 100))
        pages.drop(number % 7)
    assert pages.bytes == sum(size_of(page) for page in pages._pages.values()) <= 100_000


@pytest.fixture
def connected() -> Iterator[None]:
    """The tests' own connection outlives a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("connected")
def test_it_serves_the_newspaper_as_django_does(full: Article, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    django = WSGIHandler()
    cache = PageCache(django, megabytes=8)
    for address in ("/", full.get_absolute_url(), "/vietnam/", "/about/", "/feed/", "/no/such/page/"):
        ours, plain = Answer(cache, address), Answer(django, address)
        assert (ours.status, ours.body) == (plain.status, plain.body), address
        assert Answer(cache, address, cookie="sessionid=odd; signed_in=1").body == ours.body
        kept = {name for name in plain.headers if name not in {"Vary", "ETag", "Content-Length"}}
        assert {name: plain.headers[name] for name in kept} == {name: ours.headers[name] for name in kept}
    assert cache.hits == 6
