"""Every public page in each edition: its words, where its links lead, its feeds, and what search engines are told."""

import re
from collections.abc import Iterator

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.urls import resolve

from articles.freshness import making
from articles.models import Article, Author, Byline, Correction, PinnedRelated, Tag
from articles.naming import rename
from articles.tagging import set_tags
from tests.stories import many_stories, story

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ("/about/", "/corrections/", "/tag/rain/", "/author/an-nguyen/", "/search/", "/search/?q=bridge")
LINK = re.compile(r'<(?:a|link|form)\b[^>]*(?:href|action)="(?:http://testserver)?(/[^"?#]*)[^>]*>')


@pytest.fixture
def bridge(db: None) -> Article:
    """A Vietnamese article on every kind of list, corrected once."""
    article = story("A bridge in May", language="vi")
    Byline.objects.create(article=article, author=Author.objects.create(name="An Nguyen", role="Reporter"))
    set_tags(article, ["Rain"])
    Correction.objects.create(article=article, text="It was in June.")
    return article


def editions_led_to(page: str) -> Iterator[tuple[str, str]]:
    """Each link to a page that stands in every edition, and the language in which it does; not those that name another
    language themselves."""
    for found in LINK.finditer(page):
        if "hreflang=" not in found[0] and not found[1].startswith("/static/"):
            there = resolve(found[1])
            if "?P<language>" in there.route:
                yield found[1], there.kwargs.get("language", "en")


@pytest.mark.parametrize("language", ["en", "vi", "es"])
def test_every_page_speaks_in_each_edition_and_leads_on_in_it(bridge: Article, language: str) -> None:
    edition = "" if language == "en" else f"/{language}"
    for page in PAGES:
        answer = Client().get(f"{edition}{page}", headers={"Accept-Language": "es, vi, en"})
        assert (answer.status_code, answer["Content-Language"]) == (200, language), page
        assert f'<html lang="{language}">' in answer.text
        led = dict(editions_led_to(answer.text))
        expected = {f"{edition}{path}" for path in ("/", "/about/", "/corrections/", "/search/", "/feed/")}
        assert (expected - set(led), set(led.values())) == (set(), {language}), page


def test_an_articles_page_leads_on_in_its_own_language(bridge: Article) -> None:
    own = bridge.get_absolute_url()
    for page in (own, f"/corrections/{bridge.corrections.get().pk}/"):
        assert {language for _path, language in editions_led_to(Client().get(page).text)} == {"vi"}, page
    led = dict(editions_led_to(Client().get(own).text))
    assert {"/vi/tag/rain/", "/vi/author/an-nguyen/", "/vi/vietnam/feed/"} <= set(led)


def test_each_page_leads_to_itself_in_the_other_languages(bridge: Article) -> None:
    for article in many_stories(22, "Another bridge, number {}"):
        set_tags(article, ["Rain"])
    for page in (*PAGES[:4], "/tag/rain/?page=2", "/", "/vietnam/"):
        text = Client().get(f"/vi{page}").text
        told = re.findall(r'rel="alternate" hreflang="([^"]*)" href="http://testserver([^"]*)"', text)
        assert told == [("en", page), ("vi", f"/vi{page}"), ("es", f"/es{page}"), ("x-default", page)]
        assert f'rel="canonical" href="http://testserver/vi{page}"' in text
        assert in_the_masthead(text) == [page, f"/es{page}"]
    found = Client().get("/vi/search/?q=bridge+%26&page=1").text
    assert 'hreflang="x-default"' not in found
    assert in_the_masthead(found) == ["/search/?q=bridge+%26", "/es/search/?q=bridge+%26"]
    assert in_the_masthead(Client().get("/es/search/?q=bridge&page=2").text)[1] == "/vi/search/?q=bridge&amp;page=2"


def in_the_masthead(text: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)" lang=".." hreflang', text)[:2]


def test_a_former_address_leads_on_in_its_edition(bridge: Article) -> None:
    rename(Tag.objects.get(), "Downpour")
    assert Client().get("/vi/tag/rain/?page=2")["Location"] == "/vi/tag/downpour/?page=2"


def test_an_address_that_names_the_papers_own_language_leads_to_the_page_without(client: Client) -> None:
    for path in ("/", "/about/", "/search/?q=bridge", "/feed/", "/tag/what%3F/"):
        answer = client.get(f"/en{path}")
        assert (answer.status_code, answer["Location"]) == (302, path)
    for path in ("/en//elsewhere.example/", "/en/en/en/", "/english/", "/en/no/page/"):
        assert client.get(path).status_code == 404, path


def test_what_lists_nothing_public_has_no_page_in_any_edition(bridge: Article) -> None:
    Article.objects.update(status="draft")
    for path in ("/vi/tag/rain/", "/vi/tag/nothing/", "/vi/author/nobody/", "/vi/nowhere/feed/"):
        assert Client().get(path).status_code == 404, path


def feed(path: str) -> tuple[str | None, set[str | None]]:
    """A feed's title and the headlines of its entries."""
    root = fromstring(Client().get(path).content)
    return root.findtext(f"{ATOM}title"), {each.text for each in root.findall(f"{ATOM}entry/{ATOM}title")}


def test_an_edition_has_a_feed_of_its_own_articles(bridge: Article) -> None:
    story("A tower in June")
    assert feed("/feed/") == ("Broadsheet", {"A bridge in May", "A tower in June"})
    with making() as made:
        assert feed("/vi/feed/") == ("Broadsheet · Tiếng Việt", {"A bridge in May"})
    assert made.lists == {"front-vi", "corrections"}
    assert feed("/es/feed/") == ("Broadsheet · Español", set())
    for path in ("/vi/", "/vi/tag/rain/", bridge.get_absolute_url()):
        assert 'type="application/atom+xml" title="Broadsheet" href="/vi/feed/"' in Client().get(path).text
    assert Client().get("/vi/feed.xml")["Location"] == "/vi/feed/"
    assert Client().get("/feed.xml")["Location"] == "/feed/"


def test_a_sections_feed_in_an_edition_has_its_name_there_and_what_its_page_lists(bridge: Article) -> None:
    story("A tower in June")
    bridge.section.names = {"vi": "Việt Nam"}
    bridge.section.save()
    assert feed("/vi/vietnam/feed/") == ("Broadsheet: Việt Nam", {"A bridge in May", "A tower in June"})
    assert 'title="Broadsheet: Việt Nam" href="/vi/vietnam/feed/"' in Client().get("/vi/vietnam/").text
    assert feed("/vi/corrections/feed/")[0] == "Broadsheet: Đính chính"


def test_what_is_in_another_language_than_its_page_is_marked(bridge: Article) -> None:
    english = story("A tower in June")
    PinnedRelated.objects.create(article=bridge, related_article=english)
    mark = '<span class="in-language" lang="en">English</span>'
    link = f'<a href="{english.get_absolute_url()}"'
    beside = Client().get(bridge.get_absolute_url()).text
    assert f'<h3 lang="en">{link}>A tower in June</a>{mark}</h3>' in beside
    assert f'lang="en">{link}>A tower in June</a>{mark}</h' in Client().get("/vi/vietnam/").text
    assert Client().get("/vi/search/?q=june").text.count(mark) == 1
    of_vietnamese = '<span class="in-language" lang="vi">Tiếng Việt</span>'
    for page, marks in (("/vietnam/", [of_vietnamese]), ("/search/", []), ("/vi/tag/rain/", [])):
        assert re.findall(r'<span class="in-language".*?</span>', Client().get(page).text) == marks, page
