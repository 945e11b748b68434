"""Chromium's contexts, lent to one test after another: each finds a renderer, styles and scripts at hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.templatetags.static import static
from playwright.sync_api import Browser, BrowserContext


class Contexts:
    """The contexts of one Chromium; some are free and wait for whom to lend them to."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser, self.base_url = browser, base_url
        self.free: list[BrowserContext] = []

    @contextmanager
    def lent(self) -> Iterator[BrowserContext]:
        """One that nobody else has meanwhile, with nothing in it of whoever had it before."""
        context = self.free.pop() if self.free else self._opened()
        try:
            yield context
        finally:
            _empty(context)
            self.free.append(context)

    def _opened(self) -> BrowserContext:
        context = self.browser.new_context(base_url=self.base_url)
        context.new_page().goto(static("icon.svg"))  # stays open, for a renderer goes with its last page
        return context


def _empty(context: BrowserContext) -> None:
    stays, *others = context.pages
    for page in others:
        page.close()
    stays.evaluate("localStorage.clear()")
    context.clear_cookies()
    context.clear_permissions()
