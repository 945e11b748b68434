"""The application in front of Django's: one making of a page serves everyone until something on it changes.

A page is the same for everyone (docs/decisions/0002), so its host, path and page number alone decide what it is, and no
other header, cookie, query or body is shown to Django when it makes one.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

from articles.freshness import BY_QUERY_ALONE, MISSING_KEPT_IN, making
from articles.old_queries import parameters
from portal.layers import Application, Environ, whole_answer
from portal.page_cache.codings import coding_for
from portal.page_cache.flood import Flood, HouseholdOf
from portal.page_cache.kept import KeptPages
from portal.page_cache.page import BRIEFLY, Address, Page, is_for_everyone
from portal.page_cache.refusals import BEING_MADE, TOO_MANY, refusal

STALE_ON_ERROR = 3600.0  # seconds for which a page is served after it was last known to be right, while Django fails
STALE_IN_DOUBT = 2.0  # seconds of age up to which a page is served while another makes it, when changes go unheard
LONGEST_WAIT = 2.0  # seconds to wait for another's making before making do with what is there
LONGEST_PATIENCE = 8.0  # the same where nothing is there, before a proxy's own patience ends
NEXT_TRY = 1.0  # seconds for which a page that could not be made anew is served without trying again
MISSING_FOR = 0.5  # seconds for which the page for what is not there is kept, whatever was asked for
NEXT_LOOK = 2.0  # seconds between two looks whether the database is back
MOST_CHANGES = 10_000  # keys of which it is known when they last changed
LONGEST_PATH = 1_000

# What is private, counted, searched for, or kept elsewhere.
PASSED_BY = (
    *("/accounts/", "/admin/", "/me/", "/preview/", "/count/", "/health/", "/metrics"),
    *("/photos/", "/pictures/", "/media/", "/static/"),
    *("/search/", *(f"/{code}/search/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)),
)
KNOWN_QUERY = {"page", "p"}
READING = {"GET", "HEAD"}


class PageCache:
    """A WSGI application that answers for `application` where it can, within `megabytes` of memory.

    `proxy_header` is what a proxy before it tells the scheme by, as the WSGI environment names it. `begin` is called
    before the first page is made; whoever hears of changes moves `trusted_until` on for as long as none is missed.
    `household_of` says who shares a line with the one who asks, for `portal.page_cache.flood`.
    """

    def __init__(
        self,
        application: Application,
        megabytes: int,
        proxy_header: str = "",
        begin: Callable[["PageCache"], None] | None = None,
        household_of: HouseholdOf = lambda environ: "",
    ) -> None:
        self.application, self.proxy_header = application, proxy_header
        self.begin, self.beginning = begin, Lock()
        self.pages, self.flood = KeptPages(megabytes * 1_000_000), Flood(household_of)
        self.makers: dict[Address, Lock] = {}
        self.changed_at: dict[str, float] = {}
        self.trusted_until = self.suspected_at = self.away_until = 0.0
        self.missing: dict[str, bytes] = {}
        self.missing_until = 0.0
        self.hits = self.misses = self.stale = 0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in READING:
            environ["REQUEST_METHOD"] = environ["REQUEST_METHOD"].upper()  # as Django reads it
            if environ["REQUEST_METHOD"] not in READING:
                return self.application(environ, start_response)
        # What is ready is looked for before all else, by a tuple: it equals an Address and is made faster than one.
        where = environ.get("HTTP_HOST", ""), self.is_https(environ), path, ""
        page = None if environ.get("QUERY_STRING") else self.fresh_at(where)
        if page is None:
            if path.startswith(PASSED_BY):
                return self.application(environ, start_response)
            page = self.page_for(Address(*where), environ)
        return answered(page, environ, start_response)

    def is_https(self, environ: Environ) -> bool:
        """Whether the client came by HTTPS, as the first proxy says or this server itself."""
        scheme = environ.get(self.proxy_header) or environ["wsgi.url_scheme"]
        return scheme == "https" or scheme.partition(",")[0].strip() == "https"

    def page_for(self, address: Address, environ: Environ) -> Page:
        """The page that is asked for, or what its query leads to where one told the articles of an archive apart."""
        page = self.page_there(address, environ)
        query = environ.get("QUERY_STRING")
        return page if not query or page.told_apart_by == frozenset() else self.told_apart(page, address, environ)

    def told_apart(self, page: Page, address: Address, environ: Environ) -> Page:
        """Where the query leads; else the page, if its path has one. By what they are told apart is asked for once; a
        query that was refused before it was looked up (400) does not tell it."""
        asked = parameters(environ["QUERY_STRING"]).keys() - {page.numbered_by}
        found = self.found_by_query(address, environ) if asked and page.told_apart_by is None else None
        if found and found.status.startswith(("3", "404")):
            page.told_apart_by = found.told_apart_by
        if asked.isdisjoint(page.told_apart_by or ()):
            return page
        if self.flood.is_from(environ):
            return refusal(address.path, TOO_MANY)
        found = found or self.found_by_query(address, environ)
        if not found.status.startswith("5"):
            self.flood.note(environ, is_redirect=found.status.startswith("3"))
        return page if found.status.startswith("4") and page.status.startswith("200") else found

    def found_by_query(self, address: Address, environ: Environ) -> Page:
        """Django's answer to this query alone, which nobody else gets: whatever may stand in it, nothing is kept."""
        self.misses += 1
        return self.made(address._replace(query=environ["QUERY_STRING"]), environ, by_query_alone=True)

    def page_there(self, address: Address, environ: Environ) -> Page:
        """The page of the address; a number in it counts where the page is one of several."""
        query = environ.get("QUERY_STRING")
        numbered = {name: address._replace(query=asked) for name, asked in numbers_in(query)} if query else {}
        for each in numbered.values():
            if each in self.pages:
                return self.page_at(each, environ)
        first = self.page_at(address, environ)
        return self.page_at(numbered[first.numbered_by], environ) if first.numbered_by in numbered else first

    def page_at(self, address: Address, environ: Environ) -> Page:
        return self.fresh_at(address) or self.present(address, environ, self.pages.get(address))

    def fresh_at(self, address: tuple[str, bool, str, str]) -> Page | None:
        """The page that is kept there, when it may be served without a look."""
        page = self.pages.get(address)
        if page is None or not self.is_fresh(page, monotonic()):
            return None
        self.hits += 1
        return page

    def is_fresh(self, page: Page, now: float) -> bool:
        """Whether it may be served without a look; while changes may go unheard, only for a second."""
        return now < page.fresh_until and (now < self.trusted_until or now < page.made_at + BRIEFLY)

    def present(self, address: Address, environ: Environ, old: Page | None) -> Page:
        """The page as it is now, or as it was where that will do."""
        if old is None:
            return self.new(address, environ)
        if (monotonic() < old.retry_at or self.is_away()) and not self.is_too_old(old):
            return self.served_stale(old)
        return self.made_by_one(address, environ, old)

    def new(self, address: Address, environ: Environ) -> Page:
        """A page that is not kept, unless too many ask for what is not there."""
        return (
            refusal(address.path, TOO_MANY) if self.flood.is_from(environ) else self.made_by_one(address, environ, None)
        )

    def made_by_one(self, address: Address, environ: Environ, old: Page | None) -> Page:
        """The page as this request makes it, or as another does that began before."""
        maker = self.makers.setdefault(address, Lock())
        patience = self.patience_beside(old)
        if not maker.acquire(timeout=patience):
            if old is None or self.is_too_old(old):
                return refusal(address.path, BEING_MADE)  # a second making would only make the first one slower
            old.retry_at = monotonic() + min(patience, NEXT_TRY)  # who asks next need not wait as long
            return self.served_stale(old)
        try:
            page = self.pages.get(address)
            if page is not None and self.is_fresh(page, monotonic()):
                return page
            return self.made_anew(address, environ, page)
        finally:
            maker.release()
            self.makers.pop(address, None)

    def patience_beside(self, old: Page | None) -> float:
        """Seconds to wait for another's making, for who could have this older page."""
        if old is None or self.is_too_old(old):
            return LONGEST_PATIENCE
        return 0 if self.is_usable(old, monotonic()) else LONGEST_WAIT

    def is_usable(self, page: Page, now: float) -> bool:
        """Whether it may be served while another request makes it anew."""
        return now < page.usable_until and (now < self.trusted_until or now < page.made_at + STALE_IN_DOUBT)

    def is_too_old(self, page: Page) -> bool:
        """Whether it is so long since the page was last known to be right that no page is better."""
        last_right = max(page.made_at, min(page.fresh_until, self.trusted_until))
        return monotonic() > last_right + STALE_ON_ERROR

    def is_away(self) -> bool:
        """Whether Django lately had no database; now and then one request is let through to look."""
        now = monotonic()
        if not self.away_until or now < self.away_until:
            return bool(self.away_until)
        self.away_until = now + NEXT_LOOK
        return False

    def served_stale(self, old: Page) -> Page:
        self.stale += 1
        return old

    def made_anew(self, address: Address, environ: Environ, old: Page | None) -> Page:
        page = self.made(address, environ)
        self.misses += 1
        self.away_until = monotonic() + NEXT_LOOK if page.status.startswith("503") else 0.0
        if page.status.startswith("5") and old is not None and not self.is_too_old(old):
            old.retry_at = monotonic() + NEXT_TRY
            return self.served_stale(old)
        if old is None and page.status.startswith("2"):
            self.flood.clear(environ)
        elif old is None and not page.status.startswith("5"):
            self.flood.note(environ, is_redirect=page.status.startswith("3"))
        if is_for_everyone(page) and len(address.path) <= LONGEST_PATH:
            self.keep(address, page)
        else:
            self.pages.drop(address)
        return page

    def made(self, address: Address, environ: Environ, *, by_query_alone: bool = False) -> Page:
        """Django's answer to anyone who asks for this page, or for what the query alone tells at its path."""
        self.begin_once()
        shown = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
        shown |= {name: environ[name] for name in ("HTTP_HOST", self.proxy_header) if name in environ}
        shown |= {"REQUEST_METHOD": "GET", "QUERY_STRING": address.query}
        shown |= {"CONTENT_LENGTH": "", "CONTENT_TYPE": "", "wsgi.input": BytesIO()}
        begun_at = monotonic()
        if begun_at > self.missing_until:
            self.missing, self.missing_until = {}, begun_at + MISSING_FOR
        shown |= {MISSING_KEPT_IN: self.missing, BY_QUERY_ALONE: by_query_alone}
        with making() as made:
            status, headers, content = whole_answer(self.application, shown)
        return Page(status, headers, content, made, begun_at)

    def begin_once(self) -> None:
        with self.beginning:
            begin, self.begin = self.begin, None
        if begin:
            begin(self)

    def keep(self, address: Address, page: Page) -> None:
        """Keep the page; what changed while it was made may be on it as it was before."""
        self.pages.keep(address, page)
        last_change = max((self.changed_at.get(key, 0.0) for key in page.keys), default=0.0)
        if max(last_change, self.suspected_at) >= page.begun_at:
            page.outdate(monotonic())

    def change(self, keys: Iterable[str]) -> list[Address]:
        """Have the pages that are made of these keys made anew when they are asked for; where they are."""
        now, keys = monotonic(), set(keys)
        self.missing_until = now
        if len(self.changed_at) > MOST_CHANGES:
            self.changed_at, self.suspected_at = {}, now
        self.changed_at |= dict.fromkeys(keys, now)
        pages = self.pages.made_of(keys)
        for page in pages.values():
            page.outdate(now)
        return list(pages)

    def figures(self) -> dict[str, int]:
        """What it has done, by the names of `portal.figures`."""
        return {
            "page_cache_hits_total": self.hits,
            "page_cache_misses_total": self.misses,
            "page_cache_stale_total": self.stale,
            "page_cache_refused_total": self.flood.refused,
            "page_cache_bytes": self.pages.bytes,
            "page_cache_entries": len(self.pages),
            "page_cache_trusted": int(monotonic() < self.trusted_until),
        }

    def suspect_everything(self) -> None:
        """Something may have changed unheard: have every page made anew when it is asked for."""
        self.suspected_at = monotonic()
        for page in self.pages.everything().values():
            page.outdate(self.suspected_at)


def numbers_in(query: str) -> list[tuple[str, str]]:
    """The parts of a query that a page may depend on, each with its name: `page=2`. The last of each name counts."""
    last = {name: value for name, value in parse_qsl(query) if name in KNOWN_QUERY}
    return [(name, urlencode({name: value})) for name, value in last.items() if value != "1"]


def answered(page: Page, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Send the page in the best coding that the client takes, or word that the client has it already."""
    tag, headers, body = page.variant(coding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and page.status.startswith("200") and (known.strip() == "*" or tag in known):
        start_response("304 Not Modified", [pair for pair in headers if not pair[0].startswith("Content-")])
        return []
    start_response(page.status, headers)
    return [body] if environ["REQUEST_METHOD"] == "GET" else []
