"""Public pages kept ready in memory, in front of Django: one making of a page serves everyone who asks within a second.

A page is the same for everyone (docs/decisions/0002), so its host, path and page number alone decide what it is, and no
other header, cookie or query is shown to Django when it makes one. A page older than a second is made anew by the first
who asks; who asks meanwhile gets the one before, unless that is old. When Django fails, everyone does, for an hour.
"""

import hashlib
from collections.abc import Callable, Iterable
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlencode

from portal.codings import IDENTITY, coded, coding_for
from portal.kept_pages import KeptPages

FRESH = 1.0  # seconds for which a page is served without asking whether it has changed
STALE_WHILE_MADE = 2.0  # seconds of age up to which a page is served while another makes it anew
STALE_ON_ERROR = 3600.0  # seconds of age up to which a page is served when Django cannot make it anew
LONGEST_WAIT = 2.0  # seconds to wait for another's making before making do with what is there

# What is private, counted, searched for, or kept elsewhere.
PASSED_BY = (
    *("/accounts/", "/admin/", "/me/", "/preview/", "/count/", "/health/"),
    *("/photos/", "/pictures/", "/media/", "/static/", "/search/"),
)
KNOWN_QUERY = {"page", "p"}
KEPT_STATUSES = ("200", "301", "404", "410")
LARGEST = 2_000_000  # bytes; nothing larger is kept
CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600"
IN_WORDS = ("text/", "application/xml", "application/atom+xml", "application/json", "image/svg+xml")

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
Key = tuple[str, bool, str, str]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Page:
    """An answer of Django's, ready to be sent in any coding."""

    __slots__ = ("checked_at", "content", "headers", "is_in_words", "made_at", "spared", "status", "variants")

    def __init__(self, status: str, headers: Headers, content: bytes) -> None:
        self.status, self.headers, self.content = status, headers, content
        self.made_at = self.checked_at = monotonic()
        self.spared = 0
        self.is_in_words = dict(headers).get("Content-Type", "").startswith(IN_WORDS)
        self.variants: dict[str, tuple[str, Headers, bytes]] = {}

    def variant(self, coding: str) -> tuple[str, Headers, bytes]:
        """Its entity tag, headers and body in this coding; a picture has only its own."""
        coding = coding if self.is_in_words else IDENTITY
        if coding not in self.variants:
            body = coded(self.content, coding)
            tag = f'"{hashlib.sha256(self.content).hexdigest()[:24]}-{coding}"'
            headers = [*self.headers, ("ETag", tag), ("Vary", "Accept-Encoding"), ("Content-Length", str(len(body)))]
            self.variants[coding] = tag, headers + ([("Content-Encoding", coding)] * (coding != IDENTITY)), body
        return self.variants[coding]


class PageCache:
    """A WSGI application that answers for `application` where it can, within `megabytes` of memory.

    `proxy_header` is what a proxy before it tells the scheme by, as the WSGI environment names it.
    """

    def __init__(self, application: Application, megabytes: int, proxy_header: str = "") -> None:
        self.application = application
        self.proxy_header = proxy_header
        self.pages: KeptPages[Page] = KeptPages(megabytes * 1_000_000)
        self.makers: dict[Key, Lock] = {}
        self.hits = self.misses = self.stale = 0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ["PATH_INFO"].startswith(PASSED_BY):
            return self.application(environ, start_response)
        key = self.key_of(environ)
        page = self.pages.get(key)
        if page is not None and page.checked_at > monotonic() - FRESH:
            self.hits += 1
        else:
            page = self.present(key, environ, page)
        return answered(page, environ, start_response)

    def present(self, key: Key, environ: Environ, old: Page | None) -> Page:
        """The page as it is now, made by this request or by another that began before."""
        maker = self.makers.setdefault(key, Lock())
        is_old = old is None or old.made_at < monotonic() - STALE_WHILE_MADE
        if not maker.acquire(timeout=LONGEST_WAIT if is_old else 0):
            if old is None or old.made_at < monotonic() - STALE_ON_ERROR:
                return self.made(environ)
            self.stale += 1
            return old
        try:
            page = self.pages.get(key)
            if page is not None and page.checked_at > monotonic() - FRESH:
                return page
            return self.made_anew(key, environ, page)
        finally:
            maker.release()
            self.makers.pop(key, None)

    def made_anew(self, key: Key, environ: Environ, old: Page | None) -> Page:
        page = self.made(environ)
        self.misses += 1
        if page.status.startswith("5") and old and old.made_at > monotonic() - STALE_ON_ERROR:
            self.stale += 1
            old.checked_at = monotonic()
            return old
        if is_for_everyone(page):
            self.pages.keep(key, page)
        else:
            self.pages.drop(key)
        return page

    def key_of(self, environ: Environ) -> Key:
        """All that decides what a public page is."""
        query = environ.get("QUERY_STRING", "")
        return (
            environ.get("HTTP_HOST", ""),
            str(environ.get(self.proxy_header, environ["wsgi.url_scheme"])).partition(",")[0].strip() == "https",
            environ["PATH_INFO"],
            known_query(query) if query else "",
        )

    def made(self, environ: Environ) -> Page:
        """Django's answer to anyone who asks for this page."""
        shown = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
        shown |= {name: environ[name] for name in ("HTTP_HOST", self.proxy_header) if name in environ}
        shown |= {"REQUEST_METHOD": "GET", "QUERY_STRING": known_query(environ.get("QUERY_STRING", ""))}
        begun: list[Any] = []
        body = self.application(shown, lambda status, headers, _error=None: begun.extend((status, headers)))
        try:
            content = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        status, headers = begun
        return Page(status, as_sent(status, headers), content)


def known_query(query: str) -> str:
    """The part of a query that a page may depend on; the last of each name, in one order."""
    return urlencode(sorted(dict(pair for pair in parse_qsl(query) if pair[0] in KNOWN_QUERY).items()))


def as_sent(status: str, headers: Headers) -> Headers:
    """Django's headers without those that belong to one coding, and with how long others may keep the page."""
    sent = [pair for pair in headers if pair[0].lower() not in {"content-length", "etag", "vary"}]
    names = {name.lower() for name, _value in headers}
    varies = [pair for pair in headers if pair[0].lower() == "vary" and pair[1].lower() != "accept-encoding"]
    if "cache-control" not in names and status.startswith(KEPT_STATUSES):
        sent.append(("Cache-Control", CACHE_CONTROL))
    return sent + varies


def is_for_everyone(page: Page) -> bool:
    """Whether the answer may be given to others: one that sets a cookie or varies is never kept."""
    headers = {name.lower(): value.lower() for name, value in page.headers}
    is_public = "private" not in headers.get("cache-control", "") and "no-store" not in headers.get("cache-control", "")
    has_own = "set-cookie" in headers or "vary" in headers or "content-encoding" in headers
    return page.status.startswith(KEPT_STATUSES) and is_public and not has_own and len(page.content) <= LARGEST


def answered(page: Page, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Send the page in the best coding that the client takes, or word that the client has it already."""
    tag, headers, body = page.variant(coding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and page.status.startswith("200") and (known.strip() == "*" or tag in known):
        start_response("304 Not Modified", [pair for pair in headers if not pair[0].startswith("Content-")])
        return []
    start_response(page.status, headers)
    return [body] if environ["REQUEST_METHOD"] == "GET" else []
