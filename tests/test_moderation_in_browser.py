"""One note through all hands, in their browsers: said, reported, taken down, appealed against, restored."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Case, Decision, User
from tests.browser import be_logged_in
from tests.moderators import INSULT, QUEUE
from tests.notes import review

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def browser_of(new_page: Callable[..., Page], live_server: Any) -> Callable[[User], Page]:
    def open_for(user: User) -> Page:
        page = new_page(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
        be_logged_in(page, user, live_server.url)
        return page

    return open_for


def test_a_note_is_reported_taken_down_appealed_against_and_restored(
    browser_of, reader, second_reader, moderator, second_moderator, article
):
    review("none")
    writer = browser_of(reader)
    writer.goto(article.get_absolute_url())
    writer.get_by_role("button", name="Hopeful").click()
    writer.get_by_label("Say why, if you like").fill(INSULT)
    writer.get_by_role("button", name="Send").click()
    expect(writer.locator("#became")).to_have_text("Your note is shown now.")

    other = browser_of(second_reader)
    other.goto(article.get_absolute_url())
    other.get_by_role("link", name="Report", exact=True).click()
    other.get_by_label("It insults or threatens someone").check()
    other.get_by_role("button", name="Report").click()
    expect(other.get_by_text("A moderator looks at it.")).to_be_visible()

    desk = browser_of(moderator)
    desk.goto(QUEUE)
    desk.keyboard.press("n")
    expect(desk.locator("blockquote")).to_have_text(INSULT)
    desk.keyboard.press("1")
    desk.keyboard.press("h")
    expect(desk.get_by_text("Nothing more waits here")).to_be_visible()
    other.goto(article.get_absolute_url())
    expect(other.get_by_text(INSULT)).to_have_count(0)

    writer.goto("/me/reactions/")
    writer.get_by_role("link", name="Ask to have it looked at again").click()
    writer.get_by_label("What should we look at again?").fill("I meant nobody.")
    writer.get_by_role("button", name="Send the appeal").click()
    expect(writer.get_by_text("Your appeal is sent.")).to_be_visible()
    desk.goto(QUEUE)
    expect(desk.get_by_text("Nothing waits here.")).to_be_visible()

    appeals = browser_of(second_moderator)
    appeals.goto(QUEUE)
    appeals.keyboard.press("n")
    appeals.get_by_label("Your answer to the reader").fill("You are right: it is an opinion.")
    appeals.keyboard.press("Escape")
    appeals.keyboard.press("a")
    expect(appeals.get_by_text("The appeal is granted")).to_be_visible()
    writer.goto("/me/reactions/")
    expect(writer.get_by_text("You are right: it is an opinion.")).to_be_visible()
    other.goto(article.get_absolute_url())
    expect(other.get_by_text(INSULT)).to_be_visible()
    assert list(Decision.objects.order_by("pk").values_list("action", flat=True)) == ["hide", "overturn"]
    assert not Case.objects.open().exists()
