"""Lists of any length: each page holds what it would if all were counted, and no page is reached by walking there."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from articles import listing
from articles.listing import Listing
from articles.models import Article, Author, Byline, ListedWeek, Section, Tag, TagPlacement, Topic, TopicPlacement
from articles.slots import SlotPage
from tests.fronts import pin_at
from tests.stories import story

pytestmark = pytest.mark.django_db
NOW = timezone.now()
# Moments that lie together, apart by weeks, in the same second and still to come.
AGES = st.sampled_from([timedelta(hours=-3), timedelta(0), *(timedelta(days=days) for days in (1, 6, 7, 8, 70, 700))])
STATUSES = st.sampled_from(["published", "published", "published", "draft", "withdrawn"])
STORIES = st.lists(st.tuples(AGES, STATUSES), min_size=1, max_size=12)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that are long from the third article on."""
    monkeypatch.setattr(listing, "BEGINNING", 2)


def written(stories: Iterable[tuple[timedelta, str]], section: Section) -> list[Article]:
    return Article.objects.bulk_create(
        Article(headline=f"Story {number}", section=section, status=status, published_at=NOW - age)
        for number, (age, status) in enumerate(stories)
    )


def in_order(articles: Any) -> list[int]:
    return list(articles.published(NOW).newest().values_list("pk", flat=True))


def everything(found: Listing, size: int) -> list[int]:
    """All pages after each other, the last one first."""
    starts = range(0, found.count(), size)
    pages = {start: [article.pk for article in found[start : start + size]] for start in reversed(starts)}
    return [number for start in starts for number in pages[start]]


def kept_weeks() -> dict[tuple[str, int, Any], int]:
    kept: dict[tuple[str, int, Any], int] = {}
    for row in ListedWeek.objects.all():
        kept[row.kind, row.number, row.week] = kept.get((row.kind, row.number, row.week), 0) + row.articles
    return kept


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=STORIES, others=STORIES, size=st.integers(1, 5), data=st.data())
def test_the_pages_of_a_list_together_are_the_list(
    short: None, stories: list[Any], others: list[Any], size: int, data: st.DataObject
) -> None:
    with transaction.atomic():
        top = Section.objects.create(name="Top", slug="top")
        below = Section.objects.create(name="Below", slug="below", parent=top)
        articles = [*written(stories, top), *written(others, below)]
        tag = Tag.objects.create(name="Tag", slug="a-tag")
        tagged = data.draw(st.lists(st.sampled_from(articles), unique=True))
        TagPlacement.objects.bulk_create(TagPlacement(article=article, tag=tag) for article in tagged)
        changed = data.draw(st.sampled_from(articles))
        Article.objects.filter(pk=changed.pk).update(status=data.draw(STATUSES), published_at=NOW - data.draw(AGES))
        found = Listing("section", {top.pk, below.pk}, NOW)
        assert everything(found, size) == in_order(Article.objects.filter(section__in=[top, below]))
        assert everything(Listing("tag", [tag.pk], NOW), size) == in_order(Article.objects.tagged(tag))
        numbers = [article.pk for article in tagged[:2]]
        pinned = Article.objects.published(NOW).filter(pk__in=numbers)
        rest = Listing("section", [top.pk], NOW, without=pinned.filter(section=top))
        assert everything(rest, size) == in_order(Article.objects.filter(section=top).exclude(pk__in=numbers))
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["section", "topic", "tag", "author"])
def test_a_week_is_counted_for_every_list_whatever_happens_to_its_articles(kind: str) -> None:
    one, two = story("One", hours_ago=24 * 30), story("Two", hours_ago=24 * 30)
    subject, elsewhere = named(kind, "Here"), named(kind, "There")
    for article in (one, two):
        put(article, kind, subject)
    week = listing.monday_of(one.published_at).date()

    def count(of: Any) -> int:
        return kept_weeks().get((kind, of.pk, week), 0)

    assert count(subject) == 2
    Article.objects.filter(pk=one.pk).update(status="withdrawn")
    assert count(subject) == 1
    Article.objects.filter(pk=one.pk).update(status="published")
    move(kind, subject, elsewhere)
    assert (count(subject), count(elsewhere)) == (0, 2)
    two.delete()
    assert count(elsewhere) == 1
    Article.objects.update(published_at=NOW - timedelta(days=90))
    assert count(elsewhere) == 0
    assert sum(number for (of, *_rest), number in kept_weeks().items() if of == kind) == 1


def named(kind: str, name: str) -> Any:
    model: Any = {"section": Section, "topic": Topic, "tag": Tag, "author": Author}[kind]
    return model.objects.create(name=name)


MODELS: dict[str, Any] = {"topic": TopicPlacement, "tag": TagPlacement, "author": Byline}


def put(article: Article, kind: str, subject: Any) -> None:
    if kind == "section":
        Article.objects.filter(pk=article.pk).update(section=subject)
    else:
        MODELS[kind].objects.create(article=article, **{kind: subject})


def move(kind: str, subject: Any, elsewhere: Any) -> None:
    (Article if kind == "section" else MODELS[kind]).objects.filter(**{kind: subject}).update(**{kind: elsewhere})


def test_no_page_of_a_list_is_reached_by_passing_over_the_others(
    short: None, client: Client, section: Section, editor: User
) -> None:
    articles = written([(timedelta(days=day * 5), "published") for day in range(70)], section)
    for kind, name in (("topic", "Floods"), ("tag", "Rain"), ("author", "An")):
        subject = named(kind, name)
        MODELS[kind].objects.bulk_create(MODELS[kind](article=article, **{kind: subject}) for article in articles)
    pin_at(SlotPage(section=section), 2, articles[60], editor)
    for path in ("/vietnam/", "/topic/floods/", "/tag/rain/", "/author/an/"):
        for number in (1, 2, 4):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(path, {"page": number}).context["page"]
            assert (page.paginator.count, len(page)) == (70, 10 if number == 4 else 20)
            assert not [query["sql"] for query in asked if "OFFSET" in query["sql"]]
            assert max(limits(asked)) <= 40
        assert client.get(path, {"page": 5}).status_code == 404


def limits(asked: CaptureQueriesContext) -> list[int]:
    """How many rows each query of the page reads at most."""
    of_the_list = [query["sql"] for query in asked if "oldaddress" not in query["sql"]]
    return [int(limit) for sql in of_the_list for limit in re.findall(r"LIMIT (\d+)", sql)]
