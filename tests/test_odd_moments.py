"""Moments and numbers that nobody means: refused beside their field, and no page fails for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import revisions
from articles.models import Article, Breaking, Section, Topic
from tests.deskful import a_photo
from tests.forms import judged
from tests.test_desk import typed

pytestmark = pytest.mark.django_db
ENDS = ["0001-01-01", "9999-12-31"]
ALIASES = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


def at(name: str, day: str) -> dict[str, str]:
    return {f"{name}_0": day, f"{name}_1": "00:00"}


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def wrong(desk: Client, page: str, fields: dict[str, Any]) -> set[str]:
    """The fields that the page refuses."""
    return set(judged(desk, page, fields)["adminform"].form.errors)


def test_no_article_has_a_moment_at_the_end_of_time(desk: Client, section: Section) -> None:
    article = Article.objects.create(headline="Ferry", section=section)
    page = reverse("admin:articles_article_change", args=[article.pk])
    for day in ENDS:
        fields = typed(section, **at("embargoed_until", day), **at("updated_at", day))
        assert wrong(desk, page, fields) == {"embargoed_until", "updated_at"}, day


def test_neither_the_strip_nor_a_banner_begins_at_the_end_of_time(desk: Client) -> None:
    for day in ENDS:
        strip: dict[str, Any] = {"name": "Floods"} | at("banner_from", day) | ALIASES
        assert "banner_from" in wrong(desk, reverse("admin:articles_topic_add"), strip), day
        banner = {"text": "Storm", "language": "en"} | at("starts_at", day) | at("ends_at", "2200-01-01")
        assert "starts_at" in wrong(desk, reverse("admin:articles_breaking_add"), banner), day
    assert not Topic.objects.exists()
    assert not Breaking.objects.exists()


def test_revisions_are_not_compared_by_numbers_longer_than_any(desk: Client, section: Section) -> None:
    article = Article.objects.create(headline="Ferry", section=section)
    revisions.keep(article, None)
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    answer = desk.get(compare, {"before": "9" * 5000, "after": "1"})
    assert answer.url == reverse("admin:articles_article_history", args=[article.pk])  # type: ignore[attr-defined]


def test_no_photo_was_taken_at_the_end_of_time(desk: Client) -> None:
    page = reverse("admin:articles_photo_change", args=[a_photo().pk])
    for day in ENDS:
        assert "taken_at" in wrong(desk, page, {"alt": "A ferry", "focal_x": 50, "focal_y": 50} | at("taken_at", day))


def test_a_preview_without_a_moment_has_no_date_and_one_to_come_is_planned(
    client: Client, draft: Article, editor: User
) -> None:
    client.force_login(editor)
    page = reverse("admin:articles_article_preview", args=[draft.pk])
    undated = client.get(page).text
    Article.objects.filter(pk=draft.pk).update(status="published", published_at=timezone.now() + timedelta(days=2))
    dated = client.get(page).text
    assert ["No date yet" in html for html in (undated, dated)] == [True, False]
    assert ["article:published_time" in html for html in (undated, dated)] == [False, True]
    assert "</time><span>planned</span>" in dated
