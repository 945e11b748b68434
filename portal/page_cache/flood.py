"""Whoever asks for many addresses at which nothing is, as a scanner does, waits; what is kept is for everyone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import monotonic
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from articles.freshness import Making
from portal.bodies import threads
from portal.languages import language_of_address
from portal.page_cache.page import Page

MOST = 40  # addresses that may be asked for in vain
MOST_OF_ALL = 200  # the same for all together, whoever they are
SECONDS = 10  # within so long, and how long one then waits at most
MOST_HOUSEHOLDS = 10_000

Environ = Mapping[str, Any]
HouseholdOf = Callable[[Environ], str]


class Flood:
    """Counts in vain askings by household, which `household_of` finds in a request; "" is nobody's and never waits.

    While too many households together ask in vain, half of the threads serve what is not kept and the others what is.
    """

    def __init__(self, household_of: HouseholdOf) -> None:
        self.household_of = household_of
        self.in_vain: dict[str, int] = {}
        self.of_all, self.ends_at = 0, 0.0
        self.places = BoundedSemaphore(max(1, threads() // 2))

    def is_from(self, environ: Environ) -> bool:
        """Whether the household of this request has to wait before it may ask for what is not kept."""
        if not self.in_vain or monotonic() >= self.ends_at:
            return False
        return self.in_vain.get(self.household_of(environ), 0) >= MOST

    def note(self, environ: Environ) -> None:
        """Note that the request was in vain."""
        now = monotonic()
        if now >= self.ends_at or len(self.in_vain) > MOST_HOUSEHOLDS:
            self.in_vain, self.of_all, self.ends_at = {}, 0, now + SECONDS
        self.of_all += 1
        if household := self.household_of(environ):
            self.in_vain[household] = self.in_vain.get(household, 0) + 1

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Whether there is a place to make what is not kept, which is held meanwhile."""
        if monotonic() >= self.ends_at or self.of_all < MOST_OF_ALL:
            yield True
        elif self.places.acquire(blocking=False):
            try:
                yield True
            finally:
                self.places.release()
        else:
            yield False


def refusal(path: str) -> Page:
    """What one is told who has to wait, in the language of the address."""
    with translation.override(language_of_address(path)):
        words = _("Too many addresses that are not in the paper were asked for. Please try again in ten seconds.")
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(SECONDS))]
    return Page("429 Too Many Requests", [*headers, ("Cache-Control", "no-store")], words.encode(), Making())
