"""Tags typed by keyboard, and merged by mouse, in a real browser."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Section, Tag
from articles.naming import add_synonym
from tests.browser import accessibility_violations, be_logged_in

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]


def test_tags_are_chosen_by_keyboard_and_taken_from_the_text(
    page: Page, editor: User, section: Section, live_server: Any
) -> None:
    for name in ("Hà Nội", "Hồ Gươm", "Floods"):
        Tag.objects.create(name=name)
    add_synonym(Tag.objects.get(name="Floods"), "Deluge")
    be_logged_in(page, editor, live_server.url)
    page.goto(reverse("admin:articles_article_add"))
    page.get_by_label("Headline").fill("Clear water at Hồ Gươm")
    tags = page.locator("#id_tag_names")
    tags.press_sequentially("Rain, ha noi")
    expect(page.get_by_role("option", name="Hà Nội")).to_be_visible()
    tags.press("ArrowDown")
    expect(tags).to_have_attribute("aria-activedescendant", "id_tag_names_tags_0")
    tags.press("Enter")
    expect(tags).to_have_value("Rain, Hà Nội, ")
    tags.press_sequentially("delu")
    expect(page.get_by_role("option", name="Floods")).to_contain_text("Deluge")
    tags.press("Escape")
    expect(tags).to_have_attribute("aria-expanded", "false")
    tags.press("Enter")
    expect(tags).to_have_value("Rain, Hà Nội, delu, ")
    page.get_by_role("button", name="Hồ Gươm").click()
    expect(tags).to_have_value("Rain, Hà Nội, delu, Hồ Gươm")


def test_tags_are_merged_by_mouse(page: Page, editor: User, live_server: Any) -> None:
    for name in ("Deluge", "Floods"):
        Tag.objects.create(name=name)
    be_logged_in(page, editor, live_server.url)
    page.goto(reverse("admin:articles_tag_changelist"))
    for box in page.locator("input.action-select").all():
        box.check()
    page.locator("select[name=action]").select_option("merge_selected")
    page.get_by_role("button", name="Run").click()
    page.get_by_label("Floods").check()
    assert accessibility_violations(page, ".merging-chosen ul") == ""
    page.get_by_role("button", name="Merge").click()
    expect(page.locator(".messagelist .success")).to_contain_text("“Deluge” merged into “Floods”")
    assert [tag.name for tag in Tag.objects.all()] == ["Floods"]
