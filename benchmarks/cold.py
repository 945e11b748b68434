"""What a cold article page costs beside the yardstick's: `VAR_DIR=/tmp/x python -m benchmarks.cold [ROUNDS]`.

Both are asked for the same articles in turns in this one process, so that whatever else the machine does slows both
down alike. Others come between two askings of an article, so that no page is cheap for what it left behind.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean, median
from time import process_time
from typing import Any

from benchmarks.minimal_view import application as minimal  # sets Django up

# isort: split
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.models.functions import Length
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.freshness import making
from articles.models import Article

ROUNDS, ARTICLES = 15, 20

Asking = Callable[[], bytes]


@dataclass(frozen=True)
class Cost:
    """What a page costs: milliseconds of this process's CPU (median of the rounds), most queries, mean bytes."""

    milliseconds: float
    queries: int
    size: int


def costs(rounds: int = ROUNDS) -> tuple[Cost, Cost]:
    """Of the pages of the longest published articles, and of the yardstick's pages of the same articles."""
    published = Article.objects.published().select_related("section")
    longest = list(published.order_by(Length("body").desc(), "pk")[:ARTICLES])
    ours = [asking(get_wsgi_application(), each.get_absolute_url()) for each in longest]
    yardstick = [asking(minimal, f"/minimal/{each.pk}/") for each in longest]
    seen = [looked_at(pages) for pages in (ours, yardstick)]
    spent = [(timed(ours), timed(yardstick)) for _round in range(rounds)]
    first, second = (Cost(median(times), *known) for times, known in zip(zip(*spent, strict=True), seen, strict=True))
    return first, second


def asking(application: Callable[..., Any], path: str) -> Asking:
    """How the page cache asks the application for a page."""
    environ = RequestFactory(headers={"host": "localhost"}).get(path).environ

    def page() -> bytes:
        statuses: list[str] = []
        with making():
            answer = application(dict(environ), lambda status, headers, exc_info=None: statuses.append(status))
            body = b"".join(answer)
            answer.close()
        if not statuses[0].startswith("200"):
            raise SystemExit(f"{path} answers {statuses[0]}")
        return body

    return page


def looked_at(pages: list[Asking]) -> tuple[int, int]:
    """How many queries the pages take at most and how many bytes they have, once everything is loaded."""
    for page in pages:
        page()
    queries, sizes = zip(*map(counted, pages), strict=True)
    return max(queries), round(mean(sizes))


def counted(page: Asking) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        size = len(page())
    return len(queries), size


def timed(pages: list[Asking]) -> float:
    """The milliseconds that one of the pages takes."""
    begun = process_time()
    for page in pages:
        page()
    return (process_time() - begun) / len(pages) * 1000


def main(rounds: str = str(ROUNDS)) -> None:
    ours, yardstick = costs(int(rounds))
    for name, cost in (("article", ours), ("minimal view", yardstick)):
        print(f"{name:>12}  {cost.milliseconds:6.2f} ms  {cost.queries:2} queries  {cost.size:6,} bytes")
    print(f"{'ratio':>12}  {ours.milliseconds / yardstick.milliseconds:6.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
