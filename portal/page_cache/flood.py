"""Whoever asks for many addresses at which nothing is, as a scanner does, waits; what is kept is for everyone."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from articles.freshness import Making
from portal.languages import language_of_address
from portal.page_cache.page import Page

MOST = 40  # addresses that may be asked for in vain
SECONDS = 10  # within so long, and how long one then waits at most
MOST_HOUSEHOLDS = 10_000

Environ = Mapping[str, Any]
HouseholdOf = Callable[[Environ], str]


class Flood:
    """Counts in vain askings by household, which `household_of` finds in a request; "" is nobody's and never waits."""

    def __init__(self, household_of: HouseholdOf) -> None:
        self.household_of = household_of
        self.in_vain: dict[str, int] = {}
        self.ends_at = 0.0

    def is_from(self, environ: Environ) -> bool:
        """Whether the household of this request has to wait before it may ask for what is not kept."""
        if not self.in_vain or monotonic() >= self.ends_at:
            return False
        return self.in_vain.get(self.household_of(environ), 0) >= MOST

    def note(self, environ: Environ) -> None:
        """Note that the request was in vain."""
        now = monotonic()
        if now >= self.ends_at or len(self.in_vain) > MOST_HOUSEHOLDS:
            self.in_vain, self.ends_at = {}, now + SECONDS
        if household := self.household_of(environ):
            self.in_vain[household] = self.in_vain.get(household, 0) + 1


def refusal(path: str) -> Page:
    """What the household is told, in the language of the address."""
    with translation.override(language_of_address(path)):
        words = _("Too many addresses that are not in the paper were asked for. Please try again in ten seconds.")
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(SECONDS))]
    return Page("429 Too Many Requests", [*headers, ("Cache-Control", "no-store")], words.encode(), Making())
