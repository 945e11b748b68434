"""Sitemaps and robots.txt: which pages search engines are told of."""

import re
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.utils import timezone

from articles.corrections import correct
from articles.models import Article, Author, Byline, Newsroom, Section, Topic, TopicPlacement
from articles.sitemaps import Articles
from articles.tagging import set_tags
from tests.forms import undrawn
from tests.sitemaps import MAPS, addresses, everything
from tests.stories import hidden_stories, story

pytestmark = pytest.mark.django_db
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def in_each_edition(pages: set[str]) -> set[str]:
    return {f"{edition}{page}" for edition in ("", "/vi", "/es") for page in pages}


def last_changes(client: Client, address: str) -> list[str | None]:
    return [each.text for each in fromstring(client.get(address).content).iter(f"{MAPS}lastmod")]


def file_everywhere(article: Article) -> Article:
    """Put an article under an author, a topic and a tag."""
    Byline.objects.create(article=article, author=Author.objects.get_or_create(name="Bùi Ngân")[0])
    TopicPlacement.objects.create(article=article, topic=Topic.objects.get_or_create(name="Storm season")[0])
    set_tags(article, ["Sông Hồng"])
    return article


def test_every_public_page_is_in_the_sitemap(client: Client) -> None:
    home = Section.objects.create(name="Vietnam")
    Section.objects.create(name="Hanoi", parent=home)
    article = file_everywhere(story("Night ferry", section="Hanoi"))
    pages = {"/", "/vietnam/", "/hanoi/", "/topic/storm-season/", "/author/bui-ngan/", "/tag/song-hong/"}
    pages = in_each_edition({*pages, "/about/", "/corrections/"})
    found = everything(client)
    assert found == {*pages, article.get_absolute_url()}
    with undrawn():
        assert {client.get(page).status_code for page in found} == {200}


def test_a_topic_is_told_of_in_each_language_and_by_its_own_address_for_all_others(client: Client) -> None:
    TopicPlacement.objects.create(article=story("Night ferry"), topic=Topic.objects.create(name="EN"))
    told = re.findall(r'hreflang="([^"]*)" href="http://testserver([^"]*)"', client.get("/sitemap-topics.xml").text)
    own = "/topic/en/"
    assert told == [("en", own), ("vi", f"/vi{own}"), ("es", f"/es{own}"), ("x-default", own)] * 3


def test_pages_that_list_nothing_public_are_left_out(client: Client) -> None:
    for article in hidden_stories():
        file_everywhere(article)
    assert everything(client) == in_each_edition({"/", "/about/", "/corrections/"})
    assert addresses(client, "/news-sitemap.xml") == []


def test_articles_beyond_a_page_go_on_the_next(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Articles, "limit", 2)
    stories = [story(f"Story {number}") for number in range(3)]
    assert [part for part in addresses(client, "/sitemap.xml") if "articles" in part] == [
        "/sitemap-articles.xml",
        "/sitemap-articles.xml?p=2",
    ]
    assert addresses(client, "/sitemap-articles.xml?p=2") == [stories[2].get_absolute_url()]


def test_each_page_says_when_it_last_changed(client: Client) -> None:
    article = story("Night ferry", hours_ago=24 * 30)
    article.updated_at = story("Tram", section="City", hours_ago=48).published_at
    article.save()
    assert len({*last_changes(client, "/sitemap-articles.xml")}) == 1
    note = correct(article, "correction", "It sails at four.", None)
    corrected, other = last_changes(client, "/sitemap-articles.xml")
    assert corrected == f"{timezone.localdate(note.published_at)}" != other
    assert timezone.localtime(note.published_at).isoformat() in last_changes(client, "/sitemap.xml")


@pytest.mark.parametrize("part", ["nothing.xml", "articles.xml?p=2", "articles.xml?p=x", "articles.xml?p=01"])
def test_a_part_that_does_not_exist_is_not_found(client: Client, part: str) -> None:
    assert client.get(f"/sitemap-{part}").status_code == 404


def test_the_news_sitemap_holds_two_days(client: Client) -> None:
    Newsroom.objects.create(name="Red & River")
    fresh = story("Phà <đêm> & bến", language="vi", hours_ago=47)
    story("Too old", hours_ago=49)
    root = fromstring(client.get("/news-sitemap.xml").content)
    assert [each.text for each in root.iter(f"{NEWS}title")] == [fresh.headline]
    assert [each.text for each in root.iter(f"{NEWS}name")] == ["Red & River"]
    assert [each.text for each in root.iter(f"{NEWS}language")] == ["vi"]


def test_crawlers_may_ask_whether_anything_changed(client: Client, article: Article) -> None:
    for address in ("/sitemap.xml", "/sitemap-articles.xml", "/news-sitemap.xml", "/robots.txt"):
        first = client.get(address)
        assert not first.cookies, address
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304, address


def test_robots_are_kept_out_of_what_is_private_and_shown_the_sitemaps(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {f"Disallow: {path}" for path in ("/me/", "/accounts/", "/admin/", "/search/", "/vi/search/")} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Sitemap: http://testserver/news-sitemap.xml" in lines


def test_a_sitemap_costs_the_same_however_many_articles_it_holds(
    client: Client, article: Article, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        story(f"Story {number}")
    with django_assert_num_queries(3):
        client.get("/sitemap-articles.xml")
