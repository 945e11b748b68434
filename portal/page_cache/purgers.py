"""How each kind of proxy and CDN is told to drop its copies."""

import json
from collections.abc import Iterable
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings

from portal.page_cache.page import Address

PATIENCE = 10.0  # seconds
NOT_THERE = {404, 412}  # how proxies say that they hold no copy


class Purger(Protocol):
    """Something that keeps copies; it takes keys or addresses, so many at once."""

    takes_keys: bool
    most: int

    def purge(self, things: list[Any]) -> None:
        """Have the copies dropped; an OSError or ValueError says that it did not work."""


class Proxy:
    """nginx (deploy/nginx) or Varnish: one PURGE for each page."""

    takes_keys, most = False, 1

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def __str__(self) -> str:
        return self.base

    def purge(self, things: list[Address]) -> None:
        for address in things:
            query = f"?{address.query}" if address.query else ""
            headers = {"Host": address.host, "X-Forwarded-Proto": "https" if address.is_https else "http"}
            try:
                ask("PURGE", self.base + quoted(address.path) + query, headers)
            except HTTPError as answer:
                if answer.code not in NOT_THERE:
                    raise


class Cloudflare:
    """Purges by Cache-Tag or, with `by_url`, by address (API v4, purge_cache)."""

    most = 30

    def __init__(self, zone: str, token: str, *, by_url: bool = False, api: str = "https://api.cloudflare.com") -> None:
        self.url = f"{api}/client/v4/zones/{zone}/purge_cache"
        self.token, self.takes_keys = token, not by_url

    def __str__(self) -> str:
        return "Cloudflare"

    def purge(self, things: list[Any]) -> None:
        wanted = {"tags": things} if self.takes_keys else {"files": [url_of(address) for address in things]}
        answer = ask("POST", self.url, {"Authorization": f"Bearer {self.token}"}, wanted)
        if not json.loads(answer).get("success"):
            raise ValueError(f"Cloudflare refused: {answer[:200]!r}")


class Fastly:
    """Purges softly by Surrogate-Key: a copy is old from then on, and still served while no new one can be had."""

    takes_keys, most = True, 256

    def __init__(self, service: str, token: str, api: str = "https://api.fastly.com") -> None:
        self.url, self.token = f"{api}/service/{service}/purge", token

    def __str__(self) -> str:
        return "Fastly"

    def purge(self, things: list[str]) -> None:
        ask("POST", self.url, {"Fastly-Key": self.token, "Fastly-Soft-Purge": "1"}, {"surrogate_keys": things})


def configured() -> Iterable[Purger]:
    """What the environment names."""
    yield from (Proxy(base) for base in settings.PURGED_PROXIES)
    if settings.CLOUDFLARE_ZONE:
        yield Cloudflare(settings.CLOUDFLARE_ZONE, settings.CLOUDFLARE_TOKEN, by_url=settings.CLOUDFLARE_BY_URL)
    if settings.FASTLY_SERVICE:
        yield Fastly(settings.FASTLY_SERVICE, settings.FASTLY_TOKEN)


def ask(method: str, url: str, headers: dict[str, str], content: dict[str, Any] | None = None) -> bytes:
    """Send a request and return the body of a good answer."""
    body = json.dumps(content).encode() if content else None
    kind = {"Content-Type": "application/json"} if content else {}
    with urlopen(Request(url, body, headers | kind, method=method), timeout=PATIENCE) as answer:  # noqa: S310
        return answer.read()


def url_of(address: Address) -> str:
    query = f"?{address.query}" if address.query else ""
    return f"{'https' if address.is_https else 'http'}://{address.host}{quoted(address.path)}{query}"


def quoted(path: str) -> str:
    """A WSGI path (bytes as Latin-1, PEP 3333) as it stands in a request."""
    return quote(path.encode("latin-1"), safe="/:@!$&'()*+,;=~")
