"""The Atom feeds: what they hold of whom, and that a reader may ask often."""

from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.corrections import correct
from articles.models import Article, Author, Byline, Newsroom, PlacedPhoto, Section
from articles.photos import take_in
from tests.pictures import file, picture
from tests.stories import at, hidden_stories, story

pytestmark = pytest.mark.django_db
ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"


def feed(client: Client, address: str = "/feed/") -> Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(response.content)


def titles(root: Element) -> list[str | None]:
    return [title.text for title in root.findall(f"{ATOM}entry/{ATOM}title")]


@pytest.fixture
def full_story(media: Any) -> Article:
    """An article with two authors and a lead photo, and marks and signs in every word."""
    article = story('Phà đêm & "Hồng Hà" <trở lại>', standfirst="Sau 10 năm <b>&", language="vi")
    for name in ("Nguyễn Ánh Tuyết", "Mateo Bolaño"):
        Byline.objects.create(article=article, author=Author.objects.create(name=name))
    photo = take_in(file(picture()), caption="Chuyến phà\x0b & bến", credit="Ảnh: Lê <Đức>")
    PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True)
    return article


def test_a_feed_tells_what_a_list_shows(client: Client, full_story: Article) -> None:
    Newsroom.objects.create(name="The Red River Post", tagline="News of Hanoi")
    root = feed(client)
    assert (root.findtext(f"{ATOM}title"), root.findtext(f"{ATOM}subtitle")) == ("The Red River Post", "News of Hanoi")
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == full_story.headline
    assert entry.findtext(f"{ATOM}summary") == "Sau 10 năm &lt;b&gt;&amp;"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{full_story.get_absolute_url()}"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert [each.text for each in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Nguyễn Ánh Tuyết", "Mateo Bolaño"]
    photo = entry.find(f"{MEDIA}content")
    assert photo.findtext(f"{MEDIA}credit") == "Ảnh: Lê <Đức>"
    assert photo.get("url").startswith("http://testserver/photos/")


def test_an_entry_keeps_its_identity_when_its_words_change(client: Client, article: Article) -> None:
    (before,) = (entry.findtext(f"{ATOM}id") for entry in feed(client).findall(f"{ATOM}entry"))
    article.headline, article.section = "Another headline", Section.objects.create(name="World")
    article.save()
    (after,) = (entry.findtext(f"{ATOM}id") for entry in feed(client).findall(f"{ATOM}entry"))
    assert before == after


def test_an_update_is_told(client: Client, article: Article) -> None:
    article.updated_at = article.published_at + timedelta(minutes=30)
    article.save()
    entry = feed(client).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == article.updated_at.isoformat()
    assert entry.findtext(f"{ATOM}published") == article.published_at.isoformat()


def test_a_correction_is_told_as_an_update(client: Client, article: Article, editor: User) -> None:
    note = correct(article, "correction", "An earlier version misspelt a name.", editor)
    entry = feed(client).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == note.published_at.isoformat()
    assert entry.findtext(f"{ATOM}published") == article.published_at.isoformat()


def test_a_section_has_a_feed_with_the_sections_below_it(client: Client) -> None:
    vietnam = Section.objects.create(name="Vietnam")
    Section.objects.create(name="Hanoi", parent=vietnam)
    for headline, section in (("Here", "Vietnam"), ("Below", "Hanoi"), ("Elsewhere", "World")):
        story(headline, section=section)
    root = feed(client, "/vietnam/feed/")
    assert set(titles(root)) == {"Here", "Below"}
    assert root.findtext(f"{ATOM}title") == "Broadsheet: Vietnam"


def test_the_newest_come_first_and_thirty_are_enough(client: Client) -> None:
    for number in range(32):
        story(f"Story {number}", hours_ago=number)
    assert titles(feed(client)) == [f"Story {number}" for number in range(30)]


def test_hidden_articles_are_absent_from_every_feed(client: Client) -> None:
    hidden_stories()
    assert titles(feed(client)) == titles(feed(client, "/vietnam/feed/")) == []


@pytest.mark.parametrize("address", ["/nowhere/feed/", "/%F0%9F%99%82/feed/", "/%FF/feed/"])
def test_a_section_that_does_not_exist_has_no_feed(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_reader_who_has_it_already_is_told_so(client: Client, article: Article) -> None:
    first = client.get("/feed/")
    assert client.get("/feed/", headers={"if-none-match": first["ETag"]}).status_code == 304
    story("Newer")
    assert client.get("/feed/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_feed_without_entries_stays_as_it_is(client: Client, section: Section) -> None:
    for address in ("/feed/", "/vi/feed/", "/vietnam/feed/", "/corrections/feed/"):
        now = client.get(address).content
        with at(timezone.now() + timedelta(days=1)):
            assert client.get(address).content == now, address


def test_feeds_are_the_same_for_everyone(client: Client, article: Article) -> None:
    response = client.get("/feed/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post("/feed/").status_code == 405


def test_a_feed_costs_the_same_however_long_it_is(
    client: Client, full_story: Article, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        story(f"Story {number}")
    with django_assert_num_queries(4):
        client.get("/feed/")
    with django_assert_num_queries(6):
        client.get("/vietnam/feed/")
