"""Whether reading stays as quick as it was in bad weather: `VAR_DIR=/tmp/x python -m benchmarks.weather [ROUNDS]`.

One reader opens a page a hundred times a second while, in turns, nothing else happens and one of the storms blows
from elsewhere.
A storm is passed when the reader's p95 is at most twice that of the calms around it.
"""

import http.client
import os
import random
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from statistics import median, quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection  # noqa: E402

from articles.freshness import key, list_of, tell, whole_of  # noqa: E402
from articles.models import Article, Section  # noqa: E402
from benchmarks.bench import HOST, article, newsroom  # noqa: E402
from benchmarks.readers_online import PORT  # noqa: E402

ROUNDS, SECONDS = 3, 5.0
RATE = 100  # pages a second that the reader opens
RANDOM_RATE = 1_000  # addresses a second
SLOW = 300  # connections
PURGES = 200  # changes a second, each of some keys
SENDERS = 64  # of random addresses; in one of the storms each from a network of its own

Storm = Callable[[Event], None]


def reading(path: str, seconds: float) -> float:
    """The p95 of a reader's waits in milliseconds."""
    line = line_from("127.1.0.1")
    waits = []
    begun = time.perf_counter()
    for number in range(int(seconds * RATE)):
        time.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
        asked = time.perf_counter()
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        waits.append((time.perf_counter() - asked) * 1000)
    return quantiles(waits, n=20)[-1]


def random_addresses(stop: Event, networks: int = 1) -> None:
    """A thousand addresses a second at which nothing is, in the shapes that pages have, over kept connections."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        sent = sum(pool.map(lambda sender: asked_in_vain(stop, f"127.0.{sender % networks}.1"), range(SENDERS)))
    print(f"    {sent / (time.perf_counter() - begun):,.0f} random addresses a second", file=sys.stderr)


def asked_in_vain(stop: Event, source: str) -> int:
    """How many random addresses one sender asked for, at its share of the rate, until told to stop."""
    dice, line = random.Random(), line_from(source)
    shapes = ("/{}/", "/vietnam/{}-{}/", "/tag/{}/", "/{}/{}.php", "/author/{}/", "/?{}={}", "/vietnam/?page={}")
    begun, sent = time.perf_counter(), 0
    while not stop.is_set():
        time.sleep(max(0.0, begun + sent * SENDERS / RANDOM_RATE - time.perf_counter()))
        path = dice.choice(shapes).format(f"{dice.getrandbits(48):x}", dice.randrange(10**9))
        try:
            line.request("GET", path)
            line.getresponse().read()
        except (OSError, http.client.HTTPException):
            line = line_from(source)
        sent += 1
    return sent


def line_from(source: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30, source_address=(source, 0))


def from_many_networks(stop: Event) -> None:
    random_addresses(stop, SENDERS)


def slow_connections(stop: Event) -> None:
    """Three hundred that dawdle: over their headers, over a body, and over reading what they asked for."""
    begun = {
        "headers": f"GET / HTTP/1.1\r\nHost: {HOST}\r\n",
        "body": f"POST /count/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 150\r\n\r\na",
        "reading": f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n" * 50,
    }
    drops = {"headers": b"X-a: b\r\n", "body": b"a", "reading": b""}
    lines = []
    for number in range(SLOW):
        kind = list(begun)[number % 3]
        line = socket.create_connection(("127.0.0.1", PORT))
        line.sendall(begun[kind].encode())
        lines.append((line, drops[kind]))
    while not stop.wait(1):
        for line, drop in lines:
            with suppress(OSError):
                line.sendall(drop)
    for line, _drop in lines:
        line.close()


def purges(stop: Event) -> None:
    """Two hundred changes a second, of what is on the page that is read too."""
    connection.close()
    pages = list(Article.objects.published().values_list("pk", flat=True))
    sections = list(Section.objects.values_list("pk", flat=True))
    dice, begun, sent = random.Random(), time.perf_counter(), 0
    while not stop.is_set():
        time.sleep(max(0.0, begun + sent / PURGES - time.perf_counter()))
        number = dice.choice(pages)
        tell(whole_of(number), key("article", number), list_of("section", dice.choice(sections)), "front-en")
        sent += 1


STORMS: dict[str, Storm] = {
    "a thousand random addresses a second, from one network": random_addresses,
    f"a thousand random addresses a second, from {SENDERS} networks": from_many_networks,
    "300 slow connections": slow_connections,
    "a purge storm": purges,
}


@contextmanager
def blowing(storm: Storm) -> Iterator[None]:
    processes = get_context("fork")
    stop = processes.Event()
    process = processes.Process(target=storm, args=[stop], daemon=True)
    process.start()
    time.sleep(1)
    try:
        yield
    finally:
        stop.set()
        process.join()


def main(rounds: str = str(ROUNDS)) -> None:
    with ExitStack() as running:
        running.enter_context(newsroom())
        path = article().get_absolute_url()
        connection.close()
        reading(path, SECONDS)
        for name, storm in STORMS.items():
            calm, stormy = [], []
            for _round in range(int(rounds)):
                calm.append(reading(path, SECONDS))
                with blowing(storm):
                    stormy.append(reading(path, SECONDS))
            ratio = median(stormy) / median(calm)
            said = "pass" if ratio <= 2 else "FAIL"
            print(f"{said}  {name}: p95 {median(calm):.2f} -> {median(stormy):.2f} ms, {ratio:.1f} times", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
