"""The desk as a browser has it; tests/test_day_in_browser.py walks it."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from tests.browser import accessibility_violations, be_logged_in, show_in, unreadable

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]


@pytest.fixture
def desk(page: Page, editor: User, live_server: Any) -> Page:
    be_logged_in(page, editor, live_server.url)
    return page


def test_the_desk_is_accessible_light_and_dark_and_has_room_on_a_phone_for_what_is_sought(desk: Page) -> None:
    for name in ("index", "articles_photo_add", "articles_article_changelist"):
        framed = {"with_frame": name == "index"}
        desk.goto(reverse(f"admin:{name}", query={"q": "bridge"}))
        assert accessibility_violations(desk, **framed) == "", name
        show_in(desk, "dark")
        assert unreadable(desk, **framed) == "", name
        show_in(desk, "light")
    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.locator("#searchbar").evaluate("box => box.clientWidth") > 200
