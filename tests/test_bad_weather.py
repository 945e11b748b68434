"""While the database is away or Django fails, readers get the pages that were right last."""

from threading import Lock
from typing import Any
from unittest.mock import Mock, patch

from portal.page_cache import PageCache
from portal.page_cache import cache as caching
from portal.page_cache.cache import NEXT_LOOK, STALE_ON_ERROR
from portal.page_cache.page import LIFETIME
from tests.press import Answer, Press


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


def test_a_slow_making_brings_back_no_page_of_hours_ago(page_cache: PageCache, clock: Any) -> None:
    Answer(page_cache, "/vietnam/")
    clock.return_value += STALE_ON_ERROR + 1
    (address,) = page_cache.pages.everything()
    with page_cache.makers.setdefault(address, Lock()), patch.object(caching, "LONGEST_WAIT", 0):
        assert Answer(page_cache, "/vietnam/").body.startswith(b"making 2")


def test_while_a_making_hangs_one_reader_waits_for_it_and_the_others_do_not(page_cache: PageCache, clock: Any) -> None:
    page = Answer(page_cache, "/vietnam/").body
    clock.return_value += 60
    (address,) = page_cache.pages.everything()
    hanging = Mock(acquire=Mock(return_value=False))
    page_cache.makers[address] = hanging
    assert [Answer(page_cache, "/vietnam/").body for _reader in range(5)] == [page] * 5
    hanging.acquire.assert_called_once_with(timeout=caching.LONGEST_WAIT)
