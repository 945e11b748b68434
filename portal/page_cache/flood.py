"""Whoever asks for many addresses at which nothing is, as a scanner does, waits; what is kept is for everyone."""

from collections.abc import Callable, Mapping
from functools import cache
from time import monotonic
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from articles.freshness import Making
from portal.languages import language_of_address
from portal.page_cache.page import Page

MOST = 40  # addresses that may be asked for in vain
MOST_OF_ALL = 100  # the same for all together, whoever they are
SECONDS = 10  # within so long, and how long one then waits at most
A_SECOND = 20  # pages that are not kept are made while all together ask for more
MOST_HOUSEHOLDS = 10_000

Environ = Mapping[str, Any]
HouseholdOf = Callable[[Environ], str]


class Flood:
    """Counts in vain askings by household, which `household_of` finds in a request; "" is nobody's and never waits.

    While too many households together ask in vain, only so many pages a second are made that were not kept.
    """

    def __init__(self, household_of: HouseholdOf) -> None:
        self.household_of = household_of
        self.in_vain: dict[str, int] = {}
        self.of_all, self.has_lasted = 0, False
        self.ends_at = self.next_at = 0.0

    def is_from(self, environ: Environ) -> bool:
        """Whether this request has to wait, since its household or all together ask for too much that is not there."""
        now = monotonic()
        if not self.of_all or now >= self.ends_at:
            return False
        return self.in_vain.get(self.household_of(environ), 0) >= MOST or (self.is_general() and not self.has_turn(now))

    def is_general(self) -> bool:
        return self.has_lasted or self.of_all >= MOST_OF_ALL

    def has_turn(self, now: float) -> bool:
        """Whether it is time for the next page that is not kept."""
        if now < self.next_at:
            return False
        self.next_at = now + 1 / A_SECOND
        return True

    def note(self, environ: Environ) -> None:
        """Note that the request was in vain."""
        now = monotonic()
        if now >= self.ends_at or len(self.in_vain) > MOST_HOUSEHOLDS:
            self.has_lasted = self.of_all >= MOST_OF_ALL and now < self.ends_at + SECONDS
            self.in_vain, self.of_all, self.ends_at = {}, 0, now + SECONDS
        self.of_all += 1
        if household := self.household_of(environ):
            self.in_vain[household] = self.in_vain.get(household, 0) + 1


def refusal(path: str) -> Page:
    """What one is told who has to wait, in the language of the address."""
    return refusal_in(language_of_address(path))


@cache
def refusal_in(language: str) -> Page:
    with translation.override(language):
        words = _("Too many addresses that are not in the paper were asked for. Please try again in ten seconds.")
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(SECONDS))]
    return Page("429 Too Many Requests", [*headers, ("Cache-Control", "no-store")], words.encode(), Making())
