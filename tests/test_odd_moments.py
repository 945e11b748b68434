"""Moments and numbers that nobody means: refused beside their field, and no page fails for them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import revisions
from articles.models import Article, Breaking, Section, Topic
from tests.article_desk import ADD_ARTICLE, page_of, typed
from tests.deskful import a_photo
from tests.forms import judged

pytestmark = pytest.mark.django_db
ENDS = ["0001-01-01", "9999-12-31"]
ALIASES = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


def at(name: str, day: str) -> dict[str, str]:
    return {f"{name}_0": day, f"{name}_1": "00:00"}


def wrong(desk: Client, page: str, fields: dict[str, Any]) -> set[str]:
    """The fields that the page refuses."""
    return set(judged(desk, page, fields)["adminform"].form.errors)


def test_no_article_has_a_moment_at_the_end_of_time(desk: Client, section: Section) -> None:
    article = Article.objects.create(headline="Ferry", section=section)
    page = page_of(article)
    for day in ENDS:
        fields = typed(section, **at("embargoed_until", day), **at("updated_at", day))
        assert wrong(desk, page, fields) == {"embargoed_until", "updated_at"}, day


def test_a_day_is_read_as_it_is_written_here(desk: Client, section: Section) -> None:
    article = Article.objects.create(headline="Ferry", section=section)
    page = page_of(article)
    meant = date(2027, 12, 5)
    for language, day in [("en", "5 December 2027"), ("vi", "05/12/2027"), ("vi", "2027-12-05"), ("es", "05/12/2027")]:
        asked = {"Accept-Language": language}
        assert desk.post(page, typed(section, **at("embargoed_until", day)), headers=asked).status_code == 302, day
        article.refresh_from_db()
        assert article.embargoed_until
        assert timezone.localtime(article.embargoed_until).date() == meant, day


def test_a_day_that_others_read_otherwise_is_refused_with_an_example(desk: Client, section: Section) -> None:
    for day, time, told in [
        ("12/01/2027", "00:00", "the day like this: 2026-11-29"),
        ("2027-01-12", "18", "the time like this: 18:30"),
    ]:
        moment = {"embargoed_until_0": day, "embargoed_until_1": time}
        assert told in desk.post(ADD_ARTICLE, typed(section, **moment)).text
    assert not Article.objects.exists()


def test_a_moment_in_one_field_is_read_no_other_way_round(desk: Client, section: Section) -> None:
    page = ADD_ARTICLE
    fields = typed(section, _step="schedule", publish_at="05/12/2027 10:00")
    answers = [desk.post(page, fields, headers={"Accept-Language": language}) for language in ("en", "vi", "es")]
    assert [answer.status_code for answer in answers] == [200, 302, 302]
    moments = {article.published_at for article in Article.objects.all()}
    assert [timezone.localtime(moment).date() for moment in moments if moment] == [date(2027, 12, 5)]


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
    answer = desk.get(compare, {"before": "9" * 200, "after": "1"})
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
