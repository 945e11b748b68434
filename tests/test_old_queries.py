"""Old addresses that only their query tells apart, as WordPress, Drupal and many a PHP archive had them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import reverse

from articles.models import Article, OldAddress
from portal.page_cache import PageCache
from portal.page_cache.flood import MOST
from tests.bundles import bundle, load
from tests.press import Answer
from tests.stories import story

pytestmark = pytest.mark.django_db

URLS = ("article.php?id=17", "article.php?id=18", "?p=77", "?q=node/12", "index.php?view=a&id=5", "default.asp?1234")


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    """Where articles of an archive are now, by where they were."""
    lines = [{"id": url, "headline": f"Story {number}", "url": f"https://e/{url}"} for number, url in enumerate(URLS)]
    assert load(bundle(tmp_path, *lines))[1] == ""
    return {article.external_id: article.get_absolute_url() for article in Article.objects.select_related("section")}


class Site(PageCache):
    """The newspaper behind its page cache, which hears of every change."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        django = WSGIHandler()

        def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            self.asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
            return django(environ, start_response)

        super().__init__(counted, megabytes=10, household_of=lambda environ: environ["REMOTE_ADDR"])
        self.trusted_until = float("inf")


@pytest.fixture
def site(settings: Any, connected: None) -> Site:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Site()


def led(site: Site, address: str) -> tuple[int, str | None]:
    answer = Answer(site, address)
    return answer.status, answer.headers.get("Location")


def test_each_query_leads_to_its_own_article_for_good(site: Site, client: Client, homes: dict[str, str]) -> None:
    assert {url: led(site, f"/{url}") for url in URLS} == {url: (301, home) for url, home in homes.items()}
    assert {url: client.get(f"/{url}").headers["Location"] for url in URLS} == homes


def test_order_trackers_and_further_parameters_do_not_matter(site: Site, client: Client, homes: dict[str, str]) -> None:
    meant = {
        "/index.php?id=5&view=a": "index.php?view=a&id=5", "/index.php?view=a&x=1&id=5&y=2": "index.php?view=a&id=5",
        "/?utm_source=feed&p=77&fbclid=x": "?p=77", "/?p=77&page=3": "?p=77", "/?p=1&p=77": "?p=77",
        "/?q=node%2F12": "?q=node/12", "/article.php/?id=17": "article.php?id=17",
        "/index.php?utm_campaign=x": "index.php?view=a&id=5", "/default.asp": "default.asp?1234",
    }  # fmt: skip
    led_to = {asked: homes[url] for asked, url in meant.items()}
    assert {asked: led(site, asked) for asked in meant} == {asked: (301, home) for asked, home in led_to.items()}
    assert {asked: client.get(asked).headers["Location"] for asked in meant} == led_to


def test_another_query_leads_to_no_article(site: Site, client: Client, homes: dict[str, str]) -> None:
    queries = ("", "?id=19", "?id=", "?utm_id=17")
    asked = [f"/article.php/{query}" for query in queries]  # where a path without its last slash leads
    asked += ["/index.php/?id=5", "/index.php/?view=a&id=6", "/default.asp/?1235"]
    assert {led(site, each)[0] for each in asked} == {client.get(each).status_code for each in asked} == {404}


def test_an_article_that_is_not_public_is_not_led_to(site: Site, homes: dict[str, str]) -> None:
    Article.objects.filter(external_id="?p=77").update(status="draft")
    assert led(site, "/?p=77")[0] == 200


def test_the_front_stays_one_page_that_is_made_once(site: Site, homes: dict[str, str]) -> None:
    front = Answer(site, "/")
    assert led(site, "/?p=77") == (301, homes["?p=77"])
    for query in ("p=78", "p=", "utm_source=x", "p=78&p=79", "other=1"):
        assert Answer(site, f"/?{query}").body == front.body, query
    assert len(site.pages) == 1
    assert site.asked.count("/?") == 1
    assert "/?other=1" not in site.asked
    Answer(site, "/article.php?id=17"), Answer(site, "/article.php?id=404")
    assert len(site.pages) == 2


def test_without_an_archive_a_query_costs_one_look_until_the_page_changes(site: Site, article: Article) -> None:
    addresses = [f"/?p={number}" for number in range(9)] + [f"{article.get_absolute_url()}?p={n}" for n in range(9)]
    assert {led(site, address)[0] for address in addresses} == {200}
    assert site.asked == ["/?", "/?p=0", f"{article.get_absolute_url()}?"]
    article.old_addresses.create(path="/", query="p=5")
    site.change(["old-queries"])
    assert Answer(site, "/").status == 200


def test_who_tries_many_queries_in_vain_has_to_wait(site: Site, homes: dict[str, str]) -> None:
    answers = [Answer(site, f"/?p=1000{number}").status for number in range(MOST + 2)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert Answer(site, "/").status == Answer(site, "/?utm_source=x").status == 200
    assert len(site.asked) == MOST + 1


def test_an_address_of_before_queries_were_known_leads_on_under_any(site: Site, article: Article) -> None:
    article.old_addresses.create(path="/2019/a.html")
    for address in ("/2019/a.html", "/2019/a.html?page=2", "/2019/a.html/?id=1"):
        assert led(site, address) == (301, article.get_absolute_url())


def test_a_bare_address_is_not_what_a_query_tells_apart(site: Site, article: Article) -> None:
    article.old_addresses.create(path="/a.php")
    other = story("Another")
    other.old_addresses.create(path="/a.php", query="id=2")
    assert led(site, "/a.php?x=1") == (301, article.get_absolute_url())
    assert led(site, "/a.php?id=2") == (301, other.get_absolute_url())
    assert led(site, "/a.php/?id=1")[0] == 404


def test_a_second_import_takes_back_the_path_that_one_without_queries_kept(
    site: Site, homes: dict[str, str], tmp_path: Path
) -> None:
    later = Article.objects.get(external_id=URLS[1])
    OldAddress.objects.filter(path="/article.php").delete()
    later.old_addresses.create(path="/article.php")
    load(bundle(tmp_path, *({"id": url, "headline": url, "url": url} for url in URLS[:2])))
    assert [led(site, f"/{url}")[1] for url in URLS[:2]] == [
        article.get_absolute_url() for article in Article.objects.filter(external_id__in=URLS[:2]).order_by("pk")
    ]
    assert led(site, "/article.php/")[0] == 404


def test_a_page_of_the_paper_gives_way_to_the_article_of_a_query_alone(site: Site, article: Article) -> None:
    other = story("Another", section="World")
    other.old_addresses.create(path="/vietnam/", query="id=3")
    assert led(site, "/vietnam/?id=3") == (301, other.get_absolute_url())
    assert led(site, "/vietnam/?id=4") == led(site, "/vietnam/") == (200, None)
    other.old_addresses.create(path=f"/news/story-{article.pk}/", query="id=3")
    assert led(site, f"/news/story-{article.pk}/?id=3") == (301, other.get_absolute_url())


def test_a_strange_query_does_no_harm(site: Site, homes: dict[str, str]) -> None:
    for query in ("p=%00", "p=%ff&%ed%a0%80=1", "%", "&&=&", f"p={'7' * 5000}", "p=77%00"):
        assert led(site, f"/?{query}")[0] == 200, query
        assert led(site, f"/article.php/?{query}&id=%00")[0] in {400, 404}, query


def test_a_query_that_nobody_can_read_keeps_nobody_from_their_article(site: Site, homes: dict[str, str]) -> None:
    assert led(site, "/?x=%00")[0] == 200
    assert led(site, "/?p=77") == (301, homes["?p=77"])


def test_the_desk_may_type_a_whole_address(desk: Client, article: Article, editor: User) -> None:
    form = {"path": "/index.php?b=2&a=1&utm_source=x", "query": "", "article": article.pk}
    assert desk.post(reverse("admin:articles_oldaddress_add"), form).status_code == 302
    old = OldAddress.objects.get()
    assert (old.path, old.query, old.names, str(old)) == ("/index.php", "a=1&b=2", "a&b", "/index.php?a=1&b=2")
    again = desk.post(reverse("admin:articles_oldaddress_add"), form)
    assert (again.status_code, OldAddress.objects.count()) == (200, 1)


def test_a_query_too_long_to_be_found_again_is_refused(tmp_path: Path) -> None:
    lines = [{"id": "a", "headline": "h", "url": f"/a?id={'7' * 301}"}]
    lines.append({"id": "b", "headline": "h", "url": f"/{'🚆' * 599}?id={'7' * 297}"})
    lines.append({"id": "c", "headline": "h", "url": f"/{'🚆' * 500}?id={'7' * 297}"})
    _told, complained = load(bundle(tmp_path, *lines))
    assert "line 1: “url” has 304" in complained
    assert "line 2" in complained
    assert "line 3" not in complained
