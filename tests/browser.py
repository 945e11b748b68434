"""Chromium for the tests that need one: `page` on `live_server`, failing on whatever the console complains of."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Literal

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.cast import PASSWORD
from tests.contexts import Contexts

NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
HOW_TO_HAVE_ONE = "browser tests need Chromium: install it (on Debian, chromium-headless-shell) or set CHROMIUM"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--renderer-process-limit=1",
    "--in-process-gpu",
    # A page is left before code that is compiled for long use has paid for itself.
    "--js-flags=--no-opt --no-maglev",
)
# So that a page's scripts come before it counts as loaded (articles/later.py).
FROM_ANOTHER_PAGE = "Object.defineProperty(document, 'referrer', { value: location.origin + '/' })"
# What Chromium says of its own when it is too busy to begin the transition between two pages; nothing was asked of it.
OF_ITS_OWN = "Transition was aborted because of invalid state"
# Of what is right axe would describe every element too, which takes longer than finding what is wrong.
# And it would fetch imported style sheets and put them into the page, for a rule that is not asked of it.
VIOLATIONS = {"resultTypes": ["violations"], "preload": False}
LOOK = """([within, without, options]) =>
  axe.run({ include: within ?? ["html", "[aria-current]"], exclude: without }, options)
    .then((found) => found.violations)"""
# What stands around every page alike but for what is open, with most of the words that axe would measure on each.
FRAME = ("body > .masthead", "body > .sections", "body > .footer", "#menu", "#header", "#nav-sidebar")
SCREEN = {"width": 1280, "height": 720}


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark every test that opens a page, so that `-m browser` and `-m 'not browser'` choose, and let them begin.

    They take longest: begun last, they would keep one worker busy after all others are done.
    """
    for item in items:
        if "contexts" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    if CHROMIUM is None:
        pytest.skip(HOW_TO_HAVE_ONE)
    connection = connections["default"]
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread for as long as it runs. Nothing here is asynchronous, but Django
        # takes the loop as a sign of it: it refuses the tests' own queries, and would give them another connection.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        connections["default"] = connection
        with playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser:
            yield browser


@pytest.fixture
def complaints() -> list[str]:
    """What the consoles of the test's pages said; a test that expects a complaint removes it from here."""
    return []


class FilesToKeep(StaticFilesHandler):
    """The static files, which browsers need not ask for again: none changes while tests run."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        answer = super().serve(request)
        answer.headers["Cache-Control"] = "max-age=3600"
        return answer


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The newsroom at an address of its own, for as long as the process tests."""
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr("django.contrib.staticfiles.handlers.StaticFilesHandler", FilesToKeep)
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def contexts(browser: Browser, live_server: LiveServer) -> Contexts:
    return Contexts(browser, live_server.url)


@pytest.fixture
def new_page(
    contexts: Contexts, django_db_serialized_rollback: None, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own: `new_page(viewport=..., color_scheme="dark", runs_scripts=False)`.

    Without `reduced_motion="no-preference"` nothing moves, which would be drawn sixty times a second.
    """

    def open_page(
        *,
        is_strange: bool = False,
        runs_scripts: bool = True,
        user_agent: str = "",
        viewport: Any = SCREEN,
        **media: Any,
    ) -> Page:
        page = lent.enter_context(contexts.lent()).new_page()
        if not is_strange:
            page.add_init_script(FROM_ANOTHER_PAGE)
        page.set_viewport_size(viewport)
        page.emulate_media(**{"color_scheme": "light", "reduced_motion": "reduce"} | media)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": not runs_scripts})
        session.send("Emulation.setUserAgentOverride", {"userAgent": user_agent})
        page.on("console", lambda message: _note(message, complaints))
        page.on("pageerror", lambda error: _note_error(str(error), complaints))
        return page

    with ExitStack() as lent:
        yield open_page
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of an anonymous visitor at a desk: `page.goto("/")`."""
    return new_page(viewport={"width": 1440, "height": 900})


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type in {"error", "warning"}:
        complaints.append(f"{message.text} ({message.location.get('url', '')})")


def _note_error(words: str, complaints: list[str]) -> None:
    if not words.startswith(OF_ITS_OWN):
        complaints.append(words)


def accessibility_violations(page: Page, within: str | None = None, *, with_frame: bool = False, **options: Any) -> str:
    """Every violation that axe finds on the page (`within` a selector) as it is now, one to a line; empty when none.

    What every page has alike is looked at `with_frame` alone, but for the link to where one is.
    """
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(url=static("axe/axe.min.js"))  # which Chromium keeps compiled from page to page
    without = [] if with_frame else FRAME
    found = page.evaluate(LOOK, [within, without, VIOLATIONS | options])
    return "\n".join(f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"])


def unreadable(page: Page, within: str | None = None, *, with_frame: bool = False) -> str:
    """What of `accessibility_violations` comes and goes with the colours, for a page that is else as it was."""
    return accessibility_violations(
        page, within, with_frame=with_frame, runOnly=["color-contrast", "link-in-text-block"]
    )


def show_in(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Turn the page light or dark, and wait until its colours have."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")


def be_logged_in(page: Page, user: User, base_url: str) -> None:
    """Give the page's browser the cookies of someone who has logged in."""
    client = Client()
    client.force_login(user)
    client.get("/me/state/")
    names = ("sessionid", "signed_in")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url} for name in names])


def write_and_log_in(page: Page, reader: User) -> None:
    """Fill the log-in form that the page shows, and send it."""
    page.get_by_label("E-mail address").fill(reader.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()


def forgive_failed_requests(complaints: list[str]) -> None:
    complaints[:] = [complaint for complaint in complaints if not complaint.startswith("Failed to load resource")]
