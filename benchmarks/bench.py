"""How fast the newsroom serves beside nginx with a file, in interleaved rounds: `make bench`.

Every contender runs once in each round, so that whatever else the machine does meets all of them. A figure is the
median of the rounds, a ratio the median of the ratios within each round.
"""

import http.client
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("BEHIND_PROXY", "1")  # so that readers of the benchmarks come from networks of their own
django.setup()

import psutil  # noqa: E402
from django.db.models.functions import Length  # noqa: E402

from articles.models import Article  # noqa: E402
from benchmarks import beacons, cold, floor, reactions, readers_online  # noqa: E402
from benchmarks.load import Load, ended, family, load, postgres, used  # noqa: E402

ROUNDS, SECONDS = 5, 4
HOST = f"127.0.0.1:{readers_online.PORT}"
SITE = f"http://{HOST}"
MANY = 40  # articles

FILE, ALONE, BEHIND = "nginx, a file", "a cached article", "a cached article behind nginx"
STATE, BEACONS, ONE, OVER_MANY = "a reader's state", "beacons", "reactions to one article", "reactions to many"


@dataclass
class Contender:
    """What is asked in each round, who serves it, what must be ready before, and what its runs saw."""

    name: str
    ask: Callable[[], Load]
    servers: Callable[[], Iterable[psutil.Process]]
    make_ready: Callable[[], object] = lambda: None
    seen: list[Load] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)  # microseconds of CPU for each answer

    def run(self) -> None:
        self.make_ready()
        before = used(self.servers())
        seen = self.ask()
        self.seen.append(seen)
        self.costs.append((used(self.servers()) - before) / max(seen.answered, 1) * 1e6)

    def rate(self) -> float:
        return median(each.rate for each in self.seen)

    def p99(self) -> float:
        return median(each.p99 for each in self.seen)

    def share_of(self, other: "Contender") -> float:
        """Its rate as a part of the other's, round by round."""
        return median(mine.rate / its.rate for mine, its in zip(self.seen, other.seen, strict=True))

    def line(self, floor: "Contender") -> str:
        p50, failed = median(each.p50 for each in self.seen), sum(each.failed for each in self.seen)
        figures = f"{p50:8.2f} {self.p99():8.2f} {median(self.costs):8.0f} {failed:8}"
        return f"{self.name:34} {self.rate():9,.0f} {self.share_of(floor):9.1%} {figures}"


HEAD = f"{'':34} {'a second':>9} {'of a file':>9} {'p50 ms':>8} {'p99 ms':>8} {'CPU µs':>8} {'failed':>8}"


@dataclass(frozen=True)
class Target:
    """What is to be reached: at least `least`, or at most `most`."""

    name: str
    reached: float
    least: float | None = None
    most: float | None = None

    def __str__(self) -> str:
        is_met = self.reached >= self.least if self.least is not None else self.reached <= (self.most or 0)
        bound = f"at least {self.least:,g}" if self.least is not None else f"at most {self.most:,g}"
        return f"{'reached' if is_met else 'MISSED':8} {self.name:46} {self.reached:9,.2f}  {bound}"


@contextmanager
def newsroom() -> Iterator[psutil.Process]:
    """The demo newsroom as `make run` serves it."""
    server = readers_online.serve()
    try:
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def article() -> Article:
    """The longest article of the newsroom."""
    return Article.objects.published().select_related("section").order_by(-Length("body"), "pk")[0]


def fetched(path: str) -> bytes:
    connection = http.client.HTTPConnection(HOST, timeout=30)
    connection.request("GET", path)
    return connection.getresponse().read()


def contenders(running: ExitStack) -> list[Contender]:
    app = running.enter_context(newsroom())
    path = article().get_absolute_url()
    file, static = running.enter_context(floor.static(fetched(path)))
    front, nginx = running.enter_context(floor.in_front_of(readers_online.PORT))
    articles = list(Article.objects.published().order_by("pk")[:MANY])
    browsers = reactions.sessions()

    def of_app() -> list[psutil.Process]:
        return [*family(app), *postgres()]

    def presses(on: Sequence[Article]) -> Callable[[], Load]:
        return lambda: reactions.changes(SITE, browsers, on, seconds=SECONDS)

    def page(name: str, url: str, servers: Callable[[], Iterable[psutil.Process]]) -> Contender:
        # The presses of the round before changed the page, and every process makes it anew when it is first asked.
        return Contender(name, lambda: load(url, seconds=SECONDS), servers, lambda: load(url, seconds=1))

    return [
        page(FILE, file, lambda: family(static)),
        page(ALONE, SITE + path, of_app),
        page(BEHIND, front + path, lambda: [*family(nginx), *of_app()]),
        Contender(STATE, lambda: reactions.states(SITE, browsers, articles, seconds=SECONDS), of_app),
        Contender(BEACONS, lambda: ended(beacons.beacons(SECONDS, [str(each.pk) for each in articles])), of_app),
        Contender(ONE, presses(articles[:1]), of_app),
        Contender(OVER_MANY, presses(articles), of_app),
    ]


def targets(asked: Iterable[Contender], ours: cold.Cost, yardstick: cold.Cost) -> list[Target]:
    named = {each.name: each for each in asked}
    file, alone = named[FILE], named[ALONE]
    return [
        Target("a cached article, % of a file", alone.share_of(file) * 100, least=60),
        Target("a cached article, p99 in ms", alone.p99(), most=5),
        Target("a cached article behind nginx, % of a file", named[BEHIND].share_of(file) * 100, least=80),
        Target("a cold article, speed beside the minimal view's", yardstick.milliseconds / ours.milliseconds, least=1),
        Target("a reader's states a second", named[STATE].rate(), least=1500),
        Target("beacons a second", named[BEACONS].rate(), least=5000),
        Target("reactions a second to one article", named[ONE].rate(), least=500),
        Target("reactions a second to many", named[OVER_MANY].rate(), least=1000),
    ]


def main(rounds: str = str(ROUNDS)) -> None:
    with ExitStack() as running:
        asked = contenders(running)
        for number in range(int(rounds)):
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
            for each in asked:
                each.run()
        ours, yardstick = cold.costs()
    print(HEAD, *(each.line(asked[0]) for each in asked), sep="\n")
    for name, cost in (("a cold article", ours), ("the minimal view", yardstick)):
        print(f"{name:34} {cost.milliseconds:9.1f} ms of CPU, {cost.queries} queries, {cost.size:,} bytes")
    print("", *targets(asked, ours, yardstick), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
