"""A note through the hands of moderators and back, in their browsers: taken down, appealed against, restored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import Case, Decision, User
from accounts.reports import report
from articles.models import Article
from tests.browser import be_logged_in
from tests.moderators import INSULT, QUEUE
from tests.notes import review, write

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def browser_of(new_page: Callable[..., Page], live_server: Any) -> Callable[[User], Page]:
    def open_for(user: User) -> Page:
        page = new_page(viewport={"width": 1000, "height": 900})
        be_logged_in(page, user, live_server.url)
        return page

    return open_for


def is_read(article: Article) -> bool:
    """Whether everyone reads the note."""
    return INSULT in Client().get(article.get_absolute_url()).text


def test_a_reported_note_is_taken_down_appealed_against_and_restored(
    browser_of, reader, second_reader, moderator, second_moderator, article, live_server
):
    review("none")
    report(second_reader, write(reader, article, INSULT), "insult")
    assert is_read(article)

    desk = browser_of(moderator)
    desk.goto(QUEUE)
    desk.keyboard.press("n")
    expect(desk.locator("blockquote")).to_have_text(INSULT)
    desk.keyboard.press("1")
    desk.keyboard.press("Enter")
    assert is_read(article), "Enter in a field decides nothing"
    desk.keyboard.press("h")
    expect(desk.get_by_text("Nothing more waits here")).to_be_visible()
    assert not is_read(article)

    writer = browser_of(reader)
    writer.goto("/me/reactions/")
    writer.get_by_role("link", name="Ask to have it looked at again").click()
    writer.get_by_label("What should we look at again?").fill("I meant nobody.")
    writer.get_by_role("button", name="Send the appeal").click()
    expect(writer.get_by_text("Your appeal is sent.")).to_be_visible()
    desk.goto(QUEUE)
    expect(desk.get_by_text("Nothing waits here.")).to_be_visible()

    be_logged_in(desk, second_moderator, live_server.url)
    desk.goto(QUEUE)
    desk.keyboard.press("n")
    desk.get_by_label("Your answer to the reader").fill("You are right: it is an opinion.")
    desk.keyboard.press("Escape")
    desk.keyboard.press("a")
    expect(desk.get_by_text("The appeal is granted")).to_be_visible()
    writer.goto("/me/reactions/")
    expect(writer.get_by_text("You are right: it is an opinion.")).to_be_visible()
    assert is_read(article)
    assert list(Decision.objects.order_by("pk").values_list("action", flat=True)) == ["hide", "overturn"]
    assert not Case.objects.open().exists()
