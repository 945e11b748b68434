"""Sections that name authors in lists, as newspapers sign opinion."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles.freshness import key, making, whole_of
from articles.models import Article, Author, Byline, Section
from tests.stories import at, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def column(db: None) -> Article:
    """An article by two in Columns, a part of Opinion, beside one of the world by another."""
    opinion = Section.objects.create(name="Opinion", is_signed=True)
    Section.objects.create(name="Columns", parent=opinion)
    article = story("Against lists", section="Columns", standfirst="Who says so?")
    for position, name in enumerate(("Ana Ruiz", "Bình Lê")):
        Byline.objects.create(article=article, author=Author.objects.create(name=name), position=position)
    Byline.objects.create(article=story("A lake", section="World"), author=Author.objects.create(name="Chi Vũ"))
    return article


def test_a_section_that_signs_names_authors_in_every_list_and_so_do_those_below_it(
    client: Client, column: Article
) -> None:
    lists = ("/", "/opinion/", "/columns/", "/search/?q=lists", "/vi/opinion/")
    for address in lists:
        html = client.get(address).text
        assert "Ana Ruiz and Bình Lê" in html or "Ana Ruiz và Bình Lê" in html, address
        assert "Chi Vũ" not in html, address
    Section.objects.update(is_signed=False)
    assert [address for address in lists if "Ana Ruiz" in client.get(address).text] == []


def test_a_signed_article_is_signed_beside_another_and_not_on_its_authors_page(client: Client, column: Article) -> None:
    beside = story("Another column", section="Columns")
    rail = client.get(beside.get_absolute_url()).text.partition('class="related"')[2]
    assert "By Ana Ruiz and Bình Lê" in rail
    assert "By Ana Ruiz" not in client.get("/author/ana-ruiz/").text


def test_a_list_that_names_an_author_is_made_anew_when_they_are_renamed_or_taken_off(
    client: Client, column: Article
) -> None:
    needed = {whole_of(column.pk), *(key("author", author.pk) for author in column.authors.all())}
    shown = {}
    for address in ("/", "/opinion/", "/world/"):
        with making() as made:
            client.get(address)
        shown[address] = needed & made.rows
    assert shown == {"/": needed, "/opinion/": needed, "/world/": set()}


def test_the_front_says_of_today_the_minute_and_of_older_days_the_day(client: Client) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
    for number in range(20):
        story(f"Story {number}", published_at=noon.replace(day=23 - number // 5))
    with at(noon):
        html = client.get("/").text
    assert [said for said in (">12:00</time>", ">22 November</time>") if said not in html] == []
    assert ">23 November</time>" not in html
