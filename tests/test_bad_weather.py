"""While the database is away or Django fails, readers get the pages that were right last."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from errno import EMFILE
from threading import Event, Lock
from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.db import OperationalError, connection

from portal.database import silence as silences
from portal.database.silence import Silence, answers, silence
from portal.page_cache import PageCache
from portal.page_cache import cache as caching
from portal.page_cache.cache import NEXT_LOOK, STALE_ON_ERROR
from portal.page_cache.page import LIFETIME
from tests.press import Answer, Press
from tests.served import within


def test_when_django_fails_the_last_page_is_served_for_an_hour(page_cache: PageCache, press: Press, clock: Any) -> None:
    page = Answer(page_cache, "/vietnam/")
    press.status = "500 Internal Server Error"
    clock.return_value += STALE_ON_ERROR - 1
    assert Answer(page_cache, "/vietnam/").body == page.body
    assert Answer(page_cache, "/vietnam/").body == page.body
    assert len(press.shown) == 2
    clock.return_value += 2
    assert Answer(page_cache, "/vietnam/").status == 500
    assert Answer(page_cache, "/another/").status == 500


def test_the_hour_begins_when_the_page_was_last_known_to_be_right(
    trusting: PageCache, press: Press, clock: Any
) -> None:
    page = Answer(trusting, "/vietnam/")
    clock.return_value += LIFETIME - 10
    trusting.trusted_until, press.status = clock.return_value, "503 Service Unavailable"
    clock.return_value += STALE_ON_ERROR - 1
    assert Answer(trusting, "/vietnam/").body == page.body
    clock.return_value += NEXT_LOOK
    assert Answer(trusting, "/vietnam/").status == 503


def test_while_the_database_is_away_one_request_in_two_seconds_looks_for_it(
    page_cache: PageCache, press: Press, clock: Any
) -> None:
    for number in range(20):
        Answer(page_cache, f"/vietnam/{number}/")
    press.status = "503 Service Unavailable"
    clock.return_value += 60
    assert {Answer(page_cache, f"/vietnam/{number}/").status for number in range(20)} == {200}
    assert len(press.shown) == 21
    press.status = "200 OK"
    clock.return_value += NEXT_LOOK
    assert Answer(page_cache, "/vietnam/0/").body.startswith(b"making 22")
    assert Answer(page_cache, "/vietnam/1/").body.startswith(b"making 23")


def test_a_slow_making_brings_back_no_page_of_hours_ago(page_cache: PageCache, press: Press, clock: Any) -> None:
    Answer(page_cache, "/vietnam/")
    clock.return_value += STALE_ON_ERROR + 1
    (address,) = page_cache.pages.everything()
    with page_cache.makers.setdefault(address, Lock()), patch.object(caching, "LONGEST_PATIENCE", 0):
        answer = Answer(page_cache, "/vietnam/")
    assert (answer.status, answer.headers["Retry-After"], len(press.shown)) == (503, "5", 1)


def test_who_waits_for_a_page_that_takes_too_long_is_told_so_and_makes_no_second_one(
    page_cache: PageCache, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.page_cache.cache.LONGEST_PATIENCE", 0.01)
    others: list[Answer] = []

    def ask(_number: int) -> Answer:
        return Answer(page_cache, "/vi/vietnam/")

    def others_ask() -> None:
        with ThreadPoolExecutor(8) as readers:
            others.extend(readers.map(ask, range(19)))

    press.slowly = others_ask
    assert ask(0).status == 200
    assert {(other.status, other.headers["Retry-After"]) for other in others} == {(503, "5")}
    assert "đang được dựng" in others[0].body.decode()
    assert len(press.shown) == 1


def test_while_a_making_hangs_one_reader_waits_for_it_and_the_others_do_not(page_cache: PageCache, clock: Any) -> None:
    page = Answer(page_cache, "/vietnam/").body
    clock.return_value += 60
    (address,) = page_cache.pages.everything()
    hanging = Mock(acquire=Mock(return_value=False))
    page_cache.makers[address] = hanging
    assert [Answer(page_cache, "/vietnam/").body for _reader in range(5)] == [page] * 5
    hanging.acquire.assert_called_once_with(timeout=caching.LONGEST_WAIT)


@pytest.fixture
def looking_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for the database for a moment looks whether it is there."""
    monkeypatch.setattr(silence, "is_watched", True)
    monkeypatch.setattr(silences, "LOOK_AFTER", 0.02)


def wait_for_a_slow_answer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2), 7")
        assert cursor.fetchone()[1] == 7


@pytest.mark.django_db
def test_a_query_that_is_slow_gets_its_answer(looking_at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Mock(side_effect=answers)
    monkeypatch.setattr(silences, "answers", looked)
    wait_for_a_slow_answer()
    assert looked.called
    assert not silence.has_fallen


@pytest.mark.django_db
def test_where_others_hear_answers_an_overloaded_machine_is_not_taken_for_a_silent_database(
    looking_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gets_none_in_time(database: dict[str, Any]) -> bool:
        # This one only waits: were it to look as well, it would wait for the very answer that it is about to give.
        with patch.object(silences, "LOOK_AFTER", 60), closing(silences.Connection.connect(**database)) as another:
            another.execute("SELECT 1")
        return False

    looked = Mock(side_effect=gets_none_in_time)
    monkeypatch.setattr(silences, "answers", looked)
    wait_for_a_slow_answer()
    assert looked.called
    assert not silence.has_fallen


@pytest.mark.django_db(transaction=True)
def test_a_silence_ends_all_waiting_until_an_answer_comes(
    looking_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Event()
    monkeypatch.setattr(silences, "answers", lambda database: heard.is_set())
    monkeypatch.setattr(silences, "PAUSE", 0.01)
    for _each in range(2):
        with pytest.raises(OperationalError, match="does not answer"), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        connection.close()
    heard.set()
    within(10, lambda: not silence.has_fallen)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 7")


def test_a_look_that_fails_of_itself_ends_a_silence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silences, "answers", Mock(side_effect=MemoryError))
    fallen = Silence()
    fallen.has_fallen = True
    with pytest.raises(MemoryError):
        fallen.outlast({})
    assert not fallen.has_fallen


def test_an_answer_that_is_heard_as_soon_as_one_asks_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Silence()
    monkeypatch.setattr(asked, "fall", Mock())

    def heard_at_once(*_arguments: Any) -> Future[bool]:
        asked.heard_at = silences.monotonic()
        question: Future[bool] = Future()
        question.set_result(False)
        return question

    monkeypatch.setattr(silences.questions, "submit", heard_at_once)
    asked.is_confirmed({})
    assert not asked.fall.called


@pytest.mark.django_db
def test_who_can_open_no_more_files_knows_nothing_of_the_database() -> None:
    with patch.object(silences.Probe, "connect", side_effect=OSError(EMFILE, "Too many open files")):
        assert answers(connection.get_connection_params())


@pytest.mark.django_db
def test_a_refusal_is_an_answer() -> None:
    assert answers(connection.get_connection_params() | {"dbname": "nowhere"})
