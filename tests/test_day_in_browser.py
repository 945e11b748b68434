"""A day at the paper: written, reviewed, scheduled, read at its minute, corrected, and all of it on record."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from articles.models import Article, Author, Newsroom, Section, WorkflowStep
from tests.article_desk import ADD_ARTICLE, page_of
from tests.browser import accessibility_violations, be_logged_in
from tests.pictures import picture
from tests.stories import at

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.usefixtures("media")]

HEADLINE = "Đà Nẵng mở lại bến sông sau mười năm"
DESK = {"width": 1440, "height": 1100}


def choose(page: Page, field: str, letters: str) -> None:
    """Pick what a field that completes offers for these letters."""
    page.locator(f"{field} .select2-selection").first.click()
    page.keyboard.type(letters)
    page.locator(".select2-results__option--highlighted", has_not_text="Searching").click()


def hand_over(page: Page, file: Path, colour: str) -> None:
    """Upload a picture in the open library; it is taken at once."""
    file.write_bytes(picture(color=colour))
    page.locator("#desk-picker-file").set_input_files(file)
    expect(page.locator("dialog.desk-dialog")).to_have_count(0)


def take_step(page: Page, name: str) -> None:
    page.locator(".workflow").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".messagelist .success").first).to_be_visible()


def body_of(page: Page) -> Locator:
    return page.locator(".ProseMirror[contenteditable=true]")


def write(page: Page, folder: Path) -> None:
    """What a journalist does with mouse and keyboard until the article lies with the editors."""
    page.goto(ADD_ARTICLE)
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Standfirst").fill("Thuyền lại cập bến giữa thành phố, mỗi giờ hai chuyến.")
    page.get_by_role("button", name="Choose the lead photo").click()
    hand_over(page, folder / "ferry.jpg", "teal")
    expect(page.locator(".lead-photo-words")).to_contain_text("looks soft there")
    page.locator("#id_lead_alt").fill("Một chiếc phà cập bến")
    page.locator("#id_lead_credit").fill("Ảnh: Lê Minh Đức")
    body_of(page).click()
    page.keyboard.insert_text("Bến cũ mở lại sáng nay.")  # as an input method does, instead of key by key
    page.keyboard.press("Enter")
    page.keyboard.type("Hai  tàu mỗi giờ.")  # two spaces, which a broken policy would turn into &nbsp;
    page.get_by_role("button", name="Photo", exact=True).click()
    hand_over(page, folder / "crowd.jpg", "maroon")
    page.locator("figure.placed-photo").dblclick()
    dialog = page.locator("dialog.desk-dialog")
    dialog.locator("[name=credit]").fill("Ảnh: Phan Hoài Hương")
    dialog.locator("[name=alt]").fill("Người dân chờ trên bến")
    dialog.locator("button[type=submit]").click()
    choose(page, ".field-section", "Viet")
    page.get_by_label("Language").select_option("vi")
    expect(page.locator("#bylines-0 .select2-selection")).to_have_text("Nguyễn Ánh Tuyết")
    page.get_by_role("combobox", name="Tags").fill("Sông Hàn, Bến tàu")
    page.locator(".workflow-notes summary").click()
    page.locator("#id_note").fill("Chị xem giúp em con số ở câu đầu.")
    take_step(page, "Send to review")


def review(page: Page, article: Article, moment: Any) -> None:
    """What an editor does: changes a word and approves, and schedules."""
    page.goto(page_of(article))
    expect(page.get_by_text("Chị xem giúp em con số ở câu đầu.")).to_be_visible()
    page.get_by_label("Headline").fill(HEADLINE.replace("mười", "chín"))
    take_step(page, "Approve")
    page.get_by_text("Schedule…").click()
    local = timezone.localtime(moment)
    page.locator("#id_publish_at").fill(f"{local:%Y-%m-%dT%H:%M}")
    take_step(page, "Schedule")


def compare(page: Page) -> None:
    """Find what became of the headline since the article was sent to review."""
    page.get_by_role("link", name="All revisions").click()
    assert accessibility_violations(page) == ""
    page.get_by_label("Revision 1 before").check()
    page.get_by_role("button", name="Compare the chosen two").click()
    expect(page.locator("del", has_text="mười")).to_be_visible()
    expect(page.locator("ins", has_text="chín")).to_be_visible()
    assert accessibility_violations(page) == ""


def correct(page: Page, article: Article) -> None:
    """What an editor does about a wrong number that readers have read."""
    page.goto(page_of(article))
    body_of(page).get_by_text("Hai tàu mỗi giờ.").click(click_count=3)
    page.keyboard.insert_text("Ba tàu mỗi giờ.")
    page.get_by_text("Add another Correction").click()
    page.locator("#id_corrections-0-text").fill("Bản trước viết hai tàu mỗi giờ. Đúng là ba.")
    take_step(page, "Save")


def is_read(address: str, words: str) -> bool:
    """Whether anyone finds the words there."""
    return words in Client().get(address).text


def test_a_day_at_the_paper(
    new_page: Callable[..., Page], live_server: Any, journalist: User, editor: User, tmp_path: Path
) -> None:
    Newsroom.objects.create(name="The Red River Post")
    Section.objects.create(name="Vietnam")
    Author.objects.create(name="Nguyễn Ánh Tuyết", account=journalist)
    moment = (timezone.now() + timedelta(hours=20)).replace(second=0, microsecond=0)
    desk, reader = new_page(viewport=DESK), new_page(reduced_motion="no-preference")

    be_logged_in(desk, journalist, live_server.url)
    write(desk, tmp_path)
    article = Article.objects.get()
    assert (article.status, article.created_by) == ("in_review", journalist)
    assert article.body.split("\n") == ["<p>Bến cũ mở lại sáng nay.</p>", "<p>Hai  tàu mỗi giờ.</p>"]

    be_logged_in(desk, editor, live_server.url)
    review(desk, article, moment)
    compare(desk)
    article.refresh_from_db()
    assert (article.status, article.published_at) == ("published", moment)
    lists = ("/vi/", "/search/?q=mo+lai+ben+song", "/vietnam/")
    assert [is_read(address, "sau chín năm") for address in lists] == [False] * 3

    with at(moment + timedelta(minutes=1)):
        assert [is_read(address, "sau chín năm") for address in lists] == [True] * 3
        reader.goto("/vi/")
        reader.get_by_role("link", name="sau chín năm").first.click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(article.headline)
        expect(reader.locator("main figure img")).to_have_count(2)
        expect(reader.get_by_text("Ảnh: Phan Hoài Hương")).to_be_visible()
        expect(reader.get_by_role("link", name="Nguyễn Ánh Tuyết").first).to_be_visible()
        expect(reader.get_by_text("Chị xem giúp em")).to_have_count(0)

        correct(desk, article)
        assert is_read(article.get_absolute_url(), "Ba tàu mỗi giờ.")
        reader.goto("/corrections/")
        expect(reader.get_by_text("Bản trước viết hai tàu mỗi giờ. Đúng là ba.")).to_be_visible()
        reader.locator("main").get_by_role("link", name="changed").first.click()
        expect(reader.locator("del", has_text="Hai")).to_be_visible()
        expect(reader.locator("ins", has_text="Ba")).to_be_visible()

    steps = WorkflowStep.objects.order_by("pk").values_list("after", "taken_by__display_name")
    assert list(steps) == [
        ("in_review", journalist.display_name),
        ("approved", editor.display_name),
        ("published", editor.display_name),
    ]
