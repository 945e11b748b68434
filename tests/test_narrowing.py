"""A search narrowed to a section, a language or the last days, and put in order by date."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Author, Byline, Section
from articles.narrowing import Narrowing
from articles.search import MOST_RANKED, Results, search
from articles.tagging import set_tags
from tests.stories import headlines, many_stories, story

pytestmark = pytest.mark.django_db


def found(client: Client, edition: str = "", **asked: str) -> list[str]:
    """The headlines that a search leads to, in their order."""
    page = client.get(f"{edition}/search/", {"q": "ferry", **asked})
    assert page.status_code == 200
    return [article.headline for article in page.context["page"]]


@pytest.fixture
def ferries(db: None) -> Section:
    """Ferries of several days and languages; answers the section that lies within another."""
    world = Section.objects.create(name="World")
    asia = Section.objects.create(name="Asia", parent=world)
    story("Ferry of the hour", section="Vietnam", hours_ago=1)
    story("From Asia", "By ferry.", section="Asia", hours_ago=24 * 3)
    story("Un ferry", section="World", language="es", hours_ago=24 * 20)
    story("Ferry ferry", "Ferry of old.", section="World", hours_ago=24 * 800)
    story("A tram", section="Asia")
    return asia


def test_a_search_is_narrowed_by_section_language_and_period_and_by_all(client: Client, ferries: Section) -> None:
    asked: dict[str, list[str]] = {
        "section=world": ["From Asia", "Un ferry", "Ferry ferry"],
        "section=asia": ["From Asia"],
        "language=es": ["Un ferry"],
        "period=day": ["Ferry of the hour"],
        "period=week": ["Ferry of the hour", "From Asia"],
        "period=month": ["Ferry of the hour", "From Asia", "Un ferry"],
        "period=year": ["Ferry of the hour", "From Asia", "Un ferry"],
        "section=world&language=es&period=month": ["Un ferry"],
        "section=asia&language=es": [],
        "": ["Ferry of the hour", "From Asia", "Un ferry", "Ferry ferry"],
    }
    for query, expected in asked.items():
        chosen = dict(each.split("=") for each in query.split("&") if each)
        assert found(client, order="newest", **chosen) == expected, query
    assert found(client, section="world")[-1] == "From Asia"


def test_what_there_is_not_narrows_nothing(client: Client, ferries: Section) -> None:
    for wrong in ("nowhere", "World", "5", "'", "\ud800", "x" * 5000, " "):
        odd = urlencode(dict.fromkeys(("section", "language", "period", "order"), wrong), errors="surrogatepass")
        assert len(client.get(f"/search/?q=ferry&{odd}").context["page"]) == 4, ascii(wrong)[:20]
    assert client.get("/search/?q=ferry&section=%00").status_code == 400
    assert client.get("/search/?q=ferry&section=asia&page=2").status_code == 404


def test_the_form_keeps_what_was_chosen_and_so_do_links_to_pages_and_editions(client: Client) -> None:
    many_stories(45, "Ferry {}")
    page = client.get("/vi/search/?q=ferry&section=vietnam&period=week&order=newest&language=&page=2")
    html = page.text
    for value in ("vietnam", "week", "newest"):
        assert f'<option value="{value}" selected>' in html
    assert 'href="?q=ferry&amp;section=vietnam&amp;period=week&amp;order=newest&amp;page=3"' in html
    assert "language=&" not in html.partition("<main")[2]
    assert 'href="/es/search/?q=ferry&amp;section=vietnam&amp;period=week&amp;order=newest&amp;page=2"' in html
    assert '<meta name="robots" content="noindex, follow">' in html
    empty = client.get("/search/?q=zeppelin&section=vietnam&order=newest").text
    assert 'href="?q=zeppelin&amp;order=newest"' in empty


def test_a_search_names_what_it_is_narrowed_to(client: Client, ferries: Section) -> None:
    page = client.get("/search/?q=ferry&section=asia&language=en&period=week&order=newest").text
    assert "1 article found for “ferry” · Asia · English · Past week</p>" in " ".join(page.split())
    nothing = client.get("/search/?q=ferry&section=asia&language=es").text
    assert "<h2>Nothing matches “ferry” · Asia · Español</h2>" in " ".join(nothing.split())


def test_a_keyboard_goes_on_from_what_is_chosen_to_a_button(client: Client, section: Section) -> None:
    form = client.get("/search/").text.rpartition("</select>")[2].partition("</form>")[0]
    assert '<button class="button" type="submit">Apply</button>' in form


def test_authors_and_tags_lead_to_their_articles_within_what_is_wanted(client: Client, ferries: Section) -> None:
    here, there = story("By her", section="Asia"), story("By her too", section="Vietnam")
    for article in (here, there):
        Byline.objects.create(article=article, author=Author.objects.get_or_create(name="Ferry Hansen")[0])
        set_tags(article, ["Ferry"])
    assert set(found(client, section="asia")) == {"By her", "From Asia"}


def test_what_is_rare_where_it_is_wanted_is_found_among_very_many(section: Section) -> None:
    moment = timezone.now() - timedelta(days=1)
    crowd = [
        Article(headline=f"Ferry {number}", section=section, status="published", published_at=moment)
        for number in range(MOST_RANKED + 5)
    ]
    Article.objects.bulk_create(crowd)
    rare = story("A ferry abroad", section="World", language="es", hours_ago=24 * 900)
    abroad = Narrowing(sections=frozenset([rare.section_id]))
    assert list(search("ferry", abroad)) == list(search("ferry", Narrowing(language="es"))) == [rare]
    assert Results("ferry", abroad).about == 0
    here = Results("ferry", Narrowing(sections=frozenset([section.pk]), since=moment - timedelta(days=1)))
    assert here.about == MOST_RANKED + 5


def test_by_date_nothing_is_left_out_between_two_that_are_shown(section: Section, monkeypatch: Any) -> None:
    monkeypatch.setattr("articles.search.MOST_RANKED", 5)
    for article in many_stories(8, "Ferry {}")[:2]:
        Byline.objects.create(article=article, author=Author.objects.get_or_create(name="Ferry Hansen")[0])
    old = story("An old story", hours_ago=24 * 90)
    Byline.objects.create(article=old, author=Author.objects.get())
    by_date = Results("ferry", Narrowing(is_by_date=True))
    assert headlines(by_date[0:20]) == [f"Ferry {number}" for number in range(5)]


def test_a_narrowed_search_asks_no_more_than_any(
    client: Client, ferries: Section, django_assert_max_num_queries: Any
) -> None:
    client.get("/search/?q=ferry")
    with django_assert_max_num_queries(10):
        client.get("/search/?q=ferry&section=world&language=es&period=month&order=newest")
