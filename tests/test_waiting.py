"""What waits to be counted while the database is away: bounded, and articles before invented numbers."""

from datetime import datetime

from django.utils import timezone

from articles.counting import What
from portal.beacons.waiting import Waiting


def what(article: int, hour: int = 12) -> What:
    return What(article, datetime(2026, 7, 28, hour, tzinfo=timezone.get_current_timezone()), is_share=False)


def test_a_flood_of_numbers_takes_no_more_than_its_room_and_pushes_out_no_article() -> None:
    waiting = Waiting(most=10)
    waiting.see([1, 2])
    for sign in range(5):
        waiting.add(what(1), sign)
    for number in range(1_000):
        waiting.add(what(10_000 + number), number)
    assert len(waiting) == 10
    waiting.add(what(2), 1)
    waiting.add(what(1), 1)
    assert waiting.figures == {"received": 1_007, "repeated": 1, "dropped": 996}
    for sign in range(2, 9):
        waiting.add(what(2), sign)
    assert len(waiting) == 10
    assert waiting.take() == {what(1): set(range(5)), what(2): {1, 2, 3, 4, 5}}
    assert len(waiting) == 0


def test_an_article_that_was_seen_since_is_not_pushed_out() -> None:
    waiting = Waiting(most=2)
    waiting.add(what(1), 1)
    waiting.add(what(2), 1)
    waiting.see([1, 3])
    waiting.add(what(3), 1)
    waiting.add(what(3), 2)
    assert waiting.take() == {what(1): {1}, what(3): {1}}


def test_when_there_is_no_room_left_at_all_what_waits_longest_stays() -> None:
    waiting = Waiting(most=2)
    waiting.see([1])
    for sign in range(4):
        waiting.add(what(1, hour=sign), sign)
    assert list(waiting.take()) == [what(1, hour=0), what(1, hour=1)]
    assert waiting.figures["dropped"] == 2
