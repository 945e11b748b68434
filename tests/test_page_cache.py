"""Public pages from memory: made once until they change, never another's, never more than there is room for."""

import gzip
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier, Event
from typing import Any

import brotli
import pytest

from articles import freshness
from portal.page_cache import PageCache
from portal.page_cache import page as pages
from portal.page_cache.cache import LONGEST_PATH
from portal.page_cache.codings import coding_for, zstd
from portal.page_cache.kept import MOST_SPARED, KeptPages, size_of
from portal.page_cache.page import BRIEFLY, GRACE_OF_AGE, LEAST_INTERVAL, LIFETIME, MOST_ROWS, Address, Page
from tests.press import HTML, Answer, Press


def test_in_doubt_one_making_serves_everyone_for_a_second(page_cache: PageCache, clock: Any) -> None:
    first = Answer(page_cache, "/vietnam/")
    clock.return_value += BRIEFLY / 2
    assert Answer(page_cache, "/vietnam/").body == first.body
    clock.return_value += BRIEFLY
    assert Answer(page_cache, "/vietnam/").body.startswith(b"making 2")


def test_where_changes_are_heard_one_making_serves_until_there_is_one(trusting: PageCache, clock: Any) -> None:
    first = Answer(trusting, "/vietnam/").body
    clock.return_value += LIFETIME - 1
    trusting.change(["article-1", "front-vi"])
    assert Answer(trusting, "/vietnam/").body == first
    trusting.change(["front-en"])
    assert Answer(trusting, "/vietnam/").body.startswith(b"making 2")


def living_a_minute() -> None:
    freshness.lists("front-en")
    freshness.lives_for(60)


def test_a_page_that_grew_old_is_made_anew(trusting: PageCache, press: Press, clock: Any) -> None:
    press.notes = living_a_minute
    Answer(trusting, "/vietnam/")
    clock.return_value += 61
    assert Answer(trusting, "/vietnam/").body.startswith(b"making 2")


@pytest.mark.parametrize(("age", "gets"), [(61, b"making 1"), (61 + GRACE_OF_AGE, b"making 2")])
def test_who_asks_while_it_is_made_gets_the_one_before_unless_that_is_old(
    trusting: PageCache, press: Press, clock: Any, age: float, gets: bytes
) -> None:
    press.notes = living_a_minute
    Answer(trusting, "/vietnam/")
    clock.return_value += age
    begun, may_end = Event(), Event()
    press.slowly = lambda: (begun.set(), may_end.wait(5))
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(Answer, trusting, "/vietnam/")
        begun.wait(5)
        second = readers.submit(Answer, trusting, "/vietnam/")
        wait([second], timeout=0.1)
        may_end.set()
        assert (first.result().body[:8], second.result().body[:8]) == (b"making 2", gets)


def test_a_page_that_changes_all_the_time_is_made_twice_a_second(trusting: PageCache, press: Press, clock: Any) -> None:
    for _press in range(100):
        Answer(trusting, "/vietnam/")
        trusting.change(["front-en"])
        clock.return_value += 0.02
    assert len(press.shown) == 2 / LEAST_INTERVAL


def test_what_changed_while_a_page_was_made_outdates_it(trusting: PageCache, press: Press, clock: Any) -> None:
    press.slowly = lambda: trusting.change(["front-en"])
    Answer(trusting, "/vietnam/")
    press.slowly = lambda: None
    clock.return_value += LEAST_INTERVAL
    assert Answer(trusting, "/vietnam/").body.startswith(b"making 2")


def test_others_keep_a_page_that_has_changed_for_a_second(trusting: PageCache, press: Press, settings: Any) -> None:
    """They were told to drop it and may ask once more before it is made anew."""
    settings.KEPT_BY_OTHERS = 60
    before = [Answer(trusting, "/vietnam/", accept_encoding=coding) for coding in ("br", "gzip")]
    trusting.change(["front-en"])
    after = [Answer(trusting, "/vietnam/", accept_encoding=coding) for coding in ("br", "zstd")]
    assert {"s-maxage=60" in answer.headers["Cache-Control"] for answer in before} == {True}
    assert {"s-maxage=1," in answer.headers["Cache-Control"] for answer in after} == {True}
    assert (after[0].body, len(press.shown)) == (before[0].body, 1)


def test_a_page_is_outdated_while_another_thread_codes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page("200 OK", [HTML], b"words", freshness.Making())
    page.variant("br")
    others = iter(("gzip", "zstd", "identity"))
    monkeypatch.setattr(pages, "for_a_second", lambda headers: page.variant(next(others)) and headers)
    page.outdate(0)
    assert set(page.variants) == {"br", "gzip"}


def test_after_changes_went_unheard_every_page_is_made_anew(trusting: PageCache, clock: Any) -> None:
    Answer(trusting, "/vietnam/"), Answer(trusting, "/hanoi/")
    clock.return_value += LIFETIME / 2
    trusting.suspect_everything()
    assert Answer(trusting, "/vietnam/").body.startswith(b"making 3")
    assert Answer(trusting, "/hanoi/").body.startswith(b"making 4")


def test_a_page_of_very_many_rows_lives_a_minute_and_knows_its_lists(trusting: PageCache, press: Press) -> None:
    press.notes = lambda: (freshness.lists("articles"), freshness.shows(*map(str, range(MOST_ROWS + 1))))
    Answer(trusting, "/sitemap.xml")
    (page,) = trusting.pages.everything().values()
    assert (page.keys, round(page.fresh_until - page.made_at)) == ({"articles"}, 60)


def test_a_number_counts_only_where_there_are_pages(trusting: PageCache, press: Press) -> None:
    for number in range(50):
        assert Answer(trusting, f"/an-article-1/?page={number}&p={number}").body.startswith(b"making 1 of")
    assert len(trusting.pages) == len(press.shown) == 1


def test_no_header_cookie_or_query_decides_what_a_page_is(page_cache: PageCache, press: Press) -> None:
    plain = Answer(page_cache, "/vietnam/").body
    for address in ("/vietnam/?utm_source=x", "/vietnam/?fbclid=1&q=canary", "/vietnam/?page"):
        known = {"cookie": "sessionid=abc", "accept_language": "vi", "user_agent": "odd", "x_forwarded_host": "evil"}
        assert Answer(page_cache, address, **known).body == plain
    (shown,) = press.shown
    assert {name for name in shown if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert len(page_cache.pages) == 1


def test_no_page_waits_for_what_is_sent_along(page_cache: PageCache, press: Press) -> None:
    answer = Answer(page_cache, "/vietnam/", sent=b"slowly")
    (shown,) = press.shown
    assert (answer.status, shown["CONTENT_LENGTH"], shown["wsgi.input"].read()) == (200, "", b"")


def test_a_list_is_kept_page_by_page(page_cache: PageCache, press: Press) -> None:
    press.notes = lambda: freshness.is_numbered_by("page")
    second = Answer(page_cache, "/vietnam/?page=2&utm_source=x")
    assert second.body.startswith(b"making 2 of /vietnam/?page=2 ")
    assert Answer(page_cache, "/vietnam/?x=1&page=2").body == second.body
    assert Answer(page_cache, "/vietnam/?page=3").body != second.body


def test_only_the_number_that_a_list_knows_splits_it(page_cache: PageCache, press: Press) -> None:
    press.notes = lambda: freshness.is_numbered_by("page")
    first, second = Answer(page_cache, "/vietnam/").body, Answer(page_cache, "/vietnam/?page=2").body
    for number in range(50):
        assert Answer(page_cache, f"/vietnam/?p={number}").body == first
        assert Answer(page_cache, f"/vietnam/?page=2&p={number}").body == second
    assert Answer(page_cache, "/vietnam/?page=1").body == first
    assert len(page_cache.pages) == len(press.shown) == 2


def test_a_very_long_address_is_not_kept(page_cache: PageCache, press: Press) -> None:
    for _twice in range(2):
        Answer(page_cache, f"/{'x' * LONGEST_PATH}/")
    assert (len(press.shown), len(page_cache.pages)) == (2, 0)


@pytest.mark.parametrize(
    "address", ["/admin/", "/me/state/?article=1", "/accounts/login/", "/search/?q=a", "/vi/search/?q=a", "/count/"]
)
def test_what_is_private_passes_by(page_cache: PageCache, press: Press, address: str) -> None:
    for _twice in range(2):
        Answer(page_cache, address, cookie="sessionid=abc")
    assert [environ["HTTP_COOKIE"] for environ in press.shown] == ["sessionid=abc"] * 2
    assert len(page_cache.pages) == 0


def test_what_is_sent_passes_by(page_cache: PageCache, press: Press) -> None:
    Answer(page_cache, "/vietnam/", method="POST")
    Answer(page_cache, "/vietnam/", method="POST")
    assert len(press.shown) == 2


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("200 OK", ("Set-Cookie", "a=b")),
        ("200 OK", ("Vary", "Cookie")),
        ("200 OK", ("Cache-Control", "private, no-store")),
        ("500 Internal Server Error", ("X-Odd", "1")),
        ("302 Found", ("Location", "/accounts/login/")),
    ],
)
def test_what_is_not_for_everyone_is_not_kept(page_cache: PageCache, press: Press, status: str, header: Any) -> None:
    press.status, press.headers = status, [HTML, header]
    answers = [Answer(page_cache, "/vietnam/") for _twice in range(2)]
    assert [answer.headers[header[0]] for answer in answers] == [header[1]] * 2 or header[0] == "Vary"
    assert len(press.shown) == 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("", "identity"),
        ("deflate", "identity"),
        ("gzip;q=much", "identity"),
        pytest.param("x, " * 1_000 + "br", "identity", id="longer than any browser writes"),
    ],
)
def test_each_client_gets_the_best_coding_that_it_takes(page_cache: PageCache, accepted: str, coding: str) -> None:
    assert coding_for(accepted) == coding
    answer = Answer(page_cache, "/vietnam/", accept_encoding=accepted)
    plain = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}.get(coding, bytes)(answer.body)
    assert plain.startswith(b"making 1 of /vietnam/")
    assert answer.headers.get("Content-Encoding", "identity") == coding
    assert (answer.headers["Vary"], answer.headers["Content-Length"]) == ("Accept-Encoding", str(len(answer.body)))


def test_a_client_that_has_the_page_is_told_so(page_cache: PageCache) -> None:
    first = Answer(page_cache, "/vietnam/", accept_encoding="gzip")
    again = Answer(page_cache, "/vietnam/", accept_encoding="gzip", if_none_match=f'"x", W/{first.headers["ETag"]}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = Answer(page_cache, "/vietnam/", accept_encoding="br", if_none_match=first.headers["ETag"])
    assert (other.status, other.headers["ETag"] == first.headers["ETag"]) == (200, False)


def test_a_head_and_a_method_in_small_letters_are_answered_from_the_page(page_cache: PageCache, press: Press) -> None:
    page, head = Answer(page_cache, "/vietnam/"), Answer(page_cache, "/vietnam/", method="HEAD")
    assert (head.body, head.headers) == (b"", page.headers)
    assert Answer(page_cache, "/vietnam/", method="get").body == page.body
    assert len(press.shown) == 1


def test_however_many_ask_a_page_is_made_once(page_cache: PageCache, press: Press) -> None:
    together, all_wait = Barrier(8), Event()
    press.slowly = lambda: all_wait.wait(0.2)

    def ask(_number: int) -> bytes:
        together.wait()
        return Answer(page_cache, "/vietnam/").body

    with ThreadPoolExecutor(8) as readers:
        bodies = set(readers.map(ask, range(8)))
    assert len(bodies) == len(press.shown) == 1


def test_a_page_that_is_gone_is_gone_within_a_second(page_cache: PageCache, press: Press, clock: Any) -> None:
    Answer(page_cache, "/vietnam/")
    press.status = "404 Not Found"
    clock.return_value += BRIEFLY + 0.01
    assert Answer(page_cache, "/vietnam/").status == 404


def test_a_flood_of_addresses_pushes_out_no_page_that_is_read(trusting: PageCache, press: Press) -> None:
    for _reader in range(MOST_SPARED):
        Answer(trusting, "/vietnam/")
    for number in range(3000):
        Answer(trusting, f"/flood-{number}/")
        Answer(trusting, "/vietnam/") if number % 100 == 0 else None
    assert trusting.pages.bytes <= 1_000_000
    assert [environ["PATH_INFO"] for environ in press.shown].count("/vietnam/") == 1


def test_the_memory_is_what_its_pages_take() -> None:
    pages = KeptPages(100_000)
    addresses = [Address("testserver", is_https=False, path=f"/{number}/", query="") for number in range(20)]
    for number in range(50):
        made = freshness.Making(rows={f"article-{each}" for each in range(number)})
        pages.keep(addresses[number % 20], Page("200 OK", [], b"x" * number * 100, made))
        pages.drop(addresses[number % 7])
    kept = pages.everything()
    assert pages.bytes == sum(size_of(page) for page in kept.values()) <= 100_000
    assert pages.made_of(["article-0"]) == kept
    for address in kept:
        pages.drop(address)
    assert (pages.bytes, pages._made_of) == (0, {})


def test_what_hears_of_changes_begins_with_the_first_page(press: Press) -> None:
    begun: list[PageCache] = []
    page_cache = PageCache(press, megabytes=1, begin=begun.append)
    assert begun == []
    Answer(page_cache, "/vietnam/"), Answer(page_cache, "/hanoi/")
    assert begun == [page_cache]
