"""What all processes share keeps what was put there as long as was said, and not without end."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.color import no_style
from django.core.management.sql import sql_flush
from django.db import connection

from accounts.shared_cache import TIDIED_BY, SharedCache

pytestmark = pytest.mark.django_db

OVER = -1  # as what was put there a while ago


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        return cursor.fetchone()[0]


def test_what_was_put_is_there_and_the_last_word_counts(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        cache.set("a", ["ferry"], 60)
        cache.set("a", ["two ferries"], None)
    assert (cache.get("a"), count()) == (["two ferries"], 1)
    cache.delete("a")
    assert cache.get("a", "gone") == "gone"


def test_a_test_that_commits_leaves_nothing_there() -> None:
    cache.set("a", "ferry", 60)
    connection.ops.execute_sql_flush(sql_flush(no_style(), connection))
    assert count() == 0


def test_only_the_first_who_adds_is_told_so_until_it_is_over() -> None:
    assert [cache.add("lock", each, 10) for each in (1, 2)] == [True, False]
    assert cache.get("lock") == 1
    cache.touch("lock", OVER)
    assert cache.get("lock") is None
    cache.set("lock", 2, OVER)
    assert [cache.add("lock", each, 10) for each in (3, 4)] == [True, False]
    assert cache.get("lock") == 3


def test_what_is_touched_stays_longer_and_what_is_not_there_does_not_appear() -> None:
    cache.set("a", 1, OVER)
    assert (cache.touch("a", 10), cache.touch("b", 10), count()) == (True, False, 1)
    assert cache.get("a") == 1


def test_it_tidies_up_when_there_is_too_much() -> None:
    small = SharedCache("shared_cache", {"OPTIONS": {"MAX_ENTRIES": 20}, "KEY_FUNCTION": lambda key, *_of: key})
    for number in range(20):
        small.set(f"f{number}", number, OVER)
    small.set("f-more", 1, 10)
    assert count() == 21
    small.set(f"{TIDIED_BY}-tidies", 1, 10)
    assert count() == 2
