"""Proxies and CDNs are told what has changed: each in its own words, until it hears."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple

import pytest

from articles.freshness import Making
from portal.page_cache import PageCache
from portal.page_cache.page import Address, Page
from portal.page_cache.purgers import Cloudflare, Fastly, Proxy, Purger, configured
from portal.page_cache.purging import MOST_TRIES, Purging, Sender
from tests.press import Answer, Press

PAGE = Address("news.example", is_https=True, path="/vi\u00e1/", query="page=2")  # as WSGI has it: one byte a letter
PLAIN = Address("news.example", is_https=False, path="/vietnam/", query="")


class Asked(NamedTuple):
    """A request as it came in."""

    method: str
    path: str
    headers: Any
    content: Any


class Elsewhere(ThreadingHTTPServer):
    """A proxy or CDN on this machine; it answers with the `statuses` in turn, the last one for ever."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Queue[Asked] = Queue()
        self.statuses, self.says = [200], b'{"success": true}'

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.put(Asked(self.command, self.path, self.headers, json.loads(body) if body else None))
        statuses = self.server.statuses
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        self.end_headers()
        self.wfile.write(self.server.says)

    do_PURGE = do_POST  # noqa: N815

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


def sender(purger: Purger) -> Sender:
    sender = Sender(purger, first_wait=0.001)
    sender.start()
    return sender


def test_a_proxy_is_asked_to_purge_each_address(elsewhere: Elsewhere) -> None:
    elsewhere.statuses = [200, 404]  # which says that it has no copy
    sender(Proxy(elsewhere.url)).add([PAGE, PLAIN])
    first, second = (elsewhere.asked.get(timeout=5) for _each in range(2))
    assert (first.method, first.path, first.headers["Host"]) == ("PURGE", "/vi%E1/?page=2", "news.example")
    assert (first.headers["X-Forwarded-Proto"], second.path) == ("https", "/vietnam/")
    assert elsewhere.asked.empty()


def test_cloudflare_is_told_tags(elsewhere: Elsewhere) -> None:
    sender(Cloudflare("zone", "secret", api=elsewhere.url)).add([f"article-{number}" for number in range(40)])
    first, second = (elsewhere.asked.get(timeout=5) for _each in range(2))
    assert (first.path, first.headers["Authorization"]) == ("/client/v4/zones/zone/purge_cache", "Bearer secret")
    assert [len(each.content["tags"]) for each in (first, second)] == [30, 10]


def test_cloudflare_is_told_addresses_where_it_is_set_so(elsewhere: Elsewhere) -> None:
    sender(Cloudflare("zone", "secret", by_url=True, api=elsewhere.url)).add([PAGE, PLAIN])
    files = elsewhere.asked.get(timeout=5).content["files"]
    assert files == ["https://news.example/vi%E1/?page=2", "http://news.example/vietnam/"]


def test_fastly_is_told_keys_softly(elsewhere: Elsewhere) -> None:
    sender(Fastly("service", "secret", api=elsewhere.url)).add(["article-1", "front-en"])
    asked = elsewhere.asked.get(timeout=5)
    assert (asked.path, asked.content) == ("/service/service/purge", {"surrogate_keys": ["article-1", "front-en"]})
    assert (asked.headers["Fastly-Key"], asked.headers["Fastly-Soft-Purge"]) == ("secret", "1")


@pytest.mark.parametrize(("statuses", "says"), [([500, 429, 200], b'{"success": true}')])
def test_who_does_not_hear_is_told_again(elsewhere: Elsewhere, statuses: list[int], says: bytes) -> None:
    elsewhere.statuses, elsewhere.says = statuses, says
    sender(Cloudflare("zone", "secret", api=elsewhere.url)).add(["article-1"])
    asked = [elsewhere.asked.get(timeout=5) for _each in range(3)]
    assert [each.content["tags"] for each in asked] == [["article-1"]] * 3


def test_what_cannot_be_told_is_given_up_and_logged(elsewhere: Elsewhere, caplog: Any) -> None:
    elsewhere.says = b'{"success": false}'
    sender = Sender(Cloudflare("zone", "secret", api=elsewhere.url), first_wait=0.001)
    sender.send(["article-1"])
    assert elsewhere.asked.qsize() == MOST_TRIES
    assert "given up" in caplog.text


def test_what_waits_is_told_once_and_bounded() -> None:
    sender = Sender(Fastly("service", "secret"))
    for number in range(30_000):
        sender.add([f"article-{number}", "front-en"])
    assert len(sender.waiting) == 10_000
    assert "front-en" in sender.waiting


def test_keys_go_to_cdns_and_addresses_to_proxies(elsewhere: Elsewhere) -> None:
    Purging([Proxy(elsewhere.url), Fastly("service", "secret", api=elsewhere.url)]).purge({"front-en"}, [PLAIN])
    assert {elsewhere.asked.get(timeout=5).method for _each in range(2)} == {"PURGE", "POST"}


def test_the_cache_says_where_the_pages_are_that_changed() -> None:
    cache = PageCache(Press(), megabytes=1)
    for page in ("/", "/vietnam/"):
        Answer(cache, page)
    assert {address.path for address in cache.change(["front-en"])} == {"/", "/vietnam/"}
    assert cache.change(["front-vi"]) == []


def test_the_environment_names_them(settings: Any) -> None:
    assert list(configured()) == []
    settings.PURGED_PROXIES = ["http://127.0.0.1:6081/", "http://10.0.0.2:6081"]
    settings.CLOUDFLARE_ZONE = settings.CLOUDFLARE_TOKEN = settings.FASTLY_SERVICE = settings.FASTLY_TOKEN = "x"
    assert [str(each) for each in configured()] == [
        *("http://127.0.0.1:6081", "http://10.0.0.2:6081", "Cloudflare", "Fastly"),
    ]


def test_pages_carry_their_keys_where_a_cdn_reads_them(settings: Any) -> None:
    settings.KEYS_SENT, settings.KEPT_BY_OTHERS = {"Surrogate-Key": " ", "Cache-Tag": ","}, 60
    made = Making(rows={"article-1"}, lists={"front-en"})
    headers = dict(Page("200 OK", [], b"", made).headers)
    assert (headers["Surrogate-Key"], headers["Cache-Tag"]) == ("article-1 front-en", "article-1,front-en")
    assert "s-maxage=60, stale-while-revalidate=10, stale-if-error=3600" in headers["Cache-Control"]
    missing = dict(Page("404 Not Found", [], b"", made).headers)
    assert "s-maxage=1," in missing["Cache-Control"]
    assert "Surrogate-Key" not in missing
