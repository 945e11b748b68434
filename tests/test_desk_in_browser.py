"""The desk as a browser has it; tests/test_day_in_browser.py walks it."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from tests.browser import accessibility_violations, be_logged_in

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]


@pytest.fixture
def desk(page: Page, editor: User, live_server: Any) -> Page:
    be_logged_in(page, editor, live_server.url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_fits_and_is_accessible(desk: Page, scheme: Any) -> None:
    desk.emulate_media(color_scheme=scheme)
    for address in (
        reverse("admin:index"),
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_photo_add"),
    ):
        desk.goto(address)
        assert accessibility_violations(desk) == ""
