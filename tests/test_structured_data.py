"""What an article's page says to search engines."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Byline, Correction, Newsroom, PlacedPhoto, Topic, TopicPlacement
from articles.photos import take_in
from articles.tagging import set_tags
from tests.pictures import file, picture
from tests.stories import story

pytestmark = pytest.mark.django_db
ADDRESS = "http://testserver"


def told(client: Client, article: Article) -> tuple[dict[str, Any], dict[str, Any]]:
    """The NewsArticle and the BreadcrumbList on an article's page."""
    page = client.get(article.get_absolute_url()).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    news, way = json.loads(text)
    return news, way


@pytest.fixture
def full_story(media: Any) -> Article:
    Newsroom.objects.create(name="The Red River Post")
    article = story("Phà đêm trở lại", "Một hai ba bốn.", standfirst="Sau mười năm.", language="vi", hours_ago=5)
    author = Author.objects.create(name="Nguyễn Ánh Tuyết", role="Reporter")
    Byline.objects.create(article=article, author=author)
    set_tags(article, ["Sông Hồng"])
    TopicPlacement.objects.create(article=article, topic=Topic.objects.create(name="Storm season"))
    photo = take_in(file(picture((2400, 1600))), caption="Bến phà", credit="Ảnh: Lê Đức")
    PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True)
    return article


def test_the_page_tells_what_the_article_is(client: Client, full_story: Article) -> None:
    news, _way = told(client, full_story)
    address = ADDRESS + full_story.get_absolute_url()
    author = {
        "@type": "Person",
        "name": "Nguyễn Ánh Tuyết",
        "url": f"{ADDRESS}/vi/author/nguyen-anh-tuyet/",
        "jobTitle": "Reporter",
    }
    expected = {
        "@type": "NewsArticle",
        "headline": "Phà đêm trở lại",
        "description": "Sau mười năm.",
        "mainEntityOfPage": address,
        "author": [author],
        "articleSection": "Vietnam",
        "keywords": ["Storm season", "Sông Hồng"],
        "inLanguage": "vi",
        "wordCount": 4,
        "isAccessibleForFree": True,
    }
    assert {key: news[key] for key in expected} == expected
    assert news["publisher"]["name"] == "The Red River Post"
    assert news["datePublished"] == news["dateModified"]
    assert news["datePublished"].endswith("+07:00")


def test_the_photo_is_offered_in_three_shapes(client: Client, full_story: Article) -> None:
    images = told(client, full_story)[0]["image"]
    assert [(image["width"], image["height"]) for image in images] == [(1200, 675), (1200, 800), (1200, 1200)]
    assert {image["creditText"] for image in images} == {"Ảnh: Lê Đức"}
    assert {client.get(image["url"].removeprefix(ADDRESS)).status_code for image in images} == {200}


def test_a_correction_is_told_and_counts_as_a_change(client: Client, full_story: Article) -> None:
    moment = full_story.published_at + timedelta(hours=2)
    Correction.objects.create(article=full_story, text="It is 4.2 km.", published_at=moment)
    news, _way = told(client, full_story)
    assert [each["text"] for each in news["correction"]] == ["It is 4.2 km."]
    assert news["dateModified"] > news["datePublished"]


def test_the_way_leads_from_the_edition_through_the_section(client: Client, full_story: Article) -> None:
    _news, way = told(client, full_story)
    steps = [(step["position"], step["item"].removeprefix(ADDRESS)) for step in way["itemListElement"]]
    assert steps == [(1, "/vi/"), (2, "/vi/vietnam/"), (3, full_story.get_absolute_url())]


def test_the_front_of_each_edition_tells_what_the_newspaper_is_called(client: Client, full_story: Article) -> None:
    for address, language in (("/", "en"), ("/vi/", "vi")):
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text, re.DOTALL)
        paper = json.loads(text)
        assert (paper["@type"], paper["name"], paper["inLanguage"]) == ("WebSite", "The Red River Post", language)
        assert paper["url"] == ADDRESS + address
        assert paper["publisher"]["@type"] == "NewsMediaOrganization"


def test_what_is_not_there_is_not_told(client: Client, article: Article) -> None:
    news, _way = told(client, article)
    assert not {"image", "author", "correction", "keywords", "description"} & set(news)


def test_a_shared_link_shows_the_photo_large_or_else_the_newspapers_icon(
    client: Client, article: Article, full_story: Article
) -> None:
    """Of 512 pixels, because Facebook shows none under 200."""
    page, bare = (client.get(each.get_absolute_url()).text for each in (full_story, article))
    for without_photo in (bare, client.get("/").text, client.get("/vietnam/").text):
        assert re.findall(r'"og:image" content="([^"]+)"', without_photo) == [f"{ADDRESS}/static/icon-512.png"]
        assert without_photo.count('<meta name="twitter:card" content="summary">') == 1
    assert len(re.findall(rf'"og:image" content="{ADDRESS}/photos/[^"]+"', page)) == 1
    assert '<meta name="twitter:card" content="summary_large_image">' in page


def test_no_headline_can_end_the_script(client: Client) -> None:
    article = story("</script><script>alert(1)</script> <!-- &")
    news, _way = told(client, article)
    assert news["headline"] == article.headline
    assert b"<script>alert" not in client.get(article.get_absolute_url()).content
