"""Beacons under the production server: counted once over all processes, and none lost when one of them stops."""

import http.client
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from django.db import connection, transaction

from articles.models import Article
from tests.beacons import CHROME, counted
from tests.served import HOST, Server, served, within

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def is_taken(server: Server, article: Article, reader: int) -> bool:
    """Whether the server answered that it has taken in this reader's view."""
    asked = http.client.HTTPConnection(HOST, server.port, timeout=10)
    try:
        asked.request("POST", "/count/", f"article={article.pk}&event=view", {"User-Agent": f"{CHROME} {reader}"})
        return asked.getresponse().status == 204
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def taken(server: Server, article: Article, first: int) -> int:
    """How many readers' views the server takes in until it answers no more."""
    number = 0
    while is_taken(server, article, first + number):
        number += 1
    return number


def test_all_that_was_answered_before_a_server_stopped_is_counted_and_none_of_it_twice(article: Article) -> None:
    with served(2) as (stopping, killed):
        for server in (stopping, killed):
            assert all(is_taken(server, article, reader) for reader in range(20))
        within(5, lambda: counted() == (20, 0))
        with ThreadPoolExecutor(4) as pool:
            readers = [pool.submit(taken, stopping, article, first) for first in range(10_000, 50_000, 10_000)]
            within(10, lambda: counted()[0] > 100)
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE articles_tally IN SHARE MODE")  # so that something waits when it stops
                assert all(is_taken(stopping, article, reader) for reader in range(20, 40))
                os.kill(stopping.process.pid, signal.SIGTERM)
                answered = 20 + sum(each.result() for each in readers)
        stopping.process.wait(10)
        # An answer may have been cut off on its way.
        assert 20 + answered <= counted()[0] <= 20 + answered + len(readers)
        assert killed.figure("counted_total", of="beacons") + killed.figure("repeated_total", of="beacons") == 20
        before = counted()[0]
        assert all(is_taken(killed, article, reader) for reader in range(100_000, 100_050))
        within(5, lambda: counted()[0] == before + 50)
        for process in psutil.Process(killed.process.pid).children(recursive=True):
            process.kill()
    assert counted()[0] == before + 50
