"""A note through the hands of moderators and back, by their keyboards: taken down, appealed against, restored."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from accounts.models import Case, Decision
from accounts.reports import report
from articles.models import Article
from tests.browser import be_logged_in
from tests.moderators import INSULT, QUEUE, desk_of
from tests.notes import review, write

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def is_read(article: Article) -> bool:
    """Whether everyone reads the note."""
    return INSULT in Client().get(article.get_absolute_url()).text


def test_a_reported_note_is_taken_down_appealed_against_and_restored(
    page, client, reader, second_reader, moderator, second_moderator, article, live_server
):
    review("none")
    report(second_reader, write(reader, article, INSULT), "insult")
    assert is_read(article)

    be_logged_in(page, moderator, live_server.url)
    page.goto(QUEUE)
    page.keyboard.press("n")
    expect(page.locator("blockquote")).to_have_text(INSULT)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    assert is_read(article), "Enter in a field decides nothing"
    page.keyboard.press("h")
    expect(page.get_by_text("Nothing more waits here")).to_be_visible()
    assert not is_read(article)

    client.force_login(reader)
    (appeal,) = re.findall(
        r'<a [^>]*href="(.*?)"[^>]*>Ask to have it looked at again', client.get("/me/reactions/").text
    )
    assert "Your appeal is sent." in client.post(appeal, {"words": "I meant nobody."}, follow=True).text
    assert "Nothing waits here." in desk_of(moderator).get(QUEUE).text

    be_logged_in(page, second_moderator, live_server.url)
    page.goto(QUEUE)
    page.keyboard.press("n")
    page.get_by_label("Your answer to the reader").fill("You are right: it is an opinion.")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_text("The appeal is granted")).to_be_visible()
    assert "You are right: it is an opinion." in client.get("/me/reactions/").text
    assert is_read(article)
    assert list(Decision.objects.order_by("pk").values_list("action", flat=True)) == ["hide", "overturn"]
    assert not Case.objects.open().exists()
