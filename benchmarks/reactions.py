"""How many readers press and ask in a second, with exact counts: `VAR_DIR=/tmp/x python -m benchmarks.reactions`.

Real sessions and tokens, each reader on a network of their own, sent by wrk (Debian's package) over kept connections.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ["BEHIND_PROXY"] = "1"  # so that readers come from networks of their own
django.setup()

import psutil  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from articles.models import Article  # noqa: E402
from benchmarks.readers_online import PORT, Browser, discrepancies, serve  # noqa: E402

READERS, ARTICLES, CONNECTIONS, SECONDS = 600, 40, 32, 10
STEPS = ("kind=angry", "kind=hopeful", "intent=withdraw")


@dataclass(frozen=True)
class Figures:
    """Acknowledged answers a second; in milliseconds their latencies, and CPU of the server and of PostgreSQL."""

    rate: float
    p50: float
    p99: float
    server: float
    postgres: float
    refused: int
    broken: int

    @property
    def on_two_cores(self) -> float:
        """How many a second two cores can do that do nothing else."""
        return 2000 / (self.server + self.postgres)

    def __str__(self) -> str:
        cpu = f"CPU {self.server:.2f} + PostgreSQL {self.postgres:.2f} ms → {self.on_two_cores:,.0f}/s on two cores"
        return (
            f"{self.rate:,.0f}/s, p50 {self.p50:.1f} p99 {self.p99:.1f} ms, {cpu}, {self.refused + self.broken} failed"
        )


def sessions(number: int = READERS) -> list[Browser]:
    """Readers who have been here for long, each logged in on a network of their own."""
    browsers = [Browser(each) for each in range(number)]
    for each, browser in enumerate(browsers):
        joined = timezone.now() - timedelta(days=40, hours=7 * each)
        User.objects.filter(pk=browser.reader.pk).update(date_joined=joined)
        browser.headers["X-Forwarded-For"] = f"10.{each // 250}.{each % 250}.1"
    return browsers


def changes_per_second(base_url: str, browsers: Sequence[Browser], articles: Sequence[Article], **how: int) -> Figures:
    """Each reader in turn gives an answer, then another one, then takes it back; of several articles each has one."""
    lines = (
        ("POST", f"/me/react/{articles[number % len(articles)].pk}/", browser, step)
        for step in STEPS
        for number, browser in enumerate(browsers)
    )
    return sent(base_url, lines, **how)


def states_per_second(base_url: str, browsers: Sequence[Browser], articles: Sequence[Article], **how: int) -> Figures:
    """Each reader in turn asks what a page for everyone cannot say."""
    lines = (
        ("GET", f"/me/state/?article={articles[number % len(articles)].pk}", browser, "")
        for number, browser in enumerate(browsers)
    )
    return sent(base_url, lines, **how)


def sent(
    base_url: str,
    lines: Iterable[tuple[str, str, Browser, str]],
    *,
    seconds: int = SECONDS,
    connections: int = CONNECTIONS,
) -> Figures:
    """Send the requests over and over, as fast as they are answered."""
    script = Path(__file__).with_name("presses.lua")
    with tempfile.NamedTemporaryFile("w") as file:
        file.writelines("\t".join((method, path, *headers_of(who), body)) + "\n" for method, path, who, body in lines)
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), base_url]
        before = cpu()
        said = subprocess.run([*command, "--", file.name], check=True, capture_output=True, text=True).stdout
        server, postgres = (after - earlier for after, earlier in zip(cpu(), before, strict=True))
    seen = json.loads(said.splitlines()[-1])
    answered = seen["requests"] - seen["refused"]
    rate = answered / seen["microseconds"] * 1e6
    each = 1000 / max(answered, 1)
    return Figures(
        rate, seen["p50"] / 1000, seen["p99"] / 1000, server * each, postgres * each, seen["refused"], seen["broken"]
    )


def headers_of(browser: Browser) -> Iterator[str]:
    return (browser.headers[name] for name in ("Cookie", "X-CSRFToken", "X-Forwarded-For"))


def cpu() -> tuple[float, float]:
    """Seconds that the server's processes, found by their port, and PostgreSQL's have used."""
    connection.ensure_connection()
    database = psutil.Process(connection.connection.info.backend_pid).parent()
    running = psutil.process_iter(["cmdline"])
    workers = [each for each in running if f"--port {PORT}" in " ".join(each.info["cmdline"] or [])]
    groups = ([each, *each.children(recursive=True)] for each in workers)
    served = {each for each in chain.from_iterable(groups) if each.name() != "postgres"}
    return used(served), used([database, *database.children()])


def used(processes: Iterable[psutil.Process]) -> float:
    return sum(times.user + times.system for times in (each.cpu_times() for each in processes))


def main(seconds: str = str(SECONDS)) -> None:
    server, base_url = serve(), f"http://127.0.0.1:{PORT}"
    try:
        articles = list(Article.objects.published().order_by("pk")[:ARTICLES])
        browsers = sessions()
        how = {"seconds": int(seconds)}
        print("state:             ", states_per_second(base_url, browsers, articles, **how))
        print("changes on one:    ", changes_per_second(base_url, browsers, articles[:1], **how))
        print("changes over many: ", changes_per_second(base_url, browsers, articles, **how))
    finally:
        server.terminate()
        server.wait()
    wrong = [line for article in articles for line in discrepancies(article)]  # what was still under way has ended
    print("FAIL" if wrong else "pass", wrong or "counts = tallies = rows")


if __name__ == "__main__":
    main(*sys.argv[1:])
