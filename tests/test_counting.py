"""How views and shares become counts: each reader's once in a while, each batch once, and nothing says who it was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from articles import counting
from articles.counting import WINDOW, Batch, Outcome, What, key_of_today
from articles.models import Article, DailyKey, LastBatch, RecentReader, Tally
from articles.popularity import hour_of
from portal.beacons import Beacons, Flusher
from tests.beacons import BROWSERS, CHROME, counted
from tests.press import Answer, Press
from tests.served import within
from tests.stories import at, story
from tests.threads import is_anyone_waiting_for_this

pytestmark = pytest.mark.django_db
AT_HOME = "203.0.113.7"
AWAY = OperationalError("the connection is lost")


def process() -> Flusher:
    """One of several processes; the test says when it flushes."""
    flusher = Flusher()
    flusher.is_begun = True
    flusher.signs.renew()
    return flusher


@pytest.fixture
def flusher(db: None, settings: Any, tmp_path: Path) -> Flusher:
    settings.VAR = tmp_path
    return process()


def send(flusher: Flusher, article: Article, event: str = "view", client: str = AT_HOME, **headers: str) -> None:
    headers = {"user_agent": CHROME} | headers
    sent = f"article={article.pk}&event={event}".encode()
    assert Answer(Beacons(Press(), flusher), "/count/", "POST", sent, client, **headers).status == 204


def test_who_comes_back_soon_is_counted_once_and_later_again(flusher: Flusher, article: Article) -> None:
    now = timezone.now()
    for minutes, views in ((0, 1), (5, 1), (29, 1), (31, 2), (45, 2), (62, 3)):
        with at(now + timedelta(minutes=minutes)):
            for _press in range(2):
                send(flusher, article)
                send(flusher, article, "share")
            flusher.flush()
        assert counted() == (views, views)


@pytest.mark.parametrize(
    "another",
    [
        {"user_agent": BROWSERS[1]},
        {"accept_language": "vi-VN"},
        {"client": "203.0.113.8"},
        {"client": "2001:db8:0:2::1"},
    ],
)
def test_another_browser_language_or_line_is_another_reader(
    flusher: Flusher, article: Article, another: dict[str, str]
) -> None:
    send(flusher, article)
    send(flusher, article, **another)
    send(flusher, story("Something else"))
    flusher.flush()
    assert counted() == (3, 0)


@pytest.mark.parametrize(
    ("one", "same"),
    [("2001:db8:0:1::1", "2001:db8:0:1:ffff::9"), (AT_HOME, f"::ffff:{AT_HOME}"), ("", "")],
)
def test_addresses_of_one_line_are_one_reader(flusher: Flusher, article: Article, one: str, same: str) -> None:
    send(flusher, article, client=one)
    send(flusher, article, client=same)
    flusher.flush()
    assert counted() == (1, 0)


@pytest.mark.parametrize(("proxies", "views"), [(0, 1), (1, 2)])
def test_who_is_forwarded_is_believed_behind_a_proxy_alone(
    flusher: Flusher, article: Article, settings: Any, proxies: int, views: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    send(flusher, article, x_forwarded_for="198.51.100.1")
    send(flusher, article, x_forwarded_for="198.51.100.1, 198.51.100.2")
    send(flusher, article, x_forwarded_for="203.0.113.1, 198.51.100.2")
    flusher.flush()
    assert counted() == (views, 0)


def test_processes_know_a_reader_alike(flusher: Flusher, article: Article) -> None:
    for each in (flusher, process()):
        send(each, article)
        each.flush()
    assert counted() == (1, 0)
    assert flusher.figures()["beacons_counted_total"] == 1
    assert each.figures()["beacons_repeated_total"] == 1


def test_a_reader_who_comes_again_after_the_full_hour_is_counted_in_the_first(
    flusher: Flusher, article: Article
) -> None:
    end = hour_of(timezone.now())
    for moment in (end + timedelta(seconds=1), end - timedelta(seconds=1)):  # the clock was put back, too
        with at(moment):
            send(flusher, article)
    flusher.flush()
    assert Tally.objects.get().hour == end - timedelta(hours=1)


def test_nothing_says_who_it_was_and_soon_nothing_says_that_somebody_was(flusher: Flusher, article: Article) -> None:
    send(flusher, article)
    flusher.flush()
    (recent,) = RecentReader.objects.values()
    assert set(recent) == {"sign", "until"}
    other_key = process()
    other_key.signs.key = b"another key"
    send(other_key, article)
    other_key.flush()
    assert RecentReader.objects.count() == 2
    with at(timezone.now() + WINDOW):
        counting.forget()
    assert not RecentReader.objects.exists()
    assert LastBatch.objects.count() == 2
    with at(timezone.now() + counting.LONGEST_RETRY):
        counting.forget()
    assert not LastBatch.objects.exists()


def test_each_day_has_a_key_of_its_own_and_the_days_before_have_none(flusher: Flusher) -> None:
    environ = {"REMOTE_ADDR": AT_HOME, "HTTP_USER_AGENT": CHROME}

    def sign() -> int:
        return flusher.signs.sign(environ, 1, is_share=False)

    today = sign()
    assert sign() == today
    with at(timezone.now() + timedelta(days=1)):
        flusher.try_to_flush()
        assert sign() != today
        assert DailyKey.objects.get().day == timezone.localdate()


def test_key_and_signs_are_in_no_archive_of_what_was_written() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r'")
        assert {name for (name,) in cursor} == {"articles_dailykey", "articles_recentreader"}


def lost_on_the_way_back(batch: Batch) -> Outcome:
    """The database counts, and its answer is lost."""
    counting.count(batch)
    raise AWAY


def test_a_batch_whose_answer_was_lost_is_not_counted_twice(flusher: Flusher, article: Article) -> None:
    send(flusher, article)
    with patch("portal.beacons.flushing.counting.count", side_effect=keep_counting(lost_on_the_way_back)):
        flusher.try_to_flush()
    assert (counted(), len(flusher)) == ((1, 0), 1)
    send(flusher, article, user_agent=BROWSERS[1])
    RecentReader.objects.all().delete()  # what else would know
    flusher.try_to_flush()
    assert (counted(), len(flusher)) == ((2, 0), 0)
    assert flusher.figures()["beacons_flushes_failed_total"] == 1


def keep_counting(act: Callable[[Batch], Outcome], count: Callable[[Batch], Outcome] = counting.count) -> Any:
    """`act` while `counting.count` is replaced by it, in which it means the real one."""

    def acted(batch: Batch) -> Outcome:
        with patch.object(counting, "count", count):
            return act(batch)

    return acted


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_is_sent_again_waits_for_what_becomes_of_the_first(article: Article) -> None:
    batch = Batch(uuid4(), 1, {What(article.pk, hour_of(timezone.now()), is_share=False): {1, 2, 3}})

    def count() -> Outcome:
        try:
            return counting.count(batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert counting.count(batch).counted == 3
            again = pool.submit(count)
        assert again.result().counted == 0
    assert counted() == (3, 0)


@pytest.mark.django_db(transaction=True)
def test_an_article_that_is_deleted_meanwhile_takes_no_others_views_along(flusher: Flusher, article: Article) -> None:
    gone = story("Deleted at this very moment")
    send(flusher, gone)
    send(flusher, article)

    def flush() -> None:
        flusher.flush()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            gone.delete()
            flushing = pool.submit(flush)
            within(10, is_anyone_waiting_for_this)
        flushing.result()
    assert counted() == (1, 0)


def test_what_waits_while_the_database_is_away_is_counted_later_in_its_hour(flusher: Flusher, article: Article) -> None:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    flusher.signs.day = None
    with patch("portal.beacons.signs.key_of_today", side_effect=AWAY), at(an_hour_ago):
        key = flusher.signs.key
        flusher.try_to_flush()
        assert flusher.signs.key != key
        key = flusher.signs.key
        send(flusher, article)
        flusher.try_to_flush()
        assert (flusher.signs.key, counted()) == (key, (0, 0))
    flusher.try_to_flush()
    assert flusher.signs.key == key_of_today()[1]
    assert (Tally.objects.get().hour, counted()) == (hour_of(an_hour_ago), (1, 0))


def test_a_process_that_ends_has_the_rest_counted_or_leaves_it_to_the_next(
    flusher: Flusher, article: Article, tmp_path: Path
) -> None:
    send(flusher, article)
    flusher.end()
    assert counted() == (1, 0)
    send(flusher, article, user_agent=BROWSERS[1])
    with patch("portal.beacons.flushing.counting.count", side_effect=AWAY):
        flusher.try_to_flush()
        send(flusher, article, "share")
        flusher.end()
    assert (counted(), len(flusher)) == ((1, 0), 0)
    (tmp_path / "beacons" / "no-batch.json").write_text("{")
    for _another in range(2):
        process().try_to_flush()
        assert counted() == (2, 1)


def test_what_can_be_left_nowhere_is_said_to_be_lost(
    flusher: Flusher, article: Article, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "beacons").write_text("a file where the folder should be")
    send(flusher, article)
    with patch("portal.beacons.flushing.counting.count", side_effect=AWAY):
        flusher.end()
    assert "lost" in caplog.text
