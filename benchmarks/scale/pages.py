"""What is measured: for each kind of page many addresses, or many calls of one entry point."""

from collections.abc import Callable, Iterable
from functools import partial
from random import Random
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from articles.popularity import most_viewed, trending
from articles.related import related_to
from benchmarks.scale.archive import SEED
from benchmarks.scale.words import Writer

MANY = 40
DEEP = 5_000  # the page of a section at a million; as deep a part of smaller archives

Call = Callable[[], Any]


def kinds(size: int) -> dict[str, list[Call]]:
    """The calls to measure, by the name that the table gives them."""
    dice, words = Random(SEED), Writer("en", SEED).words
    published = Article.objects.published().select_related("section").defer("body")
    chosen = list(published.filter(pk__in=dice.sample(range(1, size), MANY * 2))[:MANY])
    public, desk = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    desk.force_login(User.objects.get(pk=1))
    listed, deep = reverse("admin:articles_article_changelist"), DEEP * size // 1_000_000
    common, rare = words[90:115], words[12_000 : 12_000 + 100 * MANY : 100]
    return {
        "cold article": asked(public, (each.get_absolute_url() for each in chosen)),
        "section, page 1": asked(public, (f"/section-{1 + turn % 20}/" for turn in range(MANY))),
        "section, page 5,000": asked(public, (f"/section-1/?page={deep + turn}" for turn in range(MANY))),
        "tag": asked(public, (f"/tag/tag-{rank}/" for rank in range(1, MANY + 1))),
        "tag, deep page": asked(public, (f"/tag/tag-1/?page={deep + turn}" for turn in range(MANY))),
        "author": asked(public, (f"/author/author-{rank}/" for rank in range(1, MANY + 1))),
        "search, common word": asked(public, (f"/search/?q={word}" for word in common)),
        "search, rare word": asked(public, (f"/search/?q={word}" for word in rare)),
        "search, common word in a section": asked(public, (f"/search/?q={word}&section=section-20" for word in common)),
        "search, common word in another language": asked(public, (f"/search/?q={word}&language=es" for word in common)),
        "search, common word, a year by date": asked(
            public, (f"/search/?q={word}&period=year&order=newest" for word in common)
        ),
        "related": [partial(related_to, article) for article in chosen],
        "most viewed": [partial(most_viewed, 6, language) for language in [None, "en", "vi", "es"] * 10],
        "trending": [partial(trending, 6, language) for language in [None, "en", "vi", "es"] * 10],
        "front": asked(public, ["/", "/vi/", "/es/"] * 5),
        "news sitemap": asked(public, ["/news-sitemap.xml"] * 15),
        "sitemap": asked(public, (f"/sitemap-articles.xml?p={1 + turn % (size // 1000)}" for turn in range(MANY))),
        "feeds": asked(public, ["/feed/", *(f"/section-{number}/feed/" for number in range(1, 21))]),
        "admin list": asked(desk, (f"{listed}?p={number}" for number in range(1, 41))),
        "admin list, filtered": asked(desk, (f"{listed}?{said}" for said in FILTERS)),
        "admin search, common": asked(desk, (f"{listed}?q={word}" for word in common)),
        "admin search, rare": asked(desk, (f"{listed}?q={word}" for word in rare)),
        "admin search, two words": asked(desk, (f"{listed}?q={common[4]}+{word}" for word in common[5:])),
        "the desk's first page": asked(desk, [reverse("admin:index")] * 15),
    }


FILTERS = (
    *(f"state={state}" for state in ("draft", "in_review", "approved", "public", "scheduled", "withdrawn")),
    *(f"state={state}" for state in ("sent_back", "embargoed", "corrected", "retracted")),
    *(f"section={number}" for number in range(1, 21)),
    *(f"tag={number}" for number in (1, 2, 10, 100, 1000)),
    *(f"author={number}" for number in (1, 2, 10, 100)),
    *(f"without={what}" for what in ("photo", "alt", "credit", "byline")),
    *("whose=mine", "whose=waiting", "language=es", "state=public&p=40", "o=2", "o=-2"),
)


def asked(browser: Client, addresses: Iterable[str]) -> list[Call]:
    return [partial(shown, browser, address) for address in addresses]


def shown(browser: Client, address: str) -> None:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
