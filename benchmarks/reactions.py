"""How many readers press and ask in a second, with exact counts: `VAR_DIR=/tmp/x python -m benchmarks.reactions`.

Real sessions and tokens, each reader on a network of their own, sent by wrk (Debian's package) over kept connections.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ["BEHIND_PROXY"] = "1"  # so that readers come from networks of their own
django.setup()

import psutil  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from articles.models import Article  # noqa: E402
from benchmarks.load import Load, family, load, postgres, used  # noqa: E402
from benchmarks.readers_online import PORT, Browser, discrepancies, serve  # noqa: E402

READERS, ARTICLES, CONNECTIONS, SECONDS = 600, 40, 32, 10
STEPS = ("kind=angry", "kind=hopeful", "intent=withdraw")


@dataclass(frozen=True)
class Figures:
    """What wrk saw, and what each answer took of CPU in the server and in PostgreSQL, in milliseconds."""

    load: Load
    server: float
    postgres: float

    @property
    def on_two_cores(self) -> float:
        """How many a second two cores can do that do nothing else."""
        return 2000 / (self.server + self.postgres)

    def __str__(self) -> str:
        load = f"{self.load.rate:,.0f}/s, p50 {self.load.p50:.1f} p99 {self.load.p99:.1f} ms"
        cpu = f"CPU {self.server:.2f} + PostgreSQL {self.postgres:.2f} ms → {self.on_two_cores:,.0f}/s on two cores"
        return f"{load}, {cpu}, {self.load.failed} failed"


def sessions(number: int = READERS) -> list[Browser]:
    """Readers who have been here for long, each logged in on a network of their own."""
    browsers = [Browser(each) for each in range(number)]
    for each, browser in enumerate(browsers):
        joined = timezone.now() - timedelta(days=40, hours=7 * each)
        User.objects.filter(pk=browser.reader.pk).update(date_joined=joined)
        browser.headers["X-Forwarded-For"] = f"10.{each // 250}.{each % 250}.1"
    return browsers


def changes(base_url: str, browsers: Sequence[Browser], articles: Sequence[Article], **how: int) -> Load:
    """Each reader in turn gives an answer, then another one, then takes it back; of several articles each has one."""
    lines = (
        ("POST", f"/me/react/{articles[number % len(articles)].pk}/", browser, step)
        for step in STEPS
        for number, browser in enumerate(browsers)
    )
    return sent(base_url, lines, **how)


def states(base_url: str, browsers: Sequence[Browser], articles: Sequence[Article], **how: int) -> Load:
    """Each reader in turn asks what a page for everyone cannot say."""
    lines = (
        ("GET", f"/me/state/?article={articles[number % len(articles)].pk}", browser, "")
        for number, browser in enumerate(browsers)
    )
    return sent(base_url, lines, **how)


def sent(base_url: str, lines: Iterable[tuple[str, str, Browser, str]], **how: int) -> Load:
    """Send the requests over and over, as fast as they are answered."""
    with tempfile.NamedTemporaryFile("w") as file:
        file.writelines("\t".join((method, path, *headers_of(who), body)) + "\n" for method, path, who, body in lines)
        file.flush()
        return load(base_url, "presses.lua", file.name, **how)


def headers_of(browser: Browser) -> Iterator[str]:
    return (browser.headers[name] for name in ("Cookie", "X-CSRFToken", "X-Forwarded-For"))


def measured(server: psutil.Process, ask: Callable[[], Load]) -> Figures:
    """What is asked, with what it costs the server and its database."""
    before = used(family(server)), used(postgres())
    seen = ask()
    spent = used(family(server)) - before[0], used(postgres()) - before[1]
    return Figures(seen, *(seconds * 1000 / max(seen.answered, 1) for seconds in spent))


def main(seconds: str = str(SECONDS)) -> None:
    server, base_url = serve(), f"http://127.0.0.1:{PORT}"
    try:
        articles = list(Article.objects.published().order_by("pk")[:ARTICLES])
        browsers = sessions()
        process = psutil.Process(server.pid)
        how = {"seconds": int(seconds)}
        print("state:             ", measured(process, lambda: states(base_url, browsers, articles, **how)))
        print("changes on one:    ", measured(process, lambda: changes(base_url, browsers, articles[:1], **how)))
        print("changes over many: ", measured(process, lambda: changes(base_url, browsers, articles, **how)))
    finally:
        server.terminate()
        server.wait()
    wrong = [line for article in articles for line in discrepancies(article)]  # what was still under way has ended
    print("FAIL" if wrong else "pass", wrong or "counts = tallies = rows")


if __name__ == "__main__":
    main(*sys.argv[1:])
