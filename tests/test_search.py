"""Search: what finds an article, what comes first, and that no query is too odd."""

from datetime import timedelta
from unicodedata import normalize
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Author, Byline
from articles.search import MOST_RANKED, Results, search
from articles.tagging import set_tags
from tests.stories import headlines, hidden_stories, story

pytestmark = pytest.mark.django_db


def test_marks_and_capitals_do_not_matter() -> None:
    story("Bridges reopen in Đà Nẵng")
    for query in ("da nang", "Đà Nẵng", "DA NANG", "đà nang", normalize("NFD", "Đà Nẵng")):
        assert headlines(search(query)) == ["Bridges reopen in Đà Nẵng"], query


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("bridge", "en", "The bridges were reopened"),
        ("reopening", "en", "The bridges were reopened"),
        ("cancion", "es", "Las canciones de la ciudad"),
        ("canciones", "es", "Una canción de la ciudad"),
        ("thu tuong", "vi", "Thủ tướng thăm Huế"),
        ("Huế", "vi", "Tàu Hà Nội/Huế chạy lại"),
    ],
)
def test_words_are_found_in_the_forms_of_their_language(query: str, language: str, text: str) -> None:
    found = story("Headline", text, language=language)
    assert list(search(query)) == [found]


def test_words_as_they_were_written_come_first() -> None:
    texts = {"bán": "Người bán hàng", "bàn": "Cái bàn gỗ", "bạn": "Người bạn cũ"}
    for text in texts.values():
        story(text, language="vi")
    for word, text in texts.items():
        assert headlines(search(word))[0] == text
        assert len(search(word)) == 3


def test_the_headline_says_more_than_the_standfirst_and_that_more_than_the_body() -> None:
    story("In the body", "A ferry.")
    story("In the standfirst", standfirst="A ferry.")
    story("A ferry")
    assert headlines(search("ferry")) == ["A ferry", "In the standfirst", "In the body"]


def test_of_two_equal_articles_the_newer_comes_first() -> None:
    story("Ferry, long ago", hours_ago=24 * 900)
    story("Ferry, lately", hours_ago=24)
    assert headlines(search("ferry")) == ["Ferry, lately", "Ferry, long ago"]


def test_an_old_article_about_it_comes_before_a_new_one_that_mentions_it() -> None:
    story("Ferry to the islands", "The ferry.", hours_ago=24 * 900)
    story("Breakfast", "After the ferry came coffee.")
    assert headlines(search("ferry")) == ["Ferry to the islands", "Breakfast"]


def test_phrases_alternatives_and_exclusions_work() -> None:
    for headline in ("Red river", "River, red", "River of gold"):
        story(headline)
    expected = {
        "red river": {"Red river", "River, red"},
        '"red river"': {"Red river"},
        "“red river”": {"Red river"},
        "river -red": {"River of gold"},
        "gold OR red": {"Red river", "River, red", "River of gold"},
        "river – gold": {"River of gold"},
    }
    assert {query: set(headlines(search(query))) for query in expected} == expected


def test_authors_and_tags_lead_to_their_articles() -> None:
    by_lan, tagged, _other = story("By her"), story("Tagged"), story("Neither")
    Byline.objects.create(article=by_lan, author=Author.objects.create(name="Nguyễn Thị Lan"))
    set_tags(tagged, ["Quốc hội"])
    assert list(search("nguyen lan")) == [by_lan]
    assert list(search("quoc hoi")) == [tagged]


def test_tags_of_html_and_what_they_hold_are_not_text() -> None:
    story("A link", 'See <a href="https://example.com/secret" title="hidden">the map</a> of R&amp;D')
    assert [len(search(word)) for word in ("map", "secret", "hidden", "href", "amp", "p")] == [1, 0, 0, 0, 0, 0]


def test_what_the_public_cannot_see_is_not_found(client: Client) -> None:
    author = Author.objects.create(name="Ferry Hansen")
    for article in hidden_stories(standfirst="ferry"):
        set_tags(article, ["ferry"])
        Byline.objects.create(article=article, author=author)
    assert not search("ferry").exists()
    assert b"A hidden" not in client.get("/search/?q=ferry").content


def test_an_edited_article_is_found_by_its_new_words_only(article: Article) -> None:
    article.headline = "A tram for the night shift"
    article.save()
    assert (len(search("tram")), len(search("ferry"))) == (1, 0)


ODD = [
    "", " ", "\0", "ferry\0", "\ud800", "'", '"', "\\", "%", "-", "—", "- - -", "()", "!", "&|!<->:*", "a:*b",
    "'a' & 'b", '"' * 99, "a" * 10_000, "ferry " * 2000, "-ferry", "OR", "or or", "the", "🙂", "\u202eferry", "<b>",
    "{{ 7 }}", "ﬁ", "½", "٣",
]  # fmt: skip


def test_no_query_is_too_odd(client: Client, article: Article) -> None:
    for query in ODD:
        address = f"/search/?q={quote(query.encode('utf-8', 'surrogatepass'))}"
        assert client.get(address).status_code == (400 if "\0" in query else 200), ascii(query)
    for refused in ("\0", "ferry\0"):
        list(search(refused).for_cards())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_no_text_at_all_breaks_search(query: str, article: Article) -> None:
    list(search(query))


def test_results_cost_as_few_queries_whatever_is_found(article: Article, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(6):
        assert [(card.section.name, card.lead_photo) for card in search("ferry").for_cards()] == [("Vietnam", None)]


def test_of_very_many_the_newest_are_ranked(section: object) -> None:
    old = story("Ferry ferry ferry", hours_ago=24 * 400)
    moment = timezone.now() - timedelta(days=1)
    crowd = [
        Article(headline=f"Ferry {number}", section=section, status="published", published_at=moment)
        for number in range(MOST_RANKED)
    ]
    Article.objects.bulk_create(crowd)
    assert len(search("ferry")) == MOST_RANKED
    assert old not in search("ferry")
    found = Results("ferry")
    assert (found.count(), found.about) == (MOST_RANKED, MOST_RANKED)


@pytest.mark.parametrize("few", [0, 5_000])
def test_an_older_article_with_the_word_in_its_headline_stands_before_all_that_mention_it(
    section: object, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("articles.newest_matching.FEW", few)
    moment = timezone.now() - timedelta(days=1)
    crowd = [
        Article(headline=f"Story {n}", body="<p>A ferry.</p>", section=section, status="published", published_at=moment)
        for n in range(MOST_RANKED)
    ]
    Article.objects.bulk_create(crowd)
    old, _draft = story("The ferry to the islands", hours_ago=24 * 400), story("Ferry of tomorrow", status="draft")
    without = story("The ferry that sank", "And a tram.", hours_ago=24 * 400)
    assert set(search("ferry")[:2]) == {old, without}
    assert Results("ferry").about == len(search("ferry")) == MOST_RANKED + 2
    assert without not in search("ferry -tram")


def test_where_only_the_newest_were_looked_at_the_number_is_said_to_be_about(
    client: Client, section: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.MOST_RANKED", 20)
    now = timezone.now()
    articles = [
        Article(headline=headline, section=section, status="published", published_at=now - timedelta(days=day))
        for day in range(200)
        for headline in ("Ferry and tram", "A tram")
    ]
    Article.objects.bulk_create(articles)
    assert "About 200 articles found for “ferry”" in client.get("/search/?q=ferry").content.decode()
    assert "About 400 articles found for “tram”" in client.get("/search/?q=tram").content.decode()
    assert "1 article found for “bus”" in (story("A bus") and client.get("/search/?q=bus").content.decode())


def test_where_only_the_newest_of_an_author_were_looked_at_the_number_is_said_to_be_about(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.MOST_RANKED", 10)
    an, binh = (Author.objects.create(name=name) for name in ("Ferry An", "Bình"))
    signed = [story(f"Story {number}") for number in range(30)]
    Byline.objects.bulk_create(Byline(article=article, author=an) for article in signed)
    Byline.objects.bulk_create(Byline(article=article, author=binh) for article in signed[:9])
    assert "About 30 articles found for “ferry”" in client.get("/search/?q=ferry").content.decode()
    assert "9 articles found for “binh”" in client.get("/search/?q=binh").content.decode()


@pytest.mark.parametrize("days", [5, 40, 200, 900])
def test_a_word_is_found_however_long_ago_it_was_written(days: int) -> None:
    old = story("A ferry of then", hours_ago=24 * days)
    story("Something else")
    assert list(search("ferry")) == [old]
