"""Titles of an article's own for who searches and who shares, and where it appeared first."""

import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from articles import revisions
from articles.admin.titles import TitlesForm
from articles.comparing import compared
from articles.models import Article, Newsroom, Section
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from tests.article_desk import ADD_ARTICLE, as_it_is, page_of, typed
from tests.bundles import LINE, bundle, load
from tests.forms import judged, undrawn
from tests.sitemaps import addresses, everything
from tests.stories import story

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://courier.example/mekong/ferry?id=7"
TOLD = {
    "search_title": "Night ferry timetable",
    "share_title": "The ferry is back",
    "share_description": "And it sails at four.",
    "original_url": ELSEWHERE,
    "original_publisher": "The Mekong Courier",
}


def tags_of(page: str) -> dict[str, str]:
    """What the head of a page says, by name."""
    named = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    canonical = re.findall(r'<link rel="(canonical)" href="([^"]*)">', page)
    return dict([*named, *canonical, *re.findall(r"<(title)>(.*?)</title>", page)])


def told_of(client: Client, article: Article) -> tuple[dict[str, str], str]:
    page = client.get(article.get_absolute_url()).text
    return tags_of(page), page


def test_who_searches_and_who_shares_meets_titles_of_their_own(client: Client) -> None:
    article = story("A ferry", standfirst="For the night shift.", share_title="Back", search_title="Ferry & times")
    told, page = told_of(client, article)
    assert told["title"].startswith("Ferry &amp; times · ")
    assert (told["og:title"], told["og:description"]) == ("Back", "For the night shift.")
    assert told["description"] == "For the night shift."
    assert ">A ferry</h1>" in page
    assert 'text=Back"' in page
    Article.objects.filter(pk=article.pk).update(share_description="Sails at four.", retracted_at=article.published_at)
    told, _page = told_of(client, article)
    assert (told["og:title"], told["og:description"]) == ("Retracted: Back", "Sails at four.")


def test_without_them_the_headline_serves_for_all(client: Client, article: Article) -> None:
    told, page = told_of(client, article)
    assert told["title"].startswith(f"{article.headline} · ")
    assert told["og:title"] == article.headline
    assert told["canonical"] == told["og:url"] == f"http://testserver{article.get_absolute_url()}"
    assert "First published" not in page
    assert "isBasedOn" not in page


def test_an_article_from_elsewhere_says_so_and_leads_search_engines_there(client: Client) -> None:
    article, own = story("A ferry", **TOLD), story("A tram")
    told, page = told_of(client, article)
    assert told["canonical"] == ELSEWHERE
    assert told["og:url"] == f"http://testserver{article.get_absolute_url()}"
    assert f'First published by <a href="{ELSEWHERE}">The Mekong Courier</a>' in page
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    news = json.loads(data)[0]
    assert (news["headline"], news["alternativeHeadline"]) == ("A ferry", "Night ferry timetable")
    assert news["isBasedOn"] == {
        "@type": "NewsArticle",
        "url": ELSEWHERE,
        "publisher": {"@type": "Organization", "name": "The Mekong Courier"},
    }
    assert f'<link href="{ELSEWHERE}" rel="canonical"/>' in client.get("/feed/").text
    listed = {page for page in everything(client) if page.rstrip("/").endswith((f"-{article.pk}", f"-{own.pk}"))}
    assert listed == {own.get_absolute_url()}
    assert addresses(client, "/news-sitemap.xml") == [own.get_absolute_url()]


def test_an_editor_gives_them_and_they_are_kept_compared_and_restored(
    client: Client, editor: User, article: Article
) -> None:
    client.force_login(editor)
    assert client.post(page_of(article), as_it_is(article, **TOLD)).status_code == 302
    article.refresh_from_db()
    assert {name: getattr(article, name) for name in TOLD} == TOLD
    first, last = article.revisions.order_by("number")
    changed = [part.name for part in compared(first.content, last.content) if part.is_changed]
    assert changed[:2] == ["Title for search engines", "Title for sharing"]
    assert len(changed) == len(TOLD)
    older = {name: text for name, text in first.content.items() if name not in TOLD}
    type(first).objects.filter(pk=first.pk).update(content=older)
    revisions.restore(type(first).objects.get(pk=first.pk), editor)
    article.refresh_from_db()
    assert {getattr(article, name) for name in TOLD} == {""}


def test_they_stand_folded_away_until_one_is_filled_in(client: Client, editor: User, article: Article) -> None:
    client.force_login(editor)
    assert 'placeholder="A ferry for the night shift"' in (page := client.get(page_of(article)).text)
    assert re.search(r'class="module[^"]*elsewhere collapse', page)
    Article.objects.filter(pk=article.pk).update(share_title="Back")
    assert not re.search(r'class="module[^"]*elsewhere collapse', client.get(page_of(article)).text)


WRONG = {
    "the whole address": [
        "courier.example/ferry", "javascript:alert(1)", "ftp://courier.example/", "https://", "//courier.example/",
        "https://[courier", "https://courier.example/a b", "data:text/html,x", "/vietnam/ferry-1/",
    ],
    "password": ["https://me:secret@courier.example/", "https://me@courier.example/"],
    "find no article": ["http://127.0.0.1/", "http://127.0.0.1/vietnam/gone-999999/"],
    "at most 2000": ["https://courier.example/" + "a" * 2000],
}  # fmt: skip


class OriginForm(TitlesForm):
    """The part of an article's form that asks where it appeared first."""

    host = "127.0.0.1"

    class Meta:
        model = Article
        fields = ORIGIN


def test_an_address_that_leads_nowhere_is_refused_in_words(client: Client, editor: User, article: Article) -> None:
    client.force_login(editor)
    client.defaults["HTTP_HOST"] = "127.0.0.1"
    hidden, other = story("Hidden", status="draft"), story("Another")
    here = {each: f"http://127.0.0.1{each.get_absolute_url()}" for each in (article, hidden, other)}
    cases = {**WRONG, "very article": [here[article]], "no article at this": [here[hidden]]}
    for said, urls in cases.items():
        for url in urls:
            assert said in " ".join(OriginForm({"original_url": url}, instance=article).errors["original_url"]), url
    form = judged(client, page_of(article), as_it_is(article, original_url=here[hidden]))["adminform"].form
    assert "no article at this" in " ".join(form.errors["original_url"])
    client.post(page_of(article), as_it_is(article, original_url=here[other]))
    article.refresh_from_db()
    assert (article.original_url, article.original_publisher) == (here[other], "")


def test_whose_article_it_was_is_named_by_its_site_where_nobody_says(
    client: Client, editor: User, article: Article
) -> None:
    client.force_login(editor)
    client.post(page_of(article), as_it_is(article, original_url="https://www.courier.example/a"))
    article.refresh_from_db()
    assert article.original_publisher == "courier.example"


def test_a_name_that_was_the_sites_goes_with_the_address(client: Client, editor: User, article: Article) -> None:
    client.force_login(editor)
    Article.objects.filter(pk=article.pk).update(original_url=ELSEWHERE, original_publisher="courier.example")
    for url, name in (("https://gazette.example/b", "gazette.example"), ("", "")):
        sent = {"original_url": url, "original_publisher": Article.objects.get().original_publisher}
        client.post(page_of(article), as_it_is(article, **sent))
        assert Article.objects.get().original_publisher == name


def test_a_publisher_without_an_address_is_a_name_alone(client: Client) -> None:
    told, page = told_of(client, story("A ferry", original_publisher="The Mekong Courier"))
    assert "First published by The Mekong Courier<" in page
    assert told["canonical"] == told["og:url"]
    assert "isBasedOn" not in page


SHOWN = ("search_title", "share_description", "original_publisher")


def shown_in(form: Any, name: str) -> str:
    return str(form.fields[name].widget.attrs["placeholder"])


def test_what_is_left_empty_shows_what_is_taken_instead(client: Client, editor: User, section: Section) -> None:
    Newsroom.objects.create(name="River Post")
    client.force_login(editor)
    with undrawn():
        new = client.get(ADD_ARTICLE).context_data["adminform"].form
    sent = typed(section, language="", original_url=ELSEWHERE)
    refused = judged(client, ADD_ARTICLE, sent)["adminform"].form
    assert [shown_in(new, name) for name in SHOWN] == ["The headline", "The standfirst", ""]
    assert [shown_in(refused, name) for name in SHOWN] == [sent["headline"], "The standfirst", "courier.example"]
    assert new.fields["search_title"].widget.attrs["data-followed-by"] == " · River Post"


def test_the_database_keeps_no_other_address(article: Article) -> None:
    with pytest.raises(IntegrityError):
        Article.objects.filter(pk=article.pk).update(original_url="javascript:alert(1)")


def test_a_bundle_brings_them_and_leaves_what_it_does_not_name(tmp_path: Any) -> None:
    load(bundle(tmp_path, LINE | TOLD))
    article = Article.objects.get()
    assert {name: getattr(article, name) for name in (*TITLES, *ORIGIN)} == TOLD
    load(bundle(tmp_path, LINE | {"share_title": ""}))
    article.refresh_from_db()
    assert (article.share_title, article.search_title) == ("", "Night ferry timetable")


def test_a_line_with_an_address_that_is_none_stays_out(tmp_path: Any) -> None:
    told = load(bundle(tmp_path, LINE | {"original_url": "javascript:alert(1)"}))
    assert "“original_url” is no http or https address" in str(told)
    assert not Article.objects.exists()


def test_an_origin_in_this_newspaper_travels_as_a_path(article: Article, settings: Any, tmp_path: Any) -> None:
    settings.SITE_URL = "https://river.example"
    first = story("First")
    origin = f"https://river.example/vietnam/older-words-{first.pk}/?utm_source=x"
    Article.objects.filter(pk=article.pk).update(original_url=origin)
    path = tmp_path / "paper.jsonl"
    call_command("export_articles", path)
    assert f'"original_url": "{first.get_absolute_url()}"' in path.read_text()
    assert load(path) == ("100%  2 articles\n0 articles added, 0 updated, 2 left alone.\n", "")
    assert Article.objects.get(pk=article.pk).original_url == origin
    # In another newsroom, whose own article has the number of the first.
    first_words = first.headline
    Article.objects.all().delete()
    story("Another", pk=first.pk)
    settings.SITE_URL = "https://lake.example"
    load(path)
    again, first = Article.objects.get(headline=article.headline), Article.objects.get(headline=first_words)
    assert again.original_url == f"https://lake.example{first.get_absolute_url()}"
    assert again.original_publisher == ""
    assert "0 updated, 2 left alone" in load(path)[0]


@pytest.mark.parametrize(
    ("path", "said", "is_in"),
    [
        ("/vietnam/", "is a path, but not that of an article", False),
        ("//courier.example/vietnam/a-7/", "is a path, but not that of an article", False),
        ("/vietnam/gone-999999/", "readers find no other article at /vietnam/gone-999999/", True),
    ],
)
def test_a_path_that_leads_to_no_article_is_told(tmp_path: Any, path: str, said: str, *, is_in: bool) -> None:
    assert said in load(bundle(tmp_path, LINE | {"original_url": path}))[1]
    assert list(Article.objects.values_list("original_url", flat=True)) == ([""] if is_in else [])
