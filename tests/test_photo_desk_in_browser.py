"""The photo desk by hand: files dropped on the page, a focal point set by mouse and by keyboard."""

import base64
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles import photos
from articles.models import Photo
from tests.browser import accessibility_violations, be_logged_in
from tests.pictures import file, picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]
DROP = """(form, files) => {
  const carried = new DataTransfer();
  for (const [name, data] of files)
    carried.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt())], name, {type: "image/jpeg"}));
  form.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""
PRINTS_APART = """[...document.querySelectorAll("#result_list tbody tr")].every(
  (print) => print.scrollWidth <= print.clientWidth
)"""


@pytest.fixture
def desk(page: Page, live_server: Any, journalist: User) -> Page:
    be_logged_in(page, journalist, live_server.url)
    return page


def test_dropped_files_go_in_and_their_words_are_written_together(desk: Page, complaints: list[str]) -> None:
    desk.goto(reverse("admin:articles_photo_changelist"))
    dropped = {"ferry.jpg": picture((90, 60)), "page.jpg": b"<html>", "market.jpg": picture((90, 60), "teal")}
    sent = [(name, base64.b64encode(data).decode()) for name, data in dropped.items()]
    desk.locator(".photo-upload").evaluate(DROP, sent)
    expect(desk.get_by_text("2 of 3 in the library, 1 refused")).to_be_visible()
    refused = desk.get_by_role("listitem").filter(has_text="page.jpg")
    expect(refused).to_contain_text("This is not a picture that can be used")
    complaints.clear()  # of the answer 400
    desk.get_by_role("link", name="Write their words").click()
    desk.get_by_label("Credit for all").fill("Ảnh: Đức")
    desk.get_by_role("button", name="Give it to all").click()
    desk.get_by_label("Text alternative").first.fill("A ferry")
    assert accessibility_violations(desk) == ""
    desk.get_by_role("button", name="Save all").click()
    expect(desk.get_by_text("The words of 2 photos are saved.")).to_be_visible()
    assert list(Photo.objects.values_list("credit", flat=True)) == ["Ảnh: Đức"] * 2
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(reverse("admin:articles_photo_changelist"))
    assert desk.evaluate(PRINTS_APART)
    assert accessibility_violations(desk) == ""


def test_the_focal_point_is_set_on_the_picture_and_the_crops_follow(desk: Page, journalist: User) -> None:
    photo = photos.take_in(file(picture((1600, 400))), uploaded_by=journalist, alt="A wide river")
    desk.goto(reverse("admin:articles_photo_change", args=[photo.pk]))
    whole = desk.get_by_role("img", name="A wide river")
    size = whole.bounding_box() or {}
    whole.click(position={"x": size["width"] * 0.75, "y": size["height"] * 0.5})
    square = desk.locator("[data-crop=square]")
    # A square of 400 in 1600 pixels, its middle at 1200: (1200 - 200) of the 1200 that it can move.
    assert float(square.evaluate("each => each.style.objectPosition").split("%")[0]) == pytest.approx(83.3, abs=0.5)
    point = desk.get_by_role("button", name="Focal point")
    expect(point).to_be_focused()
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("ArrowRight")
    assert accessibility_violations(desk) == ""
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    photo.refresh_from_db()
    assert photo.focal_x == pytest.approx(0.86, abs=0.005)
