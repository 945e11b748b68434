"""Tags offered while typing and from the text."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Author, Section, Tag, Topic
from articles.naming import add_synonym
from articles.tagging import set_tags
from tests.article_desk import ADD_ARTICLE
from tests.article_desk import typed as typed_article
from tests.stories import story

pytestmark = pytest.mark.django_db

SUGGEST = reverse("admin:articles_tag_suggest")


@pytest.fixture
def desk(client: Client, journalist: User) -> Client:
    client.force_login(journalist)
    for name in ("Hà Nội", "Hanoi", "Hồ Gươm", "AI", "Washington, D.C.", "Water"):
        Tag.objects.create(name=name)
    add_synonym(Tag.objects.get(name="Water"), "Clean rivers")
    return client


def names(answer: Any) -> list[str]:
    return [tag["name"] for tag in answer.json()["tags"]]


def test_more_tags_than_anybody_gives_are_refused_with_their_number(
    client: Client, editor: User, section: Section
) -> None:
    client.force_login(editor)
    sent = typed_article(section, tag_names=", ".join(f"Tag {number}" for number in range(51)))
    html = client.post(ADD_ARTICLE, sent).content.decode()
    assert "There are 51 tags, and an article has at most 50" in html
    assert "Tag 50" in html
    assert not Tag.objects.exists()


def test_tags_are_offered_whatever_marks_are_typed(desk: Client) -> None:
    expected = {
        "ha noi": ["Hà Nội", "Hanoi"],
        "HÀ N": ["Hà Nội", "Hanoi"],
        "guom": ["Hồ Gươm"],
        "rivers": ["Water"],
        "d.c": ["Washington, D.C."],
        **{odd: [] for odd in ("a", "", "%%", "\ufffe\ufffe")},
    }
    assert {typed: names(desk.get(SUGGEST, {"q": typed})) for typed in expected} == expected


def test_tags_that_the_text_names_as_whole_words_are_offered(desk: Client) -> None:
    expected = {
        "<p>In <b>Hà Nội</b>, at hồ gươm.</p>": ["Hà Nội", "Hồ Gươm"],
        "Hanoi, Hanoi and Hà Nội": ["Hanoi", "Hà Nội"],
        "Clean rivers for all": ["Water"],
        "Waters said it again: main AIR": [],
        "Washington, D.C. again": ["Washington, D.C."],
        "\x00": [],
    }
    assert {text: names(desk.post(SUGGEST, {"text": text})) for text in expected} == expected


def test_authors_and_topics_that_the_text_names_are_offered_too(desk: Client) -> None:
    author = Author.objects.create(name="Lê Minh Đức")
    topic = Topic.objects.create(name="Clean water")
    add_synonym(topic, "Sạch nước")
    found = desk.post(SUGGEST, {"text": "<p>Lê Minh Đức saw it: sạch nước.</p>"}).json()
    assert found["authors"] == [{"id": author.pk, "name": "Lê Minh Đức"}]
    assert found["topics"] == [{"id": topic.pk, "name": "Clean water"}]


def test_the_section_of_most_articles_with_these_tags_is_offered(desk: Client) -> None:
    def section(**sent: str) -> list[str]:
        return [each["name"] for each in desk.post(SUGGEST, sent).json()["section"]]

    for number, home in enumerate(["Culture", "Culture", "Vietnam", "Culture"]):
        assert section(tags="Water") == []
        set_tags(story(f"Story {number}", section=home), ["Water"])
    assert section(tags="water, ") == section(text="Clean rivers") == ["Culture"]
    assert section(tags="x" * 500) == section(text="Hanoi") == []
    for number in range(3):
        set_tags(story(f"Another {number}", section="Vietnam", status="draft" if number else "published"), ["Water"])
    set_tags(story("The last", section="Vietnam"), ["Water"])
    assert section(tags="Water") == []


def test_a_long_text_is_looked_through_once(desk: Client, django_assert_num_queries: Any) -> None:
    Tag.objects.bulk_create(Tag(name=f"Hà {number}", slug=f"ha-{number}") for number in range(2000))
    text = "hà nội " * 25_000
    desk.get(SUGGEST)
    with django_assert_num_queries(11):
        assert names(desk.post(SUGGEST, {"text": text})) == ["Hà Nội"]


def test_a_synonym_is_said_beside_the_tag_that_it_means(desk: Client) -> None:
    assert desk.get(SUGGEST, {"q": "clean"}).json()["tags"] == [{"name": "Water", "uses": 0, "by": "Clean rivers"}]


def test_nobody_else_is_told(client: Client, moderator: User) -> None:
    assert client.get(SUGGEST).status_code == 302
    client.force_login(moderator)
    assert client.get(SUGGEST, {"q": "ha"}).status_code == 403
