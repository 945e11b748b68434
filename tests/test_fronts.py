"""Fronts: articles that editors hold at places of the front, of sections and topics, from which moment until which."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import slots
from articles.admin.arranging import Arranging
from articles.arrangement import FRONT_PLACES, Hold, NoPlaceLeft, with_hold
from articles.front import PARTS, Front
from articles.models import Article, Newsroom, Section, Slot, Topic, TopicPlacement
from articles.paper import Paper
from articles.slots import SlotPage
from tests.fronts import pin_at
from tests.stories import at, headlines, many_stories, story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def stories(newsroom: Newsroom, section: Section) -> list[Article]:
    """Twenty-two articles, the newest first."""
    return many_stories(22)


@pytest.fixture
def front() -> SlotPage:
    return SlotPage(language="en")


def shown(language: str = "en", moment: datetime | None = None) -> list[str]:
    """The headlines of a front's places, from the top."""
    page = Front(Paper(moment), language)
    return headlines([*page.lead, *page.seconds, *page.also, *page.river])


def listed(client: Client, path: str) -> list[str]:
    return headlines(client.get(path).context["page"])


def pin(page: SlotPage, articles: list[Article], editor: User) -> None:
    """Have the articles stand on the page from its first place on."""
    holds = {place: Hold(article.pk) for place, article in enumerate(articles, start=1)}
    slots.arrange(page, holds, editor, seen=slots.version([]))


def test_a_front_has_as_many_places_as_its_parts() -> None:
    assert sum(count for count, _among in PARTS) == FRONT_PLACES


def test_a_pinned_article_stands_at_its_place_once(stories: list[Article], front: SlotPage, editor: User) -> None:
    pin_at(front, 3, stories[0], editor)
    pin_at(front, 7, stories[15], editor)
    order = ["Story 1.", "Story 2.", "Story 0.", "Story 3.", "Story 4.", "Story 5.", "Story 15.", "Story 6."]
    assert shown()[:8] == order
    assert len(set(shown())) == len(shown()) == FRONT_PLACES


def test_a_pinned_article_is_on_the_whole_front_once(client: Client, stories: list[Article], editor: User) -> None:
    pin_at(SlotPage(language="en"), 2, stories[11], editor)
    assert client.get("/").content.decode().count(f'"{stories[11].get_absolute_url()}"') == 1


def test_a_front_with_fewer_articles_than_places_closes_its_gaps(article: Article, editor: User) -> None:
    pin_at(SlotPage(language="en"), 9, article, editor)
    assert headlines(Front(Paper(), "en").lead) == [article.headline]


def test_a_scheduled_article_leaves_its_place_alone_until_its_moment(
    client: Client, stories: list[Article], front: SlotPage, editor: User
) -> None:
    moment = timezone.now() + HOUR
    coming = story("Coming.", published_at=moment)
    pin_at(front, 1, coming, editor)
    assert shown()[0] == "Story 0."
    assert "Coming." not in client.get("/").content.decode()
    assert shown(moment=moment - timedelta(seconds=1))[0] == "Story 0."
    assert shown(moment=moment)[:2] == ["Coming.", "Story 0."]
    with at(moment):
        assert client.get("/").content.decode().count(">Coming.<") == 1


def test_a_place_fills_itself_after_its_pin_has_ended(stories: list[Article], front: SlotPage, editor: User) -> None:
    until = timezone.now() + HOUR
    pin_at(front, 1, stories[20], editor, until)
    assert shown(moment=until - timedelta(seconds=1))[0] == "Story 20."
    assert shown(moment=until)[0] == "Story 0."


def test_a_place_fills_itself_when_its_article_has_gone(stories: list[Article], front: SlotPage, editor: User) -> None:
    pin_at(front, 1, stories[5], editor)
    assert shown()[0] == "Story 5."
    as_it_was = {"status": "published", "language": "en"}
    for change in ({"status": "withdrawn"}, {"status": "draft"}, {"language": "vi"}):
        Article.objects.filter(pk=stories[5].pk).update(**as_it_was | change)
        assert shown()[0] == "Story 0.", change
        assert "Story 5." not in shown(), change


def test_a_retracted_article_leads_no_front_unless_an_editor_pins_it(
    stories: list[Article], front: SlotPage, editor: User
) -> None:
    Article.objects.filter(pk__in=[stories[0].pk, stories[5].pk]).update(retracted_at=timezone.now())
    assert shown()[:3] == ["Story 1.", "Story 2.", "Story 3."]
    assert shown()[3:6] == ["Story 0.", "Story 4.", "Story 5."]
    pin_at(front, 1, stories[0], editor)
    assert shown()[0] == "Story 0."


@pytest.mark.parametrize("kind", ["section", "topic"])
def test_a_list_shows_every_article_once_over_all_its_pages(
    client: Client, stories: list[Article], section: Section, editor: User, kind: str
) -> None:
    topic = Topic.objects.create(name="Floods")
    TopicPlacement.objects.bulk_create(TopicPlacement(article=each, topic=topic) for each in stories)
    page = SlotPage(section=section) if kind == "section" else SlotPage(topic=topic)
    path = section.get_absolute_url() if kind == "section" else topic.get_absolute_url()
    pin_at(page, 2, stories[20], editor)
    pin_at(page, 10, stories[0], editor)
    first, second = (listed(client, f"{path}?page={number}") for number in (1, 2))
    assert (first[:3], first[9]) == (["Story 1.", "Story 20.", "Story 2."], "Story 0.")
    assert (len(first), len(second)) == (20, 2)
    assert sorted(first + second) == sorted(headlines(stories))


def test_a_pinned_article_stands_in_the_day_around_it(client: Client, section: Section, editor: User) -> None:
    today = [story(f"Today {number}.", hours_ago=0.01 * (number + 1)) for number in range(4)]
    old = story("An old one.", hours_ago=24 * 40)
    pin_at(SlotPage(section=section), 3, old, editor)
    html = client.get("/vietnam/").content.decode()
    assert html.count('<h2><time datetime="') == 1
    places = [html.index(each) for each in (">Today 1.<", ">An old one.<", ">Today 2.<")]
    assert places == sorted(places)
    assert len(today) == 4


def test_pins_of_one_page_leave_the_others_and_the_feed_alone(
    client: Client, stories: list[Article], editor: User
) -> None:
    before = client.get("/vietnam/").content, client.get("/feed/").content
    pin_at(SlotPage(language="en"), 1, stories[9], editor)
    assert (client.get("/vietnam/").content, client.get("/feed/").content) == before


def test_what_is_pinned_costs_no_query_each(
    client: Client, stories: list[Article], front: SlotPage, editor: User, django_assert_max_num_queries: Any
) -> None:
    pin(front, stories[11:22], editor)
    pin(SlotPage(section=stories[0].section), stories[1:11], editor)
    with django_assert_max_num_queries(11):
        client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/vietnam/")


HELD = {1: Hold(11), 2: Hold(12), 4: Hold(14)}


@pytest.mark.parametrize(
    ("article", "position", "expected"),
    [
        (99, 3, {1: 11, 2: 12, 3: 99, 4: 14}),
        (99, 1, {1: 99, 2: 11, 3: 12, 4: 14}),
        (99, 4, {1: 11, 2: 12, 4: 99, 5: 14}),
        (14, 1, {1: 14, 2: 11, 3: 12}),
        (11, 2, {1: 12, 2: 11, 4: 14}),
        (11, 4, {2: 12, 3: 14, 4: 11}),
        (11, 1, {1: 11, 2: 12, 4: 14}),
    ],
)
def test_what_stands_in_the_way_moves_towards_the_gap(article: int, position: int, expected: dict[int, int]) -> None:
    moved = with_hold(HELD, position, Hold(article), 5)
    assert {place: hold.article for place, hold in moved.items()} == expected


def test_what_is_held_at_the_last_place_moves_up_when_nothing_is_free_below() -> None:
    moved = with_hold({4: Hold(14), 5: Hold(15)}, 5, Hold(99), 5)
    assert {place: hold.article for place, hold in moved.items()} == {3: 14, 4: 15, 5: 99}


def test_a_full_page_takes_no_further_article(stories: list[Article], front: SlotPage, editor: User) -> None:
    with pytest.raises(NoPlaceLeft):
        with_hold({1: Hold(11), 2: Hold(12)}, 1, Hold(99), 2)
    pin(front, stories[1:12], editor)
    with pytest.raises(ValidationError, match="All 11 places of “English” are pinned"):
        pin_at(front, 1, stories[20], editor)


def test_an_article_moves_with_its_end_and_is_released(stories: list[Article], front: SlotPage, editor: User) -> None:
    until = timezone.now() + HOUR
    pin_at(front, 1, stories[10], editor, until)
    pin_at(front, 1, stories[11], editor)
    assert {p: h.article for p, h in slots.held(slots.slots_of(front)).items()} == {
        1: stories[11].pk,
        2: stories[10].pk,
    }
    arranging = Arranging.as_it_is(front)
    arranging.put(stories[10].pk, 1)
    assert arranging.holds[1] == Hold(stories[10].pk, until)
    arranging.release(stories[10].pk)
    slots.arrange(front, arranging.holds, editor)
    assert slots.held(slots.slots_of(front)) == {2: Hold(stories[11].pk)}
    assert Slot.objects.get().placed_by == editor


def refusals() -> dict[str, tuple[Callable[[], Article], int, str]]:
    return {
        "a draft": (lambda: story("Draft.", status="draft"), 1, "“Draft.” has the status “Draft”. Have it approved"),
        "another language": (lambda: story("Tin.", language="vi"), 1, "“Tin.” is written in another language"),
        "place 12": (lambda: story("Far."), 12, "“English” has the places 1 to 11; there is no place 12."),
        "place 0": (lambda: story("Near."), 0, "there is no place 0."),
        "no article": (lambda: Article(pk=10**15), 1, "Place 1: this article no longer exists."),
    }


@pytest.mark.parametrize("case", refusals())
def test_what_cannot_stand_there_is_refused_in_words(
    section: Section, front: SlotPage, editor: User, case: str
) -> None:
    make, position, words = refusals()[case]
    with pytest.raises(ValidationError, match=words):
        pin_at(front, position, make(), editor)
    assert not Slot.objects.exists()


def test_a_section_takes_only_its_own_articles(section: Section, editor: User) -> None:
    part = Section.objects.create(name="Hanoi", parent=section)
    pin_at(SlotPage(section=section), 1, story("From the capital.", section=part.name), editor)
    with pytest.raises(ValidationError, match="is not in “Vietnam”"):
        pin_at(SlotPage(section=section), 1, story("From afar.", section="World"), editor)


def test_an_end_in_the_past_is_refused(stories: list[Article], front: SlotPage, editor: User) -> None:
    with pytest.raises(ValidationError, match="Place 1: the end must be in the future"):
        pin_at(front, 1, stories[0], editor, timezone.now() - HOUR)


def test_a_pin_that_has_ended_makes_room(stories: list[Article], front: SlotPage, editor: User) -> None:
    pin_at(front, 1, stories[5], editor, timezone.now() + HOUR)
    with at(timezone.now() + 2 * HOUR):
        pin_at(front, 1, stories[6], editor)
        pin_at(front, 2, stories[5], editor)
    assert Slot.objects.count() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_arrange_at_once_do_not_mix(stories: list[Article], front: SlotPage, editor: User) -> None:
    seen = slots.version(slots.slots_of(front))

    def arrange(first: int) -> str:
        holds = {place: Hold(stories[first + place].pk) for place in range(1, 4)}
        try:
            slots.arrange(front, holds, editor, seen=seen)
        except slots.Changed:
            return "refused"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(arrange, (0, 5, 10, 15)))
    assert answers == ["refused", "refused", "refused", "saved"]
    assert Slot.objects.count() == 3
