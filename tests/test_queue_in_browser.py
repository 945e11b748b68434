"""The moderators' queue by keyboard alone, as one works through it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Case, Note, User
from tests.browser import accessibility_violations, be_logged_in
from tests.moderators import QUEUE, notes_of

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(new_page: Callable[..., Page], moderator: User, live_server: Any) -> Page:
    page = new_page(viewport={"width": 1440, "height": 1000})
    be_logged_in(page, moderator, live_server.url)
    return page


def state(note: Note) -> str:
    note.refresh_from_db()
    return note.state


def test_the_queue_is_worked_through_by_keyboard(desk: Page, complaints: list[str]) -> None:
    first, second = notes_of("Only a fool would cross there.", "The ferry saves me an hour.")
    desk.goto(QUEUE)
    assert accessibility_violations(desk) == ""
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("k")
    desk.keyboard.press("Enter")
    expect(desk.locator("blockquote")).to_have_text(first.text)
    assert accessibility_violations(desk) == ""
    desk.keyboard.press("h")
    expect(desk.get_by_text("Choose a reason.")).to_be_visible()
    assert "400" in complaints.pop()
    desk.get_by_label("Words to the reader").fill("hao n")  # letters are letters in a field
    desk.keyboard.press("Escape")
    desk.keyboard.press("1")
    desk.keyboard.press("h")
    expect(desk.locator("blockquote")).to_have_text(second.text)
    assert state(first) == Note.State.REJECTED
    desk.keyboard.press("u")
    expect(desk.locator("blockquote")).to_have_text(first.text)
    assert state(first) == Note.State.WAITING
    desk.keyboard.press("?")
    expect(desk.get_by_text("undo what was just done")).to_be_visible()
    desk.keyboard.press("a")
    expect(desk.locator("blockquote")).to_have_text(second.text)
    desk.keyboard.press("n")
    expect(desk.get_by_text("Nothing more waits here")).to_be_visible()
    assert (state(first), Case.objects.open().count()) == (Note.State.SHOWN, 1)
