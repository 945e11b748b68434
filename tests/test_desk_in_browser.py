"""What an editor does at the desk with mouse and keyboard: write, place photos, publish, find it on the paper."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article, Author, Section
from tests.browser import accessibility_violations, be_logged_in
from tests.pictures import picture

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]

HEADLINE = "Đà Nẵng mở lại bến sông"


@pytest.fixture
def desk(page: Page, editor: User, section: Section, live_server: Any) -> Page:
    Author.objects.create(name="Nguyễn Ánh Tuyết")
    be_logged_in(page, editor, live_server.url)
    page.goto(reverse("admin:articles_article_add"))
    return page


def choose(page: Page, field: str, letters: str) -> None:
    """Pick what a field that completes offers for these letters."""
    page.locator(f"{field} .select2-selection").click()
    page.keyboard.type(letters)
    page.locator(".select2-results__option--highlighted", has_not_text="Searching").click()


def place_a_photo(page: Page, number: int, file: Path) -> None:
    """Upload a photo in the window that the + opens, and see it chosen in the article's form."""
    page.get_by_text("Add another Photo in the article").click()
    with page.expect_popup() as opened:
        page.locator(f"#add_id_placed_photos-{number}-photo").click()
    window = opened.value
    window.get_by_label("File").set_input_files(file)
    window.get_by_label("Text alternative").fill("A ferry at the landing")
    window.get_by_label("Credit").fill("Photo: Lê Minh Đức")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(f"#placed_photos-{number} .select2-selection__rendered").first).not_to_be_empty()


def test_an_editor_publishes_an_article_with_two_photos_by_mouse(desk: Page, section: Section, tmp_path: Path) -> None:
    page = desk
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Standfirst").fill("Sau mười năm, thuyền lại cập bến giữa thành phố.")
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.keyboard.type("Bến cũ mở lại.")
    page.keyboard.press("Enter")
    page.keyboard.type("Hai  tàu mỗi giờ.")  # two spaces, which a broken policy would turn into &nbsp;
    choose(page, ".field-section", "Viet")
    page.get_by_label("Tags").fill("Sông Hàn, Bến tàu")
    for number, colour in enumerate(["teal", "maroon"]):
        file = tmp_path / f"{colour}.jpg"
        file.write_bytes(picture(color=colour))
        place_a_photo(page, number, file)
    page.locator("#id_placed_photos-0-is_lead").check()
    page.locator("#id_placed_photos-1-after_paragraph").fill("1")
    choose(page, "#bylines-0", "Ánh")
    page.get_by_label("Status").select_option("published")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    article = Article.objects.published().get()
    assert article.body.split("\n") == ["<p>Bến cũ mở lại.</p>", "<p>Hai  tàu mỗi giờ.</p>"]
    for address in ("/", section.get_absolute_url(), "/search/?q=ben+song"):
        page.goto(address)
        expect(page.get_by_role("link", name=HEADLINE).first).to_be_visible()
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.locator("article figure img, main figure img")).to_have_count(2)
    expect(page.get_by_text("Photo: Lê Minh Đức")).to_have_count(2)
    expect(page.get_by_role("link", name="Nguyễn Ánh Tuyết").first).to_be_visible()


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
