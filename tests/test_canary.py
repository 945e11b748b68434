"""A word that stands only in what the public cannot see is found nowhere that the public can reach."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from articles import photos
from articles.models import (
    Article,
    Author,
    Byline,
    EditorialNote,
    PinnedRelated,
    PlacedPhoto,
    Slot,
    Topic,
    TopicPlacement,
)
from articles.tagging import set_tags
from tests.pictures import picture
from tests.stories import count_view, story

pytestmark = pytest.mark.django_db

WORD, ADDRESS = "Kanarix", "kanarix"  # a page says what was asked for, so addresses spell it small
LINK = re.compile(r'(?:href|src|srcset|action)="(/[^"#]*)"|<loc>https?://[^/]+(/[^<]*)</loc>')
DOORS = (
    *("/", "/vi/", "/es/", "/about/", "/corrections/", "/corrections/feed/", "/feed/", "/vi/feed/", "/vietnam/feed/"),
    *(
        "/sitemap.xml",
        "/news-sitemap.xml",
        "/robots.txt",
        f"/search/?q={ADDRESS}",
        f"/search/?q={ADDRESS}&section=vietnam",
    ),
    *(f"/tag/{ADDRESS}/", f"/topic/{ADDRESS}/", f"/author/{ADDRESS}/", "/me/", "/accounts/login/", "/no/such/page/"),
)
MOST_PAGES = 300


def hide(number: int, **fields: Any) -> Article:
    """A hidden article that says the word wherever an article can say anything."""
    fields = {"published_at": None, "standfirst": f"The {WORD} stands first.", "slug": f"{ADDRESS}-{number}"} | fields
    article = story(f"The {WORD} is number {number}", f"A {WORD} sings.", **fields)
    photo = photos.take_in(
        ContentFile(picture((600, 400), color=(number, 9, 9)), f"{ADDRESS}-{number}.jpg"),
        caption=f"A {WORD} at dawn.",
        credit=f"Photo: {WORD}",
        alt=f"A {WORD} on a branch.",
    )
    PlacedPhoto.objects.create(article=article, photo=photo, is_lead=True, own_caption=f"Our {WORD}.")
    Byline.objects.create(article=article, author=Author.objects.get_or_create(name=WORD)[0])
    TopicPlacement.objects.create(article=article, topic=Topic.objects.get_or_create(name=WORD)[0])
    EditorialNote.objects.create(article=article, text=f"Who paid for the {WORD}?")
    set_tags(article, [WORD])
    count_view(article.pk)
    return article


@pytest.fixture
def hidden(full: Article) -> list[Article]:
    """One article for each way of being hidden, set beside, before and under what is public."""
    tomorrow = timezone.now() + timedelta(days=1)
    articles = [
        hide(1, status="draft"),
        hide(2, status="in_review"),
        hide(3, status="approved", published_at=timezone.now() - timedelta(hours=3)),
        hide(4, status="published", published_at=tomorrow, embargoed_until=tomorrow),
        hide(5, status="withdrawn", published_at=timezone.now() - timedelta(hours=3)),
    ]
    for position, article in enumerate(articles, start=1):
        PinnedRelated.objects.create(article=full, related_article=article, position=position)
        Slot.objects.create(language="en", position=position, article=article)
        Slot.objects.create(section=full.section, position=position, article=article)
    return articles


def alike(link: str) -> str:
    """The same for links that lead whoever is not logged in to one page, where they are asked to."""
    return re.sub(r"\d+|\?.*", "", link) if link.startswith("/me/") else link


def reached(client: Client) -> Iterator[tuple[str, Any]]:
    """Every public answer that one comes to by following links and addresses in sitemaps."""
    waiting, seen = list(DOORS), set(DOORS)
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        yield address, answer
        if answer.streaming or not answer["Content-Type"].startswith(("text/html", "application/xml")):
            continue
        for link in sorted(path or place for path, place in LINK.findall(answer.content.decode())):
            if alike(link) not in seen and not link.startswith(("/static/", "/photos/", "/accounts/")):
                seen.add(alike(link))
                waiting.append(link)


def test_nothing_that_is_reached_by_links_says_it(client: Client, hidden: list[Article], full: Article) -> None:
    pages = dict(reached(client))
    assert full.get_absolute_url() in pages
    assert 20 < len(pages) < MOST_PAGES
    for address, answer in pages.items():
        shown = answer.content.decode()
        assert WORD not in shown, address
        assert ADDRESS not in shown or ADDRESS in address, address
    assert pages[f"/search/?q={ADDRESS}"].context["page"].paginator.count == 0


def test_its_own_addresses_and_its_photos_answer_as_if_it_were_not_there(client: Client, hidden: list[Article]) -> None:
    """Each photo is asked for in another crop, so that together they are asked for in all."""
    absent = [hidden[0].get_absolute_url().replace(f"-{hidden[0].pk}/", "-999999/"), "/me/react/999999/"]
    statuses = [client.get(address).status_code for address in absent]
    assert statuses[0] == 404
    for article, crop in zip(hidden, cycle(photos.CROPS), strict=False):
        own = [article.get_absolute_url(), f"/me/react/{article.pk}/"]
        assert [client.get(address).status_code for address in own] == statuses
        photo = photos.renditions(article.placed_photos.get().photo, crop)[0]
        assert client.get(photo.url).status_code == 404


def test_what_is_published_says_it_on_every_list(client: Client, hidden: list[Article]) -> None:
    """The word is found once one of the articles is out, so that not finding it says something."""
    Article.objects.filter(pk=hidden[0].pk).update(status="published", published_at=timezone.now())
    for address in ("/feed/", f"/tag/{ADDRESS}/", f"/topic/{ADDRESS}/", f"/author/{ADDRESS}/", f"/search/?q={ADDRESS}"):
        assert WORD in client.get(address).content.decode(), address
