"""Most viewed and Trending: what is counted, over which time, and what it may cost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, Tally
from articles.popularity import (
    HALF_LIFE,
    hour_of,
    most_viewed,
    points_of_rising,
    tally_reactions,
    trending,
    trending_and_most_viewed,
)
from tests.stories import at, count_share, count_view, headlines, hidden_stories, story

pytestmark = pytest.mark.django_db


def views(article: Article, number: int, *, days_ago: float = 0) -> None:
    """Count views of `article` as they would have been counted so many days ago."""
    with at(timezone.now() - timedelta(days=days_ago)):
        for _reader in range(number):
            count_view(article.pk)


def many_viewed(number: int, *, days_ago: float = 0) -> list[Article]:
    """Articles with one view, two, three and so on; the most viewed first."""
    stories = [story(f"Seen {times} times", hours_ago=9999) for times in range(number, 0, -1)]
    for times, article in zip(range(number, 0, -1), stories, strict=True):
        views(article, times, days_ago=days_ago)
    return stories


def test_an_hour_has_one_tally_that_counts_each_kind(article: Article) -> None:
    for count in (count_view, count_view, count_share):
        count(article.pk)
    tally_reactions({(article.pk, hour_of(timezone.now())): 1})
    tally = Tally.objects.get()
    assert (tally.article, tally.views, tally.shares, tally.reactions) == (article, 2, 1, 1)
    assert (tally.hour.minute, tally.hour.second, tally.hour.microsecond) == (0, 0, 0)


def test_the_next_hour_has_a_tally_of_its_own(article: Article) -> None:
    views(article, 1)
    views(article, 1, days_ago=1 / 24)
    assert sorted(Tally.objects.values_list("views", flat=True)) == [1, 1]


def test_one_statement_changes_the_tallies_of_several_articles(
    article: Article, django_assert_num_queries: Any
) -> None:
    gains, loses, has_none = (story(name) for name in ("Gains", "Loses", "Has none"))
    hour, hidden = hour_of(timezone.now()), hidden_stories()[0]
    tally_reactions({(gains.pk, hour): 2, (loses.pk, hour): 3})
    with django_assert_num_queries(1):
        tally_reactions(
            {
                (loses.pk, hour): -2,
                (hidden.pk, hour): 1,
                (article.pk, hour): 0,
                (has_none.pk, hour): -1,
                (gains.pk, hour): 5,
            }
        )
    assert dict(Tally.objects.values_list("article", "reactions")) == {gains.pk: 7, loses.pk: 1}


@pytest.mark.django_db(transaction=True)
def test_simultaneous_readers_lose_no_count(article: Article) -> None:
    def read(times: int) -> None:
        for _view in range(times):
            count_view(article.pk)  # by the true clock: of two threads that stop it, one starts it stopped again
        connection.close()

    with ThreadPoolExecutor(8) as readers:
        list(readers.map(read, [10] * 8))
    assert sum(Tally.objects.values_list("views", flat=True)) == 80


def test_what_the_public_cannot_see_is_not_counted() -> None:
    for article in hidden_stories():
        count_view(article.pk)
    count_view(2**62)
    assert not Tally.objects.exists()


def test_most_viewed_orders_the_last_day(django_assert_num_queries: Any) -> None:
    stories = many_viewed(4)
    old = story("The talk of last week")
    views(old, 50, days_ago=2)
    with django_assert_num_queries(2):
        assert most_viewed(4) == stories


@pytest.mark.parametrize("days_ago", [3, 20, 200])
def test_most_viewed_looks_further_back_while_the_site_is_quiet(days_ago: int, django_assert_num_queries: Any) -> None:
    stories = many_viewed(3, days_ago=days_ago)
    with django_assert_num_queries(3):
        assert most_viewed(3) == stories


def test_a_longer_window_is_no_longer_than_it_need_be() -> None:
    stories = many_viewed(3, days_ago=3)
    views(stories[-1], 50, days_ago=20)
    assert most_viewed(3) == stories


def test_views_from_before_the_move_count_when_nothing_newer_does() -> None:
    moved = story("Known from the old site", earlier_views=1000)
    here = story("Read here", hours_ago=9999)
    views(here, 3, days_ago=100)
    story("Read by nobody")
    assert most_viewed(6) == [moved, here]


def ranked(page: str) -> str:
    """Trending and Most viewed as a page has them."""
    return page.partition('class="ranked-tabs"')[2].partition("</section>")[0]


def test_lists_keep_to_one_language(client: Client) -> None:
    vietnamese = story("Chuyến phà đêm", language="vi")
    english = many_viewed(2)
    for article in (vietnamese, *english):
        views(article, 5)
    assert most_viewed(6, "vi") == trending(6, "vi") == [vietnamese]
    for path in ("", "search/", "nothing/here/"):
        in_vietnamese, in_english = (ranked(client.get(f"{edition}{path}").text) for edition in ("/vi/", "/"))
        shown = [(vietnamese.headline in each, english[0].headline in each) for each in (in_vietnamese, in_english)]
        assert shown == [(True, False), (False, True)], path


def test_withdrawn_articles_leave_both_lists_at_once() -> None:
    stories = many_viewed(3)
    Article.objects.filter(pk=stories[0].pk).update(status="withdrawn")
    assert most_viewed(2) == trending(2) == stories[1:]


def test_what_stands_beside_every_page_is_found_once_in_ten_seconds_and_never_shows_what_was_withdrawn(
    settings: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    settings.REMEMBERED_FOR, clock = 10, [monotonic()]
    monkeypatch.setattr("articles.briefly.monotonic", lambda: clock[0])
    stories = many_viewed(3)
    assert trending_and_most_viewed(2) == [stories[:2]] * 2
    Article.objects.filter(pk=stories[0].pk).update(status="withdrawn")
    clock[0] += 9.9
    with django_assert_num_queries(1):
        assert trending_and_most_viewed(2) == [stories[1:2]] * 2
    clock[0] += 0.1
    assert trending_and_most_viewed(2) == [stories[1:]] * 2


def test_cards_of_both_lists_ask_no_further_query(django_assert_num_queries: Any) -> None:
    many_viewed(2)
    for articles in (most_viewed(2), trending(2)):
        with django_assert_num_queries(0):
            assert [(card.section.name, card.lead_photo) for card in articles] == [("Vietnam", None)] * 2


def test_trending_prefers_what_is_read_now_to_what_was_read_more(django_assert_num_queries: Any) -> None:
    now, morning = story("Rising now", hours_ago=40), story("Big this morning", hours_ago=40)
    views(now, 3)
    views(morning, 8, days_ago=3 * HALF_LIFE / timedelta(days=1))
    with django_assert_num_queries(2):
        assert headlines(trending()) == ["Rising now", "Big this morning"]
    assert headlines(most_viewed(2)) == ["Big this morning", "Rising now"]


def test_trending_halves_with_each_half_life(article: Article) -> None:
    views(article, 8)
    now = points_of_rising(1, None)[article.pk]
    with at(timezone.now() + 2 * HALF_LIFE):
        later = points_of_rising(1, None)[article.pk]
    assert later == pytest.approx(now / 4, rel=1e-3)


def test_reactions_and_shares_raise_more_than_views() -> None:
    reacted, shared, seen = story("Reacted to"), story("Shared"), story("Seen twice")
    tally_reactions({(reacted.pk, hour_of(timezone.now())): 1})
    count_share(shared.pk)
    views(seen, 2)
    assert trending() == [reacted, shared, seen]


def test_trending_forgets_what_is_a_week_old(article: Article) -> None:
    views(article, 50, days_ago=8)
    assert trending() == []


def test_tallies_go_with_their_article(article: Article) -> None:
    views(article, 1)
    article.delete()
    assert not Tally.objects.exists()
