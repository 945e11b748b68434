"""A whole newspaper for tests: an article with everything that a page can show, and others around it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    Newsroom,
    Page,
    Photo,
    PlacedPhoto,
    Topic,
    TopicPlacement,
)
from articles.photos import take_in
from articles.tagging import set_tags
from articles.terms import prepare
from tests.pictures import picture
from tests.stories import count_view, many_stories, story

NAMES = ("Nguyễn Ánh Tuyết", "Mateo Bolaño Núñez")


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    Page.objects.create(title="Rules for notes", text="<p>Be fair.</p>", purpose="rules")
    return Newsroom.objects.create(name="The Red River Post", about="Made in Hanoi.", contact_email="desk@example.com")


@pytest.fixture
def full(newsroom: Newsroom, media: Any) -> Article:
    """The article, in Vietnam; eight more stand beside it."""
    body = "</p><p>".join(f"Paragraph {number} of the story." for number in range(1, 6))
    found = story("The lake keeps its tower", body, hours_ago=2, standfirst="Clear water is back in Hồ Gươm.")
    Article.objects.filter(pk=found.pk).update(updated_at=timezone.now() - timedelta(hours=1))
    for position, name in enumerate(NAMES):
        author = Author.objects.create(name=name, role="Reporter", biography=f"{name} writes of the river.")
        Byline.objects.create(article=found, author=author, position=position)
    topic = Topic.objects.create(name="Clean water", banner_from=timezone.now() - timedelta(days=1))
    TopicPlacement.objects.create(article=found, topic=topic)
    set_tags(found, ["Hồ Gươm", "Schools", f"W{'a' * 79}ter"])
    place(found, (200, 40, 40), "The tower at dusk.", is_lead=True)
    place(found, (40, 200, 40), "Reeds on the bank.", after_paragraph=2)
    Correction.objects.create(article=found, text="An earlier version misspelt a name.")
    three_hours_ago = timezone.now() - timedelta(hours=3)
    others = many_stories(8, "Another story, number {}", published_at=three_hours_ago)
    count_view(*(other.pk for other in others))
    street = photo_of((40, 40, 9), "A street.")
    PlacedPhoto.objects.bulk_create(PlacedPhoto(article=other, photo=street, is_lead=True) for other in others)
    prepare([other.pk for other in others])
    return found


def place(article: Article, color: tuple[int, int, int], caption: str, **fields: Any) -> PlacedPhoto:
    """Put a photo of one colour into the article."""
    return PlacedPhoto.objects.create(article=article, photo=photo_of(color, caption), **fields)


def photo_of(color: tuple[int, int, int], caption: str) -> Photo:
    return take_in(ContentFile(picture((900, 600), color=color), "p.jpg"), caption=caption, credit="Photo: Lê Minh Đức")
