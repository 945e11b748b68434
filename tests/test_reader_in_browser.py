"""What a reader does with mouse and keyboard: log in from an article, react at once, take it back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import Reaction, ReactionKind, User
from accounts.reactions import react
from articles.models import Article
from tests.browser import accessibility_violations, be_logged_in, forgive_failed_requests, write_and_log_in

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PAGES = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
PAGES_OF_READERS = [
    *("/me/", "/me/save/{}/", "/me/saved/", "/me/following/", "/me/for-you/"),
    *(
        "/me/security/",
        "/me/privacy/",
        "/me/history/",
        "/accounts/sessions/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
    ),
]


def assert_kept(page: Page, *keys: str) -> None:
    """Wait for the reactions that are kept to be of these kinds."""
    for _moment in range(60):
        kept = tuple(Reaction.objects.values_list("kind__key", flat=True))
        if kept == keys:
            return
        page.wait_for_timeout(50)
    assert kept == keys


def answering(answer: dict[str, Any] | None) -> Callable[[Route], None]:
    return lambda route: route.fulfill(**answer) if answer else route.abort()


@pytest.fixture
def at_the_article(page: Page, reader: User, article: Article, live_server: Any) -> Page:
    be_logged_in(page, reader, live_server.url)
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("button", name="Hopeful")).to_have_attribute("aria-pressed", "false")
    return page


def press_change_and_take_back(page: Page) -> None:
    """Press by mouse and by key, and find each press shown at once and kept."""
    hopeful, worried = (page.get_by_role("button", name=name) for name in ("Hopeful", "Worried"))
    hopeful.click()
    expect(hopeful).to_have_attribute("aria-pressed", "true")
    expect(hopeful).to_have_text("Hopeful 1")
    assert_kept(page, "hopeful")
    page.get_by_role("button", name="Surprised").focus()
    page.keyboard.press("Space")
    assert_kept(page, "surprised")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(hopeful).to_have_text("Hopeful 0")
    expect(worried).to_have_text("Worried 1")
    assert_kept(page, "worried")
    page.reload()
    expect(worried).to_have_attribute("aria-pressed", "true")
    worried.click()
    expect(worried).to_have_attribute("aria-pressed", "false")
    assert_kept(page)


def press_in_a_hurry(page: Page) -> None:
    """Press twice where once is meant, and on while the press before is under way."""
    page.get_by_role("button", name="Angry").dblclick()
    assert_kept(page, "angry")
    page.wait_for_timeout(300)
    assert_kept(page, "angry")
    expect(page.get_by_role("button", name="Angry")).to_have_text("Angry 1")

    under_way = []

    def slowly(route: Route) -> None:
        under_way.append("in")
        assert len(under_way) == 1
        page.wait_for_timeout(150)
        under_way.clear()
        route.continue_()

    page.route("**/me/react/**", slowly)
    for name in ("Hopeful", "Worried", "Angry", "Surprised"):
        page.get_by_role("button", name=name).click()
    expect(page.get_by_role("button", name="Surprised")).to_have_text("Surprised 1")
    assert_kept(page, "surprised")


def test_a_press_that_fails_is_put_back_and_who_was_logged_out_elsewhere_is_led_to_log_in(
    at_the_article, reader, complaints
):
    page = at_the_article
    hopeful = page.get_by_role("button", name="Hopeful")
    for answer, sentence in [
        ({"status": 404}, "no longer open"),
        ({"status": 500}, "Something went wrong"),
        ({"status": 200, "body": "<p>The log-in page of a hotel</p>"}, "Something went wrong"),
        (None, "did not get through"),
    ]:
        page.route("**/me/react/**", answering(answer))
        hopeful.click()
        expect(page.locator("#reactions [role=status]")).to_contain_text(sentence)
        expect(hopeful).to_have_attribute("aria-pressed", "false")
        expect(hopeful).to_have_text("Hopeful 0")
        page.unroute_all()
    assert_kept(page)
    page.context.clear_cookies(name="sessionid")
    hopeful.click()
    write_and_log_in(page, reader)
    expect(hopeful).to_have_attribute("aria-pressed", "true")
    assert_kept(page, "hopeful")
    forgive_failed_requests(complaints)


def log_in_to_press(page: Page, reader: User, article: Article) -> None:
    """Press as a stranger, and come back from the log-in."""
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("link", name="Save for later")).to_have_attribute("href", f"/me/save/{article.pk}/")
    page.get_by_role("link", name="Worried").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    expect(page.locator("main")).to_contain_text("Your reaction is kept")
    write_and_log_in(page, reader)
    expect(page).to_have_url(re.compile(re.escape(article.get_absolute_url()) + "#reactions$"))
    assert_kept(page, "worried")


def test_a_strangers_press_is_done_after_the_log_in_then_each_shows_at_once_and_of_many_in_a_hurry_the_last_counts(
    page, reader, article
):
    log_in_to_press(page, reader, article)
    press_change_and_take_back(page)
    press_in_a_hurry(page)


def test_without_script_it_is_done_too_and_changed_and_taken_back_on_a_plain_page(new_page, reader, article):
    page = new_page(runs_scripts=False)
    log_in_to_press(page, reader, article)
    page.get_by_role("link", name="Angry").click()
    page.get_by_text("Hopeful").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Your reaction is Hopeful.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("Your reaction is taken back.")
    page.get_by_role("link", name="Back to the article").click()
    assert_kept(page)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark")])
def test_account_pages_fit_and_are_accessible(new_page, reader, article, live_server, width, scheme):
    react(reader, article, ReactionKind.objects.get(key="hopeful"))
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)

    def check(address: str) -> None:
        page.goto(address)
        assert accessibility_violations(page, with_frame=address == "/me/") == "", address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address

    for address in PAGES:
        check(address)
    be_logged_in(page, reader, live_server.url)
    for address in PAGES_OF_READERS:
        check(address.format(article.pk))
