"""A note's way in a browser: a reader says why, another agrees with it and reports it, nothing jumps meanwhile."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Agreement, Note, Report
from accounts.moderation import decide
from tests.browser import accessibility_violations, be_logged_in, forgive_failed_requests
from tests.notes import case_of, reason, review, write

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

COUNT_JUMPS = """
window.jumps = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def phone(new_page: Any, live_server: Any) -> Any:
    """A page of a reader on a phone, who is logged in and whose layout is watched."""

    def open_for(reader: Any) -> Page:
        page = new_page(viewport={"width": 390, "height": 844})
        page.add_init_script(COUNT_JUMPS)
        be_logged_in(page, reader, live_server.url)
        return page

    return open_for


def test_a_note_is_said_agreed_with_and_reported(phone, reader, second_reader, article, complaints):
    review("none")
    page = phone(reader)
    page.goto(article.get_absolute_url())
    form, became = page.locator(".say-why"), page.locator("#became")
    expect(form).not_to_be_visible()
    page.get_by_role("button", name="Hopeful").click()
    page.get_by_label("Say why, if you like").fill("x" * 501)
    expect(page.locator(".count")).to_have_text("501 / 500")
    form.get_by_role("button", name="Send").click()
    expect(page.locator("#reactions .status")).to_contain_text("at most 500 fit")
    assert accessibility_violations(page, "#reactions") == ""
    page.get_by_label("Say why, if you like").fill("The ferry saves me an hour.")
    form.get_by_role("button", name="Send").click()
    expect(became).to_have_text("Your note is shown now.")
    expect(form).not_to_be_visible()
    assert Note.objects.get().text == "The ferry saves me an hour."

    other = phone(second_reader)
    other.goto(article.get_absolute_url())
    agree = other.get_by_role("button", name="Agree 0")
    with other.expect_response("**/me/agree/**"):
        agree.click()
    expect(other.get_by_role("button", name="Agree 1")).to_have_attribute("aria-pressed", "true")
    assert Agreement.objects.get().reader == second_reader
    other.get_by_role("link", name="Report").click()
    assert accessibility_violations(other) == ""
    other.get_by_label("It is advertising").check()
    other.get_by_role("button", name="Report").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("You have reported this note")
    assert Report.objects.get().about == "spam"
    other.get_by_role("link", name="Back").click()
    expect(other.get_by_role("link", name="Reported")).to_be_visible()
    expect(other.get_by_role("button", name="Agree 1")).to_have_attribute("aria-pressed", "true")
    other.route("**/me/agree/**", lambda route: route.abort())
    other.get_by_role("button", name="Agree 1").click()
    expect(other.locator(".said .status")).to_contain_text("did not get through")
    expect(other.get_by_role("button", name="Agree 1")).to_be_visible()

    page.reload()
    expect(became).to_have_text("Your note is shown now.")
    expect(page.locator(".said .press")).to_have_text("Your own note")
    assert page.evaluate("window.jumps") < 0.005
    page.get_by_role("link", name="Change it").click()
    form.get_by_role("button", name="Take the note away").click()
    expect(became).to_have_text("Your note is taken away.")
    expect(page.get_by_role("button", name="Hopeful")).to_have_text("Hopeful 1")
    assert not Note.objects.exists()
    forgive_failed_requests(complaints)


def test_words_that_were_taken_away_stay_at_hand(phone, reader, article):
    review("none")
    write(reader, article, "The ferry saves me an hour.")
    page = phone(reader)
    page.goto(article.get_absolute_url())
    expect(page.locator("#became")).to_have_text("Your note is shown now.")
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("button", name="Take the note away").click()
    page.get_by_role("link", name="Bring it back").click()
    expect(page.locator("#became")).to_have_text("Your note is shown now.")
    assert Note.objects.get().text == "The ferry saves me an hour."

    given = page.locator(".react[aria-pressed=true]")
    kind = given.get_attribute("data-kind")
    with page.expect_response("**/me/react/**"):
        given.click()
    assert not Note.objects.exists()
    page.locator(f"[data-kind={kind}]").click()
    expect(page.get_by_label("Say why, if you like")).to_have_value("The ferry saves me an hour.")

    come_out_of_memory(page)
    expect(page.get_by_label("Say why, if you like")).to_have_value("The ferry saves me an hour.")
    page.context.clear_cookies(name="signed_in")
    with page.expect_navigation():
        come_out_of_memory(page)
    field = page.locator(".say-why textarea")
    expect(field).to_have_value("")
    field.evaluate("(field) => { field.value = 'Typed and left' }")
    page.goto("/about/")
    page.go_back()
    expect(field).to_have_value("")


def test_what_is_told_of_a_note_is_in_the_language_of_its_page(phone, reader, article):
    review("none")
    article.language = "es"
    article.save()
    write(reader, article, "El ferry me ahorra una hora.")
    page = phone(reader)
    page.goto(article.get_absolute_url())
    expect(page.locator("#became")).to_have_text("Tu nota ya se muestra.")


def come_out_of_memory(page: Page) -> None:
    """Tell the page what a browser tells one that it kept while its reader was elsewhere; Playwright has none kept."""
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def test_the_pages_of_notes_fit_and_are_accessible(phone, reader, second_reader, moderator, article):
    write(reader, article)
    review("none")
    note = write(second_reader, article, f"A long word: {'x' * 300}")
    review("all")
    decision = decide(case_of(Note.objects.by(reader).get()), moderator, "reject", reason=reason(), words="Without it.")
    page = phone(reader)
    for address in (
        f"{article.get_absolute_url()}notes/",
        f"/me/react/{article.pk}/",
        f"/me/agree/{note.pk}/",
        f"/me/appeal/{decision.pk}/",
        "/me/reactions/",
    ):
        page.goto(address)
        assert accessibility_violations(page) == "", address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
