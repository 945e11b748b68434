"""The reading history: off until it is switched on, kept for 90 days, and forgotten on a word."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts import history
from accounts.models import Reading
from tests.stories import at, hidden_stories, story

pytestmark = pytest.mark.django_db


def test_it_is_off_until_it_is_switched_on(client, reader, article):
    client.force_login(reader)
    assert client.get("/me/state/").json()["history"] is False
    assert client.post(f"/me/history/{article.pk}/").status_code == 204
    assert not Reading.objects.exists()
    client.post("/me/history/", {"intent": "on"})
    assert client.get("/me/state/").json()["history"] is True
    for _again in range(3):
        client.post(f"/me/history/{article.pk}/")
    assert Reading.objects.count() == 1
    assert article.headline in client.get("/me/history/").text


def test_it_is_forgotten_on_a_word_and_with_the_switch(client, reader, article):
    client.force_login(reader)
    for intent in ("forget", "off"):
        history.switch_on(reader)
        history.note_reading(reader, article)
        client.post("/me/history/", {"intent": intent})
        assert not Reading.objects.exists()
    reader.refresh_from_db()
    assert not reader.keeps_history
    assert client.post("/me/history/", {"intent": "x"}).status_code == 400


def test_the_latest_comes_first_and_what_is_hidden_does_not_come(client, reader, article):
    history.switch_on(reader)
    for each in (article, story("Opened after it"), *hidden_stories()):
        history.note_reading(reader, each)
    client.force_login(reader)
    page = client.get("/me/history/").text
    assert page.index("Opened after it") < page.index(article.headline)
    assert "A hidden" not in page
    assert client.post(f"/me/history/{hidden_stories()[0].pk}/").status_code == 404


def test_after_90_days_it_is_neither_shown_nor_kept(client, reader, article):
    history.switch_on(reader)
    history.note_reading(reader, article)
    client.force_login(reader)
    with at(timezone.now() + timedelta(days=89)):
        call_command("delete_due_accounts")
        assert Reading.objects.exists()
    Reading.objects.update(read_at=timezone.now() - timedelta(days=90))
    assert article.headline not in client.get("/me/history/").text
    call_command("delete_due_accounts")
    assert not Reading.objects.exists()


def test_a_stranger_and_another_site_leave_nothing(reader, article):
    assert Client().post(f"/me/history/{article.pk}/").status_code == 204
    history.switch_on(reader)
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(reader)
    assert forged.post(f"/me/history/{article.pk}/").status_code == 403
    assert not Reading.objects.exists()
