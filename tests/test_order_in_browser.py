"""Tags typed by keyboard, and merged by mouse, in a real browser."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article, Author, Byline, Tag
from articles.naming import add_synonym
from tests.article_desk import page_of
from tests.browser import accessibility_violations, be_logged_in

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]


def choose_tags(page: Page) -> None:
    """Write, choose, not choose, and take from the text, by keyboard but for the last."""
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


def put_authors_in_order(page: Page) -> None:
    """Take two from the text, and move one up by key and one down by mouse."""
    page.get_by_label("Standfirst").fill("By Lê Minh Đức, with Nguyễn Ánh Tuyết; Lê Minh Đức took the pictures.")
    rows = page.locator("#bylines-group")
    offered = rows.locator(".tags-in-text").get_by_role("button")
    expect(offered).to_have_text(["Lê Minh Đức", "Nguyễn Ánh Tuyết"])
    offered.first.click()
    offered.first.press("Enter")
    rows.get_by_role("button", name="Move Nguyễn Ánh Tuyết up").press("Enter")
    expect(rows.get_by_role("status")).to_have_text("Nguyễn Ánh Tuyết is at place 2 of 3 now.")
    expect(rows.get_by_role("button", name="Move Nguyễn Ánh Tuyết up")).to_be_focused()
    last = rows.get_by_role("button", name="Drag Lê")
    rows.get_by_role("button", name="Drag Mateo").drag_to(last, target_position={"x": 9, "y": 29})
    expect(rows.get_by_role("status")).to_contain_text("Mateo Bolaño is at place 3 of 3")
    rows.locator(".add-row a").press("Enter")
    rows.locator(".inline-deletelink").last.click()


def test_tags_and_authors_are_taken_from_the_text_chosen_by_keyboard_and_put_in_order(
    page: Page, editor: User, draft: Article, live_server: Any
) -> None:
    for name in ("Hà Nội", "Hồ Gươm", "Floods"):
        Tag.objects.create(name=name)
    add_synonym(Tag.objects.get(name="Floods"), "Deluge")
    for name in ("Lê Minh Đức", "Nguyễn Ánh Tuyết", "Mateo Bolaño"):
        Author.objects.create(name=name)
    Byline.objects.create(article=draft, author=Author.objects.get(name="Mateo Bolaño"), position=3)
    be_logged_in(page, editor, live_server.url)
    page.goto(page_of(draft))
    choose_tags(page)
    put_authors_in_order(page)
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert [str(each) for each in draft.bylines.all()] == ["Nguyễn Ánh Tuyết", "Lê Minh Đức", "Mateo Bolaño"]
    assert {each.tag.name for each in draft.tag_placements.all()} == {"Rain", "Hà Nội", "delu", "Hồ Gươm"}


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
