"""What an editor does at the desk with mouse and keyboard: write, place photos, publish, find it on the paper."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article, Author, Photo, Section
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


def upload(page: Page, file: Path) -> None:
    """Upload a photo in the picker that is open, which chooses it, and give it its words in the library."""
    page.locator("#desk-picker-file").set_input_files(file)
    expect(page.locator("dialog.desk-dialog")).to_have_count(0)
    Photo.objects.filter(alt="").update(alt="A ferry at the landing", credit="Photo: Lê Minh Đức")


def test_an_editor_publishes_an_article_with_two_photos_by_mouse(desk: Page, section: Section, tmp_path: Path) -> None:
    page = desk
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Standfirst").fill("Sau mười năm, thuyền lại cập bến giữa thành phố.")
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.keyboard.type("Bến cũ mở lại.")
    page.keyboard.press("Enter")
    page.keyboard.type("Hai  tàu mỗi giờ.")  # two spaces, which a broken policy would turn into &nbsp;
    choose(page, ".field-section", "Viet")
    page.locator("#id_tag_names").fill("Sông Hàn, Bến tàu")
    for button, colour in (("Choose the lead photo", "teal"), ("Photo", "maroon")):
        file = tmp_path / f"{colour}.jpg"
        file.write_bytes(picture(color=colour))
        page.get_by_role("button", name=button, exact=True).click()
        upload(page, file)
    choose(page, "#bylines-0", "Ánh")
    page.get_by_role("button", name="Publish now").first.click()
    expect(page.locator(".messagelist .success").first).to_be_visible()

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
