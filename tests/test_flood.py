"""A flood of addresses at which nothing is costs little, and keeps nobody from what is there."""

from itertools import count
from typing import Any
from unittest.mock import Mock

import pytest

from articles.freshness import MISSING_KEPT_IN
from portal.page_cache import PageCache
from portal.page_cache.cache import LONGEST_PATH, MISSING_FOR
from portal.page_cache.flood import A_FEW, A_REDIRECT, A_SECOND, MOST, MOST_HOUSEHOLDS, MOST_OF_ALL, SECONDS, Flood
from tests.press import Answer, Press


def by_name(environ: Any) -> str:
    """The household, as these tests tell it."""
    return str(environ.get("HTTP_NAME", ""))


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """The moment that the flood takes it for."""
    moment = Mock(return_value=1000.0)
    monkeypatch.setattr("portal.page_cache.flood.monotonic", moment)
    return moment


@pytest.fixture
def cache(press: Press) -> PageCache:
    cache = PageCache(press, megabytes=1, household_of=by_name)
    Answer(cache, "/front/")
    press.status = "404 Not Found"
    for number in range(MOST):
        Answer(cache, f"/{number}/", name="Hà")
    return cache


def test_who_asked_in_vain_too_often_is_told_to_wait_and_nothing_is_made(cache: PageCache, press: Press) -> None:
    made = len(press.shown)
    answer = Answer(cache, "/vi/another/", name="Hà")
    assert (answer.status, answer.headers["Retry-After"], len(press.shown)) == (429, str(SECONDS), made)
    assert "mười giây" in answer.body.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_kept_is_for_everyone_and_others_need_not_wait(cache: PageCache) -> None:
    assert Answer(cache, "/front/", name="Hà").status == 200
    assert Answer(cache, "/another/", name="Nam").status == 404
    assert Answer(cache, "/another-one/").status == 404


def test_an_address_too_long_to_be_kept_is_asked_for_in_vain_as_well(cache: PageCache) -> None:
    assert Answer(cache, f"/{'x' * LONGEST_PATH}/", name="Hà").status == 429


def test_the_wait_ends(cache: PageCache, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.page_cache.flood.monotonic", lambda: cache.flood.ends_at)
    press.status = "200 OK"
    assert Answer(cache, "/another/", name="Hà").status == 200


def test_when_all_together_ask_in_vain_too_often_what_is_not_kept_is_made_a_few_times_a_second(
    press: Press, now: Mock
) -> None:
    cache = PageCache(press, megabytes=1, household_of=by_name)
    Answer(cache, "/front/")
    press.status = "404 Not Found"

    def asked(words: str) -> list[int]:
        return [Answer(cache, f"/{words}-{number}/", name=f"{words} {number}").status for number in range(3)]

    for number in range(MOST_OF_ALL):
        Answer(cache, f"/{number}/", name=str(number))
    assert asked("then") == [404, 429, 429]
    assert Answer(cache, "/front/").status == 200
    now.return_value += 1 / A_SECOND
    assert asked("soon") == [404, 429, 429]
    now.return_value += SECONDS
    assert asked("later") == [404, 404, 429]  # the first begins to count anew, but the flood has lasted
    now.return_value += 3 * SECONDS
    assert asked("after") == [404, 404, 404]


def test_then_those_who_asked_in_vain_are_refused_until_they_stop_and_leave_the_others_their_turns(
    press: Press, now: Mock
) -> None:
    cache, addresses = PageCache(press, megabytes=1, household_of=by_name), count()

    def asked_by(name: str, status: str = "404 Not Found") -> int:
        press.status = status
        return Answer(cache, f"/{next(addresses)}/", name=name).status

    scanners = [f"Quân {number}" for number in range(MOST_OF_ALL // A_FEW)]
    assert {asked_by(each) for _time in range(A_FEW) for each in scanners} == {404}
    for _window in range(3):
        assert asked_by(scanners[0]) == 404  # one a second may be a reader
        assert {asked_by(each) for _time in range(A_FEW) for each in scanners} == {429}
        assert asked_by("Nam", "200 OK") == 200
        now.return_value += SECONDS
        assert asked_by("Lan") == 404  # the first begins to count anew
    assert cache.figures()["page_cache_refused_total"] == 3 * MOST_OF_ALL
    now.return_value += 3 * SECONDS
    assert asked_by(scanners[0]) == 404


def test_who_was_taken_for_a_scanner_reads_again_soon_and_the_flood_is_over(press: Press, now: Mock) -> None:
    cache, addresses = PageCache(press, megabytes=1, household_of=by_name), count()
    press.status = "404 Not Found"
    readers = [f"Lan {number}" for number in range(20)]
    for name in [*readers * A_FEW, *map(str, range(MOST_OF_ALL))]:
        Answer(cache, f"/{next(addresses)}/", name=name)
    assert cache.flood.is_general()
    press.status = "200 OK"
    for _second in range(6 * SECONDS):
        now.return_value += 1
        answers = [Answer(cache, f"/{next(addresses)}/", name=name).status for name in readers]
        press.status = "404 Not Found"
        Answer(cache, f"/{next(addresses)}/", name="anybody")
        press.status = "200 OK"
    assert set(answers) == {200}
    assert not cache.flood.is_general()


def test_old_links_may_be_followed_and_made_up_words_before_a_number_not_for_long(press: Press) -> None:
    cache = PageCache(press, megabytes=1, household_of=by_name)
    press.status = "301 Moved Permanently"
    asked = [Answer(cache, f"/{number}/", name="Hà").status for number in range(int(MOST / A_REDIRECT) + 1)]
    assert (asked[-2], asked[-1]) == (301, 429)


def test_pages_that_are_there_are_never_in_vain(press: Press) -> None:
    cache = PageCache(press, megabytes=1, household_of=by_name)
    statuses = {Answer(cache, f"/{number}/", name="Hà").status for number in range(MOST * 2)}
    assert statuses == {200}


def test_what_is_kept_of_the_page_for_nothing_goes_soon_and_with_every_change(
    trusting: PageCache, press: Press, clock: Any
) -> None:
    def kept_for(path: str) -> dict[str, bytes]:
        Answer(trusting, path)
        return press.shown[-1][MISSING_KEPT_IN]

    first = kept_for("/nothing-1/")
    assert kept_for("/nothing-2/") is first
    trusting.change(["front-en"])
    clock.return_value += 0.001
    second = kept_for("/nothing-3/")
    assert second is not first
    clock.return_value += MISSING_FOR + 0.001
    assert kept_for("/nothing-4/") is not second


def test_no_more_households_are_known_than_there_is_room_for() -> None:
    flood = Flood(by_name)
    for number in range(MOST_HOUSEHOLDS * 2):
        flood.note({"HTTP_NAME": str(number)})
    assert len(flood.in_vain) <= MOST_HOUSEHOLDS + 1
