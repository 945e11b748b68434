"""What the page caches of all processes have done; each tells its figures with its heartbeat."""

from collections.abc import Iterator
from time import monotonic
from typing import Any

from portal.page_cache.cache import PageCache

FORGOTTEN = 30.0  # seconds after the last heartbeat of a process
# Name, type and meaning, as Prometheus has them.
FIGURES = {
    "hits": ("counter", "Requests answered by a page that was ready."),
    "misses": ("counter", "Pages made by Django."),
    "stale": ("counter", "Requests answered by an older page while a new one was made or could not be."),
    "bytes": ("gauge", "Memory that the pages take."),
    "entries": ("gauge", "Pages that are kept."),
    "trusted": ("gauge", "1 while every change is heard, 0 while pages live a second."),
}

_latest: dict[str, tuple[float, dict[str, Any]]] = {}
own: dict[str, PageCache] = {}


def of(cache: PageCache) -> dict[str, int]:
    """The figures of one cache."""
    return {
        "hits": cache.hits,
        "misses": cache.misses,
        "stale": cache.stale,
        "bytes": cache.pages.bytes,
        "entries": len(cache.pages),
        "trusted": int(monotonic() < cache.trusted_until),
    }


def note(process: str, told: dict[str, Any]) -> None:
    """Remember what a process told of itself."""
    _latest[process] = monotonic(), told


def lines() -> Iterator[str]:
    """Prometheus's text format, version 0.0.4."""
    for process, cache in own.items():
        note(process, of(cache))
    for process in [process for process, (at, _told) in _latest.items() if at < monotonic() - FORGOTTEN]:
        del _latest[process]
    told = sorted((process, figures) for process, (_at, figures) in _latest.items())
    for name, (kind, meaning) in FIGURES.items():
        full_name = f"page_cache_{name}" + ("_total" if kind == "counter" else "")
        yield f"# HELP {full_name} {meaning}"
        yield f"# TYPE {full_name} {kind}"
        yield from (f'{full_name}{{process="{process}"}} {figures.get(name, 0)}' for process, figures in told)
