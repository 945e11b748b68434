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


def test_the_desk_is_accessible_light_and_dark(desk: Page) -> None:
    for name in ("index", "articles_article_changelist", "articles_photo_add"):
        desk.goto(reverse(f"admin:{name}"))
        assert accessibility_violations(desk) == "", name
        show_in(desk, "dark")
        assert unreadable(desk) == "", name
        show_in(desk, "light")


def test_a_list_has_room_on_a_phone_for_what_is_sought(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(f"{reverse('admin:articles_article_changelist')}?q=bridge")
    assert desk.locator("#searchbar").evaluate("box => box.clientWidth") > 200
