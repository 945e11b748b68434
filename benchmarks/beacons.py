"""Beacons a second while pages are served, and whether each counts: `VAR_DIR=/tmp/x python -m benchmarks.beacons`."""

import os
import subprocess
import sys
import time

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Sum  # noqa: E402

from articles.models import Article, Tally  # noqa: E402
from benchmarks.load import begun, ended, family, postgres, used  # noqa: E402
from benchmarks.readers_online import PORT, serve  # noqa: E402

SITE = f"http://127.0.0.1:{PORT}"
CONNECTIONS = 16
LONGEST_WAIT = 10.0


def beacons(seconds: int, articles: list[str]) -> subprocess.Popen[str]:
    return begun(SITE, "beacons.lua", str(time.time_ns()), *articles, seconds=seconds, connections=CONNECTIONS)


def pages(seconds: int, article: Article) -> subprocess.Popen[str]:
    return begun(SITE + article.get_absolute_url(), seconds=seconds, connections=CONNECTIONS)


def cpu(server: int) -> dict[str, float]:
    """Microseconds of CPU that each has used so far."""
    return {"application": used(family(psutil.Process(server))) * 1e6, "database": used(postgres()) * 1e6}


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
        ended(pages(2, article))
        before, used = views(), [cpu(server.pid)]
        alone = ended(beacons(seconds, articles))
        counted = settled(before + alone.answered) - before
        used.append(cpu(server.pid))
        pages_alone = ended(pages(seconds, article))
        used.append(cpu(server.pid))
        together = [beacons(seconds, articles), pages(seconds, article)]
        with_pages, with_beacons = map(ended, together)
        counted += settled(before + counted + with_pages.answered) - before - counted
    finally:
        connection.close()
        server.terminate()
        server.wait()
    told = alone.answered + with_pages.answered
    print(f"refused or failed            {alone.failed + with_pages.failed:9} beacons, {with_beacons.failed} pages")
    print(f"beacons alone                {alone.rate:9,.0f}/s")
    print(f"beacons while pages are read {with_pages.rate:9,.0f}/s, {with_pages.rate / alone.rate:.0%} of that")
    share = with_beacons.rate / pages_alone.rate
    print(f"pages while beacons come     {with_beacons.rate:9,.0f}/s, {share:.0%} of those alone")
    for kind in ("application", "database"):
        beacon = (used[1][kind] - used[0][kind]) / alone.answered
        ready = (used[2][kind] - used[1][kind]) / pages_alone.answered
        print(f"CPU of the {kind:11}       {beacon:9.1f} µs a beacon, {ready:.1f} µs a ready page")
    is_well = told <= counted <= told + 2 * CONNECTIONS and not alone.failed + with_pages.failed + with_beacons.failed
    print("pass" if is_well else "FAIL", f"{told:,} answered, {counted:,} counted; answers cut off may be counted")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
