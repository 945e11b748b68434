"""The daily e-mail with what is new in what a reader follows."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.digests import ARTICLES_AT_MOST, send_digests
from accounts.emails import choose
from accounts.following import follow
from accounts.models import EmailPreference
from tests.stories import at, hidden_stories, story

pytestmark = pytest.mark.django_db

TWO_DAYS = timedelta(days=2)


@pytest.fixture
def subscriber(reader, section):
    """A reader who has followed a section and wanted the e-mail for two days."""
    follow(reader, section)
    choose(reader, ["digest"])
    EmailPreference.objects.update(changed_at=timezone.now() - TWO_DAYS)
    return reader


def test_new_articles_of_what_is_followed_come_in_one_e_mail(subscriber):
    first, second = story("A ferry", "…"), story("A bridge & a road")
    story("Elsewhere", section="World")
    story("Old news", hours_ago=24 * 3)
    hidden_stories()
    assert send_digests() == 1
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([subscriber.email], "New in what you follow")
    for article in (first, second):
        assert f"http://127.0.0.1:8000{article.get_absolute_url()}" in message.body
    assert "A bridge &amp; a road" in message.alternatives[0].content
    for word in ("Elsewhere", "Old news", "A hidden"):
        assert word not in message.body + message.alternatives[0].content
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_it_is_off_until_a_reader_switches_it_on(reader, section):
    follow(reader, section)
    story("A ferry")
    assert send_digests() == 0


def test_running_it_again_sends_nothing_twice_and_the_next_day_only_what_is_new(subscriber):
    story("A ferry")
    assert [send_digests() for _time in range(3)] == [1, 0, 0]
    story("Later that day", hours_ago=-1)
    assert send_digests() == 0
    with at(timezone.now() + timedelta(days=1)):
        mail.outbox.clear()
        assert send_digests() == 1
    assert "Later that day" in mail.outbox[0].body
    assert "A ferry" not in mail.outbox[0].body


def test_without_news_nothing_is_sent_and_the_day_is_not_used_up(subscriber):
    assert send_digests() == 0
    story("A ferry")
    assert send_digests() == 1


def test_what_was_published_before_it_was_wanted_is_left_out(subscriber):
    story("A ferry", hours_ago=5)
    EmailPreference.objects.update(changed_at=timezone.now() - timedelta(hours=2))
    assert send_digests() == 0


def test_a_server_that_is_away_is_asked_again(subscriber, monkeypatch):
    story("A ferry")
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert send_digests() == 0
    assert send_digests() == 1


def refuse(*_args):
    raise ConnectionRefusedError


def test_many_articles_end_with_the_way_to_the_rest(subscriber):
    for number in range(ARTICLES_AT_MOST + 2):
        story(f"Story {number}")
    send_digests()
    assert mail.outbox[0].body.count("Story ") == ARTICLES_AT_MOST
    assert "/me/for-you/" in mail.outbox[0].body


def test_the_command_says_how_many_it_sent(subscriber, capsys):
    story("A ferry")
    call_command("send_digests")
    assert capsys.readouterr().out == "E-mails sent: 1.\n"


def test_who_cannot_log_in_gets_none(subscriber):
    story("A ferry")
    subscriber.is_active = False
    subscriber.save()
    assert send_digests() == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_once_send_one(subscriber):
    """What another run holds is left to it."""
    story("A ferry")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            other.set_autocommit(False)
            cursor.execute("SELECT id FROM accounts_emailpreference FOR UPDATE")
            assert send_digests() == 0
            other.rollback()
        assert send_digests() == 1
    finally:
        other.close()
