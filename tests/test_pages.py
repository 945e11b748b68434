"""The public pages: what each answers, shows and may cost; none of them says or keeps who asked."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.freshness import MISSING_KEPT_IN
from articles.models import Article, Author, Byline, Newsroom, Section, Topic, TopicPlacement
from articles.stop_words import STOP_WORDS
from articles.tagging import set_tags
from tests.forms import undrawn
from tests.newspaper import NAMES
from tests.stories import count_view, story

pytestmark = pytest.mark.django_db


def test_an_article_shows_everything_it_has(client: Client, full: Article, subtests: Any) -> None:
    html = client.get(full.get_absolute_url()).content.decode()
    shown = [full.headline, full.standfirst, *NAMES, "Hồ Gươm", "Schools", "Clean water", "The Red River Post"]
    shown += ["The tower at dusk.", "Reeds on the bank.", "Photo: Lê Minh Đức", "An earlier version misspelt a name."]
    shown += ["Updated", "1 min read", "Trending", "Most viewed", "Related news", "Log in", "writes of the river"]
    shown += ["Facebook", "Zalo", "WhatsApp", "Telegram", "LinkedIn", "Copy link", "E-mail"]
    assert [text for text in shown if text not in html] == []
    assert html.index("Paragraph 2 ") < html.index("Reeds on the bank.") < html.index("Paragraph 3 ")
    with subtests.test("the log-in link leads back to the article"):
        assert f'href="/accounts/login/?next={full.get_absolute_url()}"' in html
    with subtests.test("photos say their size and come in every format"):
        lead = html[html.index("<picture>") : html.index("</picture>")]
        facts = ['type="image/avif"', 'type="image/webp"', 'width="740" height="493"', 'fetchpriority="high"']
        assert [fact for fact in facts if fact not in lead] == []
        assert html.count('fetchpriority="high"') == 1
        assert html.count("<picture>") == html.count('loading="lazy"') + 1


def test_a_byline_joins_its_names(client: Client) -> None:
    article = story("Three write")
    for position, name in enumerate(("Ana", "Bình", "Chi")):
        Byline.objects.create(article=article, author=Author.objects.create(name=name), position=position)
    html = client.get(article.get_absolute_url()).content.decode()
    byline = html[html.index('class="authors"') :].partition("</p>")[0]
    assert byline.count(",</span> ") == byline.count(",") == 1  # which stays with its name at the end of a line
    assert " and <span><a" in byline


def test_a_list_without_articles_leads_on(client: Client, article: Article) -> None:
    count_view(article.pk)
    Section.objects.create(name="Chess")
    html = client.get("/chess/").content.decode()
    assert "Nothing has been published here yet." in html
    assert "To the front page" in html
    assert "Most viewed" in html


def test_an_old_wording_of_an_address_redirects_for_good(client: Client, article: Article) -> None:
    for path in ("/vietnam/other-words-{}/", "/wrong/x-{}/", "/vietnam/{}/", "/vi/x-{}/", "/vi/{}/"):
        answer = client.get(path.format(article.pk))
        assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())


def test_an_address_from_before_the_move_redirects_for_good(client: Client, article: Article) -> None:
    for path in ("/2019/03/a-story.html", "/a-story.html", "/archive/truyện-12/", "/vietnam/story-1"):
        article.old_addresses.create(path=path)
        answer = client.get(quote(path))
        assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url()), path


def test_an_old_address_wins_over_a_number_that_is_taken_here(client: Client, article: Article) -> None:
    article.old_addresses.create(path=f"/news/story-{story('Another').pk}/")
    assert client.get(article.old_addresses.get().path)["Location"] == article.get_absolute_url()


def test_a_vietnamese_article_speaks_vietnamese(client: Client) -> None:
    article = story("Tuyến tàu điện số 4", language="vi")
    answer = client.get(article.get_absolute_url())
    assert '<html lang="vi">' in answer.content.decode()
    assert answer["Content-Language"] == "vi"
    assert client.get("/")["Content-Language"] == settings.LANGUAGE_CODE


def test_editions_hold_their_own_language(client: Client) -> None:
    story("An English story")
    story("Un relato en español", language="es")
    spanish = client.get("/es/").content.decode().partition("<aside")[0]
    assert "Un relato en español" in spanish
    assert "An English story" not in spanish


def test_the_front_page_stands_with_any_number_of_articles(client: Client) -> None:
    there = 0
    for count in (0, 1, 3, 12, 45):
        for number in range(there, count):
            story(f"Story {number}.", section=f"Section {number % 3}")
        there, html = count, client.get("/").content.decode()
        assert ("Nothing has been published yet" in html) is (count == 0)
        shown = [html.count(f">Story {number}.<") for number in range(count)]
        assert max(shown, default=0) <= 1
        assert sum(shown) >= min(count, 11)


def test_a_list_has_pages_that_lead_on(client: Client, section: Section) -> None:
    for number in range(45):
        story(f"Story {number}.", hours_ago=number)
    first, second, third = (client.get(f"/vietnam/{rest}").content.decode() for rest in ("", "?page=2", "?page=3"))
    assert ">Story 0.<" in first
    assert ">Story 20.<" in second
    assert ">Story 44.<" in third
    assert '<link rel="next" href="/vietnam/?page=2">' in first
    assert '<link rel="prev" href="/vietnam/">' in second
    assert 'rel="next"' not in third


def test_a_page_that_does_not_exist_is_not_found(client: Client, article: Article) -> None:
    odd = ["0", "-1", "99", "x", "9" * 40, "٣٣", "1e3", "", "01", "+1", "١"]
    with undrawn():
        answers = {page: client.get("/vietnam/", {"page": page}).status_code for page in ["1", *odd]}
    assert answers == {"1": 200} | dict.fromkeys(odd, 404)


STRANGE = {
    "long": "x" * 3000,
    "long in bytes": "đ" * 200,
    "right to left": "\u202eabc",
    "lone surrogate": b"a\xed\xa0\x80",
    "not UTF-8": b"\xff\xfe",
    "emoji": "😀",
    "dots": "..",
    "per cent": "%",
    "quotes": "'\"<>",
}


PLACES = ("/{}/", "/vietnam/{}/", "/vietnam/{}-1/", "/topic/{}/", "/tag/{}/", "/author/{}/", "/{}/feed/")


def test_odd_words_in_an_address_are_not_found(client: Client, article: Article) -> None:
    addresses = [place.format(quote(word)) for word in STRANGE.values() for place in PLACES]
    kept: dict[str, bytes] = {}
    answers = {address: client.get(address, **{MISSING_KEPT_IN: kept}).status_code for address in addresses}
    assert {address: status for address, status in answers.items() if status not in {301, 400, 404}} == {}


def test_a_number_that_no_article_has_is_not_found(client: Client, section: Section) -> None:
    with undrawn():
        for number in ("0", "9223372036854775807", "9223372036854775808", "9" * 19, "9" * 80, "١٢"):
            assert client.get(f"/vietnam/words-{number}/").status_code == 404, number


def test_a_nul_byte_is_refused(client: Client, section: Section) -> None:
    for path in ("/%00/", "/vietnam/a%00b-1/", "/tag/%00/", "/search/?q=%00", "/vietnam/?page=%00"):
        answer = client.get(path)
        assert (answer.status_code, b"cannot be read" in answer.content) == (400, True), path


def test_a_page_that_is_not_there_helps(client: Client, article: Article) -> None:
    count_view(article.pk)
    answer = client.get("/no/such/page/")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert [text for text in ("Most viewed", article.headline, 'name="q"', 'href="/"') if text not in html] == []


def test_the_page_for_nothing_is_made_once_for_many_addresses(
    client: Client, article: Article, django_assert_max_num_queries: Any
) -> None:
    kept: dict[str, bytes] = {}
    first = client.get("/no/such/page/", **{MISSING_KEPT_IN: kept})
    with django_assert_max_num_queries(7):
        others = [client.get(path, **{MISSING_KEPT_IN: kept}) for path in ("/nothing-here/", "/tag/nothing/")]
    assert {(each.status_code, each.content) for each in others} == {(404, first.content)}
    assert client.get("/vi/nothing/", **{MISSING_KEPT_IN: kept}).content != first.content


def test_search_finds_says_how_many_and_marks_the_words(client: Client) -> None:
    story("Bridge opens over the Red River")
    found = client.get("/search/", {"q": "bridges"}).content.decode()
    assert "1 article found for “bridges”" in found
    assert "<mark>Bridge</mark> opens over the <mark>Red</mark> River" in client.get("/search/?q=red+bridges").text
    assert "opens over the <mark>Red</mark> River" in client.get("/search/?q=The+Red").text
    nothing = client.get("/search/?q=zeppelin").text
    assert "Nothing matches “zeppelin”" in nothing
    assert "found for" not in nothing


def test_words_that_find_nothing_are_those_that_are_not_marked() -> None:
    with connection.cursor() as cursor:
        for language, dictionary in (("en", "english_stem"), ("es", "spanish_stem")):
            words = [*STOP_WORDS[language], "bridge", "puente"]
            is_indexed = f"ts_lexize('{dictionary}', word) <> '{{}}'"
            cursor.execute(f"SELECT word FROM unnest(%s::text[]) AS word WHERE {is_indexed}", [words])
            assert {word for (word,) in cursor.fetchall()} == {"bridge", "puente"}


def test_search_takes_any_words_as_words(client: Client, article: Article) -> None:
    for query in ("<script>alert(1)</script>", '" OR 1=1 --', "(", "-", "😀", "x" * 5000, "a & !b"):
        answer = client.get("/search/", {"q": query})
        assert (answer.status_code, "<script>alert" in answer.content.decode()) == (200, False), query


def test_the_about_page_says_who_makes_the_paper(client: Client, newsroom: Newsroom, article: Article) -> None:
    for position, name in enumerate(NAMES):
        author = Author.objects.create(name=name, role="Reporter")
        Byline.objects.create(article=article, author=author, position=position)
    html = client.get("/about/").content.decode()
    assert [text for text in ("Made in Hanoi.", "desk@example.com", *NAMES, "Reporter") if text not in html] == []


def public_addresses(article: Article) -> list[str]:
    slug = article.section.slug
    names = [Author.objects.first(), Topic.objects.first(), *article.tags.all()[:1]]
    pages = ["/", "/vi/", "/es/", "/about/", "/search/", "/search/?q=lake", "/no/such/page/", f"/{slug}/"]
    feeds = ["/feed/", f"/{slug}/feed/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]
    return [*pages, *feeds, article.get_absolute_url(), *(name.get_absolute_url() for name in names)]


# Of pages of every other kind tests/test_freshness.py holds that they are the same for everybody.
PASSED_BY = ("/search/", "/search/?q=lake", "/no/such/page/", "/robots.txt")


def test_no_public_page_says_or_keeps_who_asks_or_shows_a_draft(
    client: Client, draft: Article, full: Article, reader: User
) -> None:
    Byline.objects.create(article=draft, author=Author.objects.get(name=NAMES[0]))
    TopicPlacement.objects.create(article=draft, topic=Topic.objects.get())
    set_tags(draft, ["Schools", "Embargoed matters"])
    plain = {address: client.get(address).content for address in PASSED_BY}
    client.force_login(reader)
    for address in [*public_addresses(full), "/search/?q=ready"]:
        answer = client.get(address)
        assert (answer.cookies.output(), "cookie" in answer.get("Vary", "").lower()) == ("", False), address
        assert answer.content == plain.get(address, answer.content), address
        html = answer.content.decode()
        assert [words for words in (draft.headline, "Embargoed matters") if words in html] == [], address
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/tag/embargoed-matters/").status_code == 404


def test_a_scheduled_article_is_absent_until_its_moment(client: Client) -> None:
    scheduled = story("Tomorrow's story", published_at=timezone.now() + timedelta(days=1))
    assert client.get(scheduled.get_absolute_url()).status_code == 404
    assert "Tomorrow" not in client.get("/").content.decode()


def test_a_page_asks_no_more_queries_than_its_budget(
    client: Client, full: Article, django_assert_max_num_queries: Any
) -> None:
    budgets = {"/": 8, "/vietnam/": 4, "/tag/schools/": 5, "/search/?q=lake": 10, "/about/": 2}
    budgets |= {f"/vi{address}": budget for address, budget in budgets.items()}
    for address, budget in {full.get_absolute_url(): 8, **budgets}.items():
        with django_assert_max_num_queries(budget, info=address):
            assert client.get(address).status_code == 200


def test_what_is_still_to_come_is_not_told(client: Client, article: Article) -> None:
    later = timezone.now() + timedelta(days=40)
    article.corrections.create(text="It misspelt a name.", published_at=later)
    Article.objects.filter(pk=article.pk).update(updated_at=later)
    html = client.get(article.get_absolute_url()).content.decode()
    assert "misspelt" not in html
    assert f"{later:%Y-%m-%d}" not in html
    assert ">Updated" not in html


def test_a_page_is_only_read(client: Client, article: Article) -> None:
    for address in ("/", "/about/", "/search/", article.section.get_absolute_url(), article.get_absolute_url()):
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(address).status_code == 405, address
