"""What all processes have done, for the operator; each tells its figures with the heartbeat of its page cache."""

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from time import monotonic

FORGOTTEN = 30.0  # seconds after the last heartbeat of a process
# Name, type and meaning, as Prometheus has them.
FIGURES = {
    "page_cache_hits_total": ("counter", "Requests answered by a page that was ready."),
    "page_cache_misses_total": ("counter", "Pages made by Django."),
    "page_cache_stale_total": (
        "counter",
        "Requests answered by an older page while a new one was made or could not be.",
    ),
    "page_cache_refused_total": ("counter", "Requests refused while too many asked for what is not there."),
    "page_cache_bytes": ("gauge", "Memory that the pages take."),
    "page_cache_entries": ("gauge", "Pages that are kept."),
    "page_cache_trusted": ("gauge", "1 while every change is heard, 0 while pages live a second."),
    "beacons_received_total": ("counter", "Views and shares that pages told of."),
    "beacons_counted_total": ("counter", "Views and shares that were counted."),
    "beacons_repeated_total": ("counter", "Views and shares of who had viewed or shared the same shortly before."),
    "beacons_refused_total": ("counter", "Views and shares by crawlers, from other sites or of pages that nobody saw."),
    "beacons_dropped_total": ("counter", "Views and shares for which there was no room while the database was away."),
    "beacons_waiting": ("gauge", "Views and shares that wait to be counted."),
    "beacons_flushes_failed_total": ("counter", "Times at which what waits could not be counted."),
    "requests_failed_total": ("counter", "Requests that met an error of ours and are in the log."),
    "emails_failed_total": ("counter", "E-mails that were dropped or that the mail server did not take."),
}

Figures = Mapping[str, int]
own: dict[str, Callable[[], Figures]] = {}  # what tells the figures of each room, in this process
_latest: dict[str, tuple[float, Figures]] = {}


def name_of_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def of_this_process() -> dict[str, int]:
    return {name: figure for tell in own.values() for name, figure in tell().items()}


def note(process: str, told: Figures) -> None:
    """Remember what a process told of itself."""
    _latest[process] = monotonic(), told


def lines() -> Iterator[str]:
    """Prometheus's text format, version 0.0.4."""
    if own:
        note(name_of_process(), of_this_process())
    for process, (at, _told) in list(_latest.items()):  # other threads note and forget meanwhile
        if at < monotonic() - FORGOTTEN:
            _latest.pop(process, None)
    told = sorted((process, figures) for process, (_at, figures) in list(_latest.items()))
    for name, (kind, meaning) in FIGURES.items():
        yield f"# HELP {name} {meaning}"
        yield f"# TYPE {name} {kind}"
        yield from (f'{name}{{process="{process}"}} {figures.get(name, 0)}' for process, figures in told)
