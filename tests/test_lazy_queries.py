"""No public page fetches anything lazily: what a template reads and the view did not ask for fails here."""

import re
from typing import Any

import pytest
from django.db.models import FETCH_RAISE
from django.test import Client
from django.urls import get_resolver, resolve

from accounts.models import User
from articles.models import Article, PinnedRelated, Section
from tests.notes import write
from tests.stories import story

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="(/[^"#]*)"|<loc>https?://[^/]+(/[^<]*)</loc>')
DOORS = ["/", "/vi/", "/sitemap.xml", "/news-sitemap.xml", "/corrections/feed/", "/search/?q=lake", "/robots.txt"]
ELSEWHERE = ("/static/", "/photos/", "/accounts/", "/me/", "/preview/", "/colours-", "/count/")
NO_PAGES = {"count", "photo", "preview", "preview_photo", "colours", "feed_guessed", None}


@pytest.fixture
def doors(full: Article, reader: User) -> list[str]:
    """Where one comes in to a newspaper that has everything."""
    Section.objects.create(name="Hanoi", parent=full.section)
    story("A child's story", section="Hanoi", hours_ago=4)
    PinnedRelated.objects.create(article=full, related_article=story("Pinned", hours_ago=9))
    write(reader, full, "I have seen it myself.")
    own = full.get_absolute_url()
    return [*DOORS, own, f"{own}notes/", f"{own}notes/agreed/", full.corrections.get().get_absolute_url()]


def test_no_public_page_fetches_anything_lazily(client: Client, doors: list[str], monkeypatch: Any) -> None:
    monkeypatch.setattr("django.db.models.query.DEFAULT_FETCH_MODE", FETCH_RAISE)
    waiting, seen = list(doors), set(doors)
    while waiting:
        page = client.get(waiting.pop())  # a lazy query raises
        assert page.status_code == 200, page.request["PATH_INFO"]
        found = {path or place for path, place in LINK.findall(page.content.decode())} - seen
        waiting += [each for each in found if not each.startswith(ELSEWHERE)]
        seen |= found
    newspaper = get_resolver().url_patterns[-1].url_patterns  # of articles.urls, which come last
    kinds = {resolve(page.partition("?")[0]).url_name for page in seen if not page.startswith(ELSEWHERE)}
    assert {pattern.name for pattern in newspaper} - NO_PAGES <= kinds
