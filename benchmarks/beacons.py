"""Beacons a second while pages are served, and whether each counts: `VAR_DIR=/tmp/x python -m benchmarks.beacons`."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Sum  # noqa: E402

from articles.models import Article, Tally  # noqa: E402
from benchmarks.readers_online import PORT, serve  # noqa: E402

SITE = f"http://127.0.0.1:{PORT}"
CONNECTIONS = 16
LONGEST_WAIT = 10.0
LOAD = re.compile(r"(\d+) requests in ([\d.]+)s")
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")


class Load(NamedTuple):
    """What one wrk reported."""

    answered: int
    bad: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.answered / self.seconds


def wrk(seconds: int, address: str, *script: str) -> subprocess.Popen[str]:
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *(("-s", script[0]) if script else ()), address]
    return subprocess.Popen(["wrk", *options, "--", *script[1:]], stdout=subprocess.PIPE, text=True)


def reported(load: subprocess.Popen[str]) -> Load:
    said = load.communicate()[0]
    answered, seconds = LOAD.search(said).groups()
    bad = BAD.search(said)
    return Load(int(answered), int(bad[1]) if bad else 0, float(seconds))


def beacons(seconds: int, articles: list[str]) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("beacons.lua")
    return wrk(seconds, SITE, str(script), str(time.time_ns()), *articles)


def processes(server: int) -> Iterator[tuple[psutil.Process, str]]:
    """The workers that answer, and the database."""
    yield from ((process, "application") for process in psutil.Process(server).children(recursive=True))
    postmaster = (settings.VAR / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
    yield from ((process, "database") for process in psutil.Process(int(postmaster)).children())


def cpu(server: int) -> Counter[str]:
    """Microseconds of CPU that each has used so far."""
    used = Counter(application=0, database=0)
    for process, kind in dict(processes(server)).items():
        times = process.cpu_times()
        used[kind] += round((times.user + times.system) * 1e6)
    return used


def views() -> int:
    return Tally.objects.aggregate(total=Sum("views"))["total"] or 0


def settled(least: int) -> int:
    """How many views are counted, once as many are as were answered."""
    end = time.monotonic() + LONGEST_WAIT
    while views() < least and time.monotonic() < end:
        time.sleep(0.2)
    time.sleep(2)  # for those that were taken in when wrk had stopped to listen
    return views()


def main(seconds: int = 10) -> None:
    server = serve()
    try:
        article = Article.objects.published().latest("published_at")
        articles = [str(pk) for pk in Article.objects.published().values_list("pk", flat=True)[:200]]
        page = f"{SITE}{article.get_absolute_url()}"
        reported(wrk(2, page))
        before, used = views(), [cpu(server.pid)]
        alone = reported(beacons(seconds, articles))
        counted = settled(before + alone.answered) - before
        used.append(cpu(server.pid))
        pages_alone = reported(wrk(seconds, page))
        used.append(cpu(server.pid))
        together = [beacons(seconds, articles), wrk(seconds, page)]
        with_pages, pages = map(reported, together)
        counted += settled(before + counted + with_pages.answered) - before - counted
    finally:
        connection.close()
        server.terminate()
        server.wait()
    told = alone.answered + with_pages.answered
    print(f"refused or failed            {alone.bad + with_pages.bad:9} beacons, {pages.bad} pages")
    print(f"beacons alone                {alone.rate:9,.0f}/s")
    print(f"beacons while pages are read {with_pages.rate:9,.0f}/s, {with_pages.rate / alone.rate:.0%} of that")
    print(f"pages while beacons come     {pages.rate:9,.0f}/s, {pages.rate / pages_alone.rate:.0%} of those alone")
    for kind in ("application", "database"):
        beacon = (used[1][kind] - used[0][kind]) / alone.answered
        ready = (used[2][kind] - used[1][kind]) / pages_alone.answered
        print(f"CPU of the {kind:11}       {beacon:9.1f} µs a beacon, {ready:.1f} µs a ready page")
    is_well = told <= counted <= told + 2 * CONNECTIONS and not alone.bad + with_pages.bad + pages.bad
    print("pass" if is_well else "FAIL", f"{told:,} answered, {counted:,} counted; answers cut off may be counted")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
