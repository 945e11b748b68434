"""How much time the database takes for each page: `python -m benchmarks.scale.measuring SIZE` prints it as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import django
from django.conf import settings

TURNS = 6


class Clock:
    """The time of one connection's queries: of the server's process on the processor, and as one waits for it."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.scheduled = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def of(self, call: Callable[[], Any]) -> tuple[float, float, int]:
        """Milliseconds on the processor, milliseconds waited for, and how many queries."""
        self.waited, self.queries, used = 0.0, 0, self.on_processor()
        with self.connection.execute_wrapper(self.count):
            call()
        return self.on_processor() - used, self.waited, self.queries

    def count(self, execute: Callable, *arguments: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.waited += (perf_counter() - begun) * 1000
            self.queries += 1

    def on_processor(self) -> float:
        return int(self.scheduled.read_text().split()[0]) / 1e6


def measured(size: int) -> dict[str, dict[str, float]]:
    """For each kind of page the medians, the 95th percentiles and the number of queries.

    The first time that each is asked tells how long one waits for what is read from the disk.
    """
    from django.db import connection

    from benchmarks.scale.pages import kinds

    clock, found = Clock(connection), {}
    for name, calls in kinds(size).items():
        _used, waited, queries = zip(*map(clock.of, calls), strict=True)
        used = least_of(clock, calls)
        found[name] = {
            "p50": median(used),
            "p95": quantiles(used, n=20)[-1],
            "waited": quantiles(waited, n=20)[-1],
            "queries": max(queries),
        }
        print(f"{size:>9,} {name}: {found[name]['p50']:.1f} ms, p95 {found[name]['p95']:.1f} ms", file=sys.stderr)
    return found


def least_of(clock: Clock, calls: list[Callable[[], Any]]) -> list[float]:
    """Milliseconds that each call costs a server that has run for a while: the least of some turns.

    What others do on the same processors meanwhile makes each turn cost more, and none less.
    """
    turns = [[clock.of(call)[0] for call in calls] for _turn in range(TURNS)]
    return [min(times) for times in zip(*turns, strict=True)]


if __name__ == "__main__":
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    print(json.dumps(measured(int(sys.argv[1]))))
