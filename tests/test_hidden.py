"""What the public must not learn of articles that it cannot see: not even the names that stand on them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Author, Byline, Topic, TopicPlacement
from articles.tagging import set_tags
from tests.stories import hidden_stories, story

pytestmark = pytest.mark.django_db

PAGES = ("/topic/kanarix/", "/author/kanarix/", "/tag/kanarix/")


@pytest.fixture
def names() -> tuple[Author, Topic]:
    """An author, a topic and a tag, all of one name, that stand on every kind of hidden article."""
    author, topic = Author.objects.create(name="Kanarix"), Topic.objects.create(name="Kanarix")
    for article in hidden_stories():
        Byline.objects.create(article=article, author=author)
        TopicPlacement.objects.create(article=article, topic=topic)
        set_tags(article, ["Kanarix"])
    return author, topic


@pytest.mark.usefixtures("names")
def test_a_name_on_hidden_articles_alone_has_no_page(client: Client) -> None:
    assert [client.get(address).status_code for address in PAGES] == [404, 404, 404]


def test_the_first_published_article_opens_the_pages_of_its_names(client: Client, names: tuple[Author, Topic]) -> None:
    article = story("Out at last")
    Byline.objects.create(article=article, author=names[0])
    TopicPlacement.objects.create(article=article, topic=names[1])
    set_tags(article, ["Kanarix"])
    for address in PAGES:
        html = client.get(address).content.decode()
        assert "Out at last" in html
        assert "A hidden" not in html


def test_what_other_pages_link_to_has_a_page_without_articles(client: Client, names: tuple[Author, Topic]) -> None:
    Author.objects.update(role="Reporter")
    Topic.objects.update(banner_from=timezone.now() - timedelta(hours=1))
    assert [client.get(address).status_code for address in PAGES] == [200, 200, 404]


@pytest.mark.usefixtures("names")
def test_a_strip_to_come_tells_nothing_yet(client: Client) -> None:
    Topic.objects.update(banner_from=timezone.now() + timedelta(hours=1))
    assert client.get("/topic/kanarix/").status_code == 404
