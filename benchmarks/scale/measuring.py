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
    """For each kind of page the medians, the 95th percentiles and the number of queries."""
    from django.db import connection

    from benchmarks.scale.pages import kinds

    clock, found = Clock(connection), {}
    for name, calls in kinds(size).items():
        for call in calls[:3]:
            call()
        times = [clock.of(call) for call in calls]
        used, waited, queries = zip(*times, strict=True)
        found[name] = {
            "p50": median(used),
            "p95": quantiles(used, n=20)[-1],
            "waited": quantiles(waited, n=20)[-1],
            "queries": max(queries),
        }
        print(f"{size:>9,} {name}: {found[name]['p50']:.1f} ms, p95 {found[name]['p95']:.1f} ms", file=sys.stderr)
    return found


if __name__ == "__main__":
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    print(json.dumps(measured(int(sys.argv[1]))))
