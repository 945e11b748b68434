"""Save and Follow in a browser: shown at once, kept, taken back, refused in words; and the history, where it is on."""

from typing import Any

import pytest
from playwright.sync_api import expect

from accounts import history
from accounts.models import Follow, Reading, SavedArticle
from tests.browser import be_logged_in, forgive_failed_requests

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_buttons_keep_and_take_back_at_once(page, reader, article, live_server: Any, complaints):
    history.switch_on(reader)
    be_logged_in(page, reader, live_server.url)
    page.goto(article.get_absolute_url())
    with page.expect_response("**/me/save/**"):
        page.get_by_role("button", name="Save for later").press("Enter")
    saved = page.get_by_role("button", name="Saved")
    expect(saved).to_have_attribute("aria-pressed", "true")
    assert SavedArticle.objects.get().article == article
    page.reload()
    with page.expect_response("**/me/save/**"):
        saved.press(" ")
    expect(page.get_by_role("button", name="Save for later")).to_have_attribute("aria-pressed", "false")
    assert not SavedArticle.objects.exists()
    assert Reading.objects.get().article == article

    page.goto(article.section.get_absolute_url())
    with page.expect_response("**/me/follow/**"):
        page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    assert Follow.objects.get().section == article.section

    page.route("**/me/follow/**", lambda route: route.abort())
    page.get_by_role("button", name="Following").click()
    expect(page.get_by_text("This did not get through")).to_be_visible()
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    forgive_failed_requests(complaints)
