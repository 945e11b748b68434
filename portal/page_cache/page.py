"""A page as it is kept: Django's answer in every coding, with what it is made of and how long it may be served."""

import hashlib
from collections.abc import Iterable
from time import monotonic
from typing import NamedTuple

from django.conf import settings

from articles.freshness import A_MINUTE, Making
from portal.page_cache.codings import IDENTITY, coded

LIFETIME = 3600.0  # seconds after which a page is made anew even if nothing is known to have changed
BRIEFLY = 1.0  # the same for a page that is not there, and for all while changes may go unheard
LEAST_INTERVAL = 0.5  # seconds between two makings of a page that changes all the time
GRACE_OF_AGE = 60.0  # seconds for which a page that grew old is served while another request makes it anew
GRACE_OF_CHANGE = 0.3  # the same for a page that has changed
MOST_ROWS = 1_000  # a page that shows more lives a minute: its keys would take more memory than its words

KEPT_STATUSES = ("200", "301", "404", "410")
LARGEST = 2_000_000  # bytes; nothing larger is kept
IN_WORDS = ("text/", "application/xml", "application/atom+xml", "application/json", "image/svg+xml")
CACHE_CONTROL = "public, max-age=0, s-maxage={}, stale-while-revalidate={}, stale-if-error=3600"
OF_ONE_CODING = {"content-length", "etag", "vary"}

Headers = list[tuple[str, str]]
Variant = tuple[str, Headers, bytes]


class Address(NamedTuple):
    """All that decides what a public page is."""

    host: str
    is_https: bool
    path: str
    query: str


class Page:
    """An answer of Django's, ready to be sent in any coding."""

    __slots__ = (
        *("begun_at", "content", "fresh_until", "headers", "is_in_words", "keys", "made_at", "numbered_by"),
        *("retry_at", "spared", "status", "told_apart_by", "usable_until", "variants"),
    )

    def __init__(self, status: str, headers: Headers, content: bytes, made: Making, begun_at: float = 0) -> None:
        self.status, self.content = status, content
        self.keys = keys_of(made)
        self.headers = as_sent(status, headers, self.keys)
        self.numbered_by, self.begun_at, self.made_at = made.numbered_by, begun_at, monotonic()
        self.told_apart_by = made.told_apart_by
        self.fresh_until = self.made_at + lifetime(status, made)
        self.usable_until = self.fresh_until + min(GRACE_OF_AGE, self.fresh_until - self.made_at)
        self.retry_at = 0.0
        self.spared = 0
        self.is_in_words = dict(headers).get("Content-Type", "").startswith(IN_WORDS)
        self.variants: dict[str, Variant] = {}

    def variant(self, coding: str) -> Variant:
        """Its entity tag, headers and body in this coding; a picture has only its own."""
        coding = coding if self.is_in_words else IDENTITY
        variants = self.variants
        if coding not in variants:
            body = coded(self.content, coding)
            tag = f'"{hashlib.sha256(self.content).hexdigest()[:24]}-{coding}"'
            headers = [*self.headers, ("ETag", tag), ("Vary", "Accept-Encoding"), ("Content-Length", str(len(body)))]
            variants[coding] = tag, headers + ([("Content-Encoding", coding)] * (coding != IDENTITY)), body
        return variants[coding]

    def outdate(self, now: float) -> None:
        """Something on it has changed: make it anew when it is asked for next, but not many times a second."""
        self.fresh_until = min(self.fresh_until, max(now, self.made_at + LEAST_INTERVAL))
        self.usable_until = min(self.usable_until, max(now, self.fresh_until) + GRACE_OF_CHANGE)
        # Whoever keeps copies is told of the change now and may ask for this page once more before it is made anew.
        self.headers = for_a_second(self.headers)
        variants = list(self.variants.items())  # another thread may add one meanwhile
        self.variants = {each: (tag, for_a_second(headers), body) for each, (tag, headers, body) in variants}


def keys_of(made: Making) -> frozenset[str]:
    return frozenset(made.lists if len(made.rows) > MOST_ROWS else made.lists | made.rows)


def lifetime(status: str, made: Making) -> float:
    """Seconds for which the page needs no look, as long as nothing tells that it has changed."""
    if not status.startswith("200") or not (made.lists or made.rows):
        return BRIEFLY
    return min(LIFETIME, made.lives_for, A_MINUTE if len(made.rows) > MOST_ROWS else LIFETIME)


def as_sent(status: str, headers: Headers, keys: Iterable[str]) -> Headers:
    """Django's headers without those that belong to one coding, and with how long others may keep the page."""
    sent = [pair for pair in headers if pair[0].lower() not in OF_ONE_CODING]
    names = {name.lower() for name, _value in headers}
    varies = [pair for pair in headers if pair[0].lower() == "vary" and pair[1].lower() != "accept-encoding"]
    if "cache-control" not in names and status.startswith(KEPT_STATUSES):
        sent.append(("Cache-Control", for_others(status)))
    if status.startswith("200") and keys:
        sent += [(name, separator.join(sorted(keys))) for name, separator in settings.KEYS_SENT.items()]
    return sent + varies


def for_others(status: str) -> str:
    """How long browsers and CDNs may keep the page; longer where a CDN is told of changes."""
    seconds = settings.KEPT_BY_OTHERS if status.startswith("200") else 1
    return CACHE_CONTROL.format(seconds, min(seconds, 10))


def for_a_second(headers: Headers) -> Headers:
    """The headers of a page that is about to be made anew."""
    others = [pair for pair in headers if pair[0].lower() != "cache-control"]
    return [*others, ("Cache-Control", "public, max-age=0, s-maxage=1, stale-if-error=3600")]


def is_for_everyone(page: Page) -> bool:
    """Whether the answer may be given to others: one that sets a cookie or varies is never kept."""
    headers = {name.lower(): value.lower() for name, value in page.headers}
    is_public = "private" not in headers.get("cache-control", "") and "no-store" not in headers.get("cache-control", "")
    has_own = "set-cookie" in headers or "vary" in headers or "content-encoding" in headers
    return page.status.startswith(KEPT_STATUSES) and is_public and not has_own and len(page.content) <= LARGEST
