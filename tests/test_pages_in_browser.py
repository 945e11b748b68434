"""The public pages as a browser has them: on every screen, without script, for every reader."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.emails import KINDS, written
from accounts.models import User
from articles.models import Article, Author, Breaking, PlacedPhoto, Section, Topic
from articles.tagging import set_tags
from tests.browser import accessibility_violations, be_logged_in, show_in, unreadable
from tests.newspaper import NAMES

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PHONE: Any = {"width": 412, "height": 823}  # Lighthouse's
SCREENS = {"phone": (390, 844), "tablet": (768, 1024), "desk": (1440, 900)}
# Of the 100 KB that an article may load; it begins with them, and italics (12 KB) come when a text has some.
MOST_FONT_BYTES = 45_000
# Four connections beside the page's own bring 13 packets each in three round trips, headers included (decision 0051).
LARGEST_FACE = 18_600
# Photos that came though the page has the same narrower and shows them less than half as wide.
TOO_WIDE = """[...document.images].filter(({ currentSrc, parentElement, width }) =>
    parseInt(currentSrc.split("/").pop()) > 2 * width
    && !parentElement.querySelector("source").srcset.startsWith(new URL(currentSrc).pathname))"""
# Chromium without a screen calls itself so, and is not counted.
A_READERS = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"


def addresses(article: Article) -> list[str]:
    return ["/", article.get_absolute_url(), "/vietnam/", "/search/?q=lake", "/about/", "/no/such/page/"]


def forgive_missing_pages(complaints: list[str]) -> None:
    complaints[:] = [complaint for complaint in complaints if "404 (Not Found)" not in complaint]


def bring_nothing_along(page: Page) -> None:
    """Have the page ask for every file, as on a first visit."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})


def test_every_page_fits_every_screen_and_is_accessible_in_light_and_dark(
    page: Page, full: Article, complaints: list[str]
) -> None:
    def fits(screen: str) -> bool:
        width, height = SCREENS[screen]
        page.set_viewport_size({"width": width, "height": height})
        return page.evaluate("document.documentElement.scrollWidth") == width

    for address in addresses(full):
        framed = {"with_frame": address == "/"}
        page.emulate_media(color_scheme="dark")
        page.goto(address)
        assert fits("tablet"), address
        assert fits("phone"), address
        assert accessibility_violations(page, **framed) == "", address
        assert fits("desk"), address
        assert unreadable(page, **framed) == "", address
        show_in(page, "light")
        assert accessibility_violations(page, **framed) == "", address
    forgive_missing_pages(complaints)


def test_words_without_a_space_break_on_a_phone(
    page: Page, full: Article, live_server: LiveServer, administrator: User
) -> None:
    endless = "Nghiêng" * 17
    Section.objects.update(name=endless)
    Topic.objects.update(name=endless)
    Author.objects.filter(name=NAMES[0]).update(name=endless, role=endless)
    Article.objects.filter(pk=full.pk).update(headline=endless, standfirst=endless)
    PlacedPhoto.objects.update(own_caption=endless, own_credit=endless)
    set_tags(full, [endless])
    Breaking.objects.create(text=endless, ends_at=timezone.now() + timedelta(hours=1))
    full.refresh_from_db()
    page.set_viewport_size({"width": 390, "height": 844})
    be_logged_in(page, administrator, live_server.url)
    named = (full, full.tags.get(), full.authors.get(name=endless))
    public = ["/", "/vietnam/", f"/search/?q={endless}", *(each.get_absolute_url() for each in named)]
    desk = [reverse(f"admin:{each}") for each in ("index", "articles_article_changelist", "articles_author_changelist")]
    for address in (*public, reverse("admin:articles_article_history", args=[full.pk]), *desk):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
    assert page.evaluate("document.querySelector('#result_list').clientWidth") < 1000
    e_mail = written(administrator, KINDS["digest"], endless, "digest", {"articles": [full]})
    page.goto("about:blank")  # which has no policy against the style that e-mails carry along
    page.set_content(e_mail.alternatives[0].content)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def visit_with_the_lead_photo_held(page: Page, address: str) -> None:
    """Open an article, and find that nothing but three faces is waited for until its lead photo may come."""
    asked: list[str] = []
    held: list[Route] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.route("**/lead/*", lambda route: held.append(route))
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate("document.fonts.ready")
    assert {*asked} == {"document", "font", "image", "stylesheet"}
    assert asked.count("font") == 3
    with page.expect_response("**/reactions*.js"):
        held[0].continue_()
    page.unroute_all()
    page.wait_for_load_state("networkidle")


def test_a_first_visit_waits_for_three_faces_before_the_lead_photo_brings_little_type_and_nothing_jumps(
    new_page: Callable[..., Page], full: Article
) -> None:
    page = new_page(is_strange=True, viewport=PHONE)
    bring_nothing_along(page)
    page.add_init_script(
        "window.jumps = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) => window.jumps += e.value))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    faces: list[Request] = []
    page.on("request", lambda request: request.resource_type == "font" and faces.append(request))

    def assert_it_keeps_still() -> None:
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(200)
        assert page.evaluate("window.jumps") < 0.001, page.url
        assert page.evaluate(f"{TOO_WIDE}.map((each) => each.currentSrc)") == [], page.url

    visit_with_the_lead_photo_held(page, full.get_absolute_url())
    assert_it_keeps_still()
    sizes = {face.url: face.sizes()["responseBodySize"] for face in faces}
    assert len(sizes) >= 3
    assert sum(sizes.values()) <= MOST_FONT_BYTES, sizes
    assert max(sizes.values()) <= LARGEST_FACE, sizes
    for address in ("/", "/vietnam/"):
        page.goto(address, wait_until="networkidle")
        assert_it_keeps_still()


def test_without_script_the_two_lists_are_tabs_and_the_menu_of_a_phone_opens(
    new_page: Callable[..., Page], full: Article
) -> None:
    page = new_page(runs_scripts=False)
    page.goto(full.get_absolute_url())
    trending, viewed = page.get_by_role("list", name="Trending"), page.get_by_role("list", name="Most viewed")
    expect(trending).to_be_visible()
    page.get_by_text("Most viewed", exact=True).click()
    expect(viewed).to_be_visible()
    expect(trending).not_to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).not_to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Vietnam").click()
    expect(page).to_have_url("/vietnam/")


def test_the_link_is_copied_and_counted(new_page: Callable[..., Page], article: Article, live_server: Any) -> None:
    page = new_page(user_agent=A_READERS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    held: list[Route] = []
    page.route("**/js/page*.js", lambda route: held.append(route))
    with page.expect_request("**/js/page*.js"):
        page.goto(article.get_absolute_url(), wait_until="domcontentloaded")
    page.get_by_role("button", name="Copy link").click()  # and only then the script comes
    held[0].continue_()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    address = live_server.url + article.get_absolute_url()
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))")
    page.get_by_role("button", name="Link copied").click()
    expect(page.get_by_label("Copy link")).to_have_value(address)
    expect(page.get_by_text("Copy link")).to_be_visible()
    assert page.evaluate("String(getSelection())") == address
    page.wait_for_timeout(300)
    assert sum(article.tallies.values_list("shares", flat=True)) == 1
    assert sum(article.tallies.values_list("views", flat=True)) == 1


def test_a_page_that_is_prepared_in_advance_is_a_view_once_it_is_looked_at(
    new_page: Callable[..., Page], article: Article
) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(document, 'prerendering', { get: () => !window.isActivated })")
    sent: list[str] = []
    page.on("request", lambda request: request.url.endswith("/count/") and sent.append(request.post_data))
    page.goto(article.get_absolute_url())
    assert not sent
    with page.expect_response("**/count/"):
        page.evaluate("window.isActivated = true; document.dispatchEvent(new Event('prerenderingchange'))")
    assert sent == [f"article={article.pk}&event=view"]
