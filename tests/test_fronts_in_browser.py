"""An editor arranges the front by mouse and by keyboard, and readers find it so."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Newsroom, Slot
from tests.browser import accessibility_violations, be_logged_in
from tests.stories import story

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def place_of(page: Page, headline: str) -> str | None:
    return page.locator(".place", has=page.get_by_role("heading", name=headline)).get_attribute("data-place")


def drag(page: Page, headline: str, place: int) -> None:
    """Take an article by its handle and let it go over a place."""
    grip = page.get_by_role("button", name=f"Drag “{headline}”").bounding_box()
    target = page.locator(f".place[data-place='{place}']").bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 9, grip["y"] + 9)
    page.mouse.down()
    page.mouse.move(target["x"] + 200, target["y"] + 20, steps=3)
    page.mouse.up()


def test_an_editor_arranges_the_front_by_mouse_and_by_keyboard(page: Page, editor: User, live_server: Any) -> None:
    Newsroom.objects.create(name="The Red River Post")
    for number in range(6):
        story(f"Story {number}.", hours_ago=number + 1)
    story("Cầu Nhật Tảo sắp mở.", hours_ago=-2)
    be_logged_in(page, editor, live_server.url)
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.goto(reverse("admin:articles_slot_page", args=["front-en"]))
    said = page.locator("#said")

    drag(page, "Story 4.", 2)
    expect(said).to_have_text("“Story 4.” is pinned at place 2. Save to put it on the page.")
    expect(page.get_by_role("button", name="Drag “Story 4.”")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(said).to_contain_text("“Story 4.” is pinned at place 1.")
    assert place_of(page, "Story 4.") == "1"

    page.get_by_label("Words of the headline").fill("nhat tao")
    expect(page.locator(".offered")).to_have_count(1)
    page.get_by_role("button", name="Pin “Cầu Nhật Tảo sắp mở.”").press("Enter")
    expect(said).to_contain_text("“Cầu Nhật Tảo sắp mở.” is pinned at place 1.")
    assert place_of(page, "Story 4.") == "2"
    page.get_by_role("button", name="Move “Cầu Nhật Tảo sắp mở.” down").press("Space")
    expect(said).to_contain_text("“Cầu Nhật Tảo sắp mở.” is pinned at place 2.")
    assert not Slot.objects.exists()
    assert accessibility_violations(page) == ""

    page.get_by_role("button", name="Save", exact=True).click()
    expect(said).to_contain_text("“English” is arranged as you saved it.")
    page.goto("/")
    expect(page.locator("article.top h2")).to_have_text("Story 4.")
