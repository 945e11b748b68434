"""Whoever asks for many addresses at which nothing is, as a scanner does, waits; what is kept is for everyone."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

MOST = 40  # addresses that may be asked for in vain
MOST_OF_ALL = 100  # the same for all together, whoever they are
SECONDS = 10  # within so long, and how long one then waits at most
A_FEW = 2  # then those who asked for so many are refused, for as long as they go on
A_SECOND = 5  # and so many pages that are not kept are made for all others
TO_BE_CLEARED = 1  # and so many a second for one of the refused: who asked for what is there is refused no longer
A_REDIRECT = 0.25  # of an asking in vain: an old link leads somewhere, but so do made-up words before a real number
MOST_HOUSEHOLDS = 10_000

Environ = Mapping[str, Any]
HouseholdOf = Callable[[Environ], str]


class Flood:
    """Counts in vain askings by household, which `household_of` finds in a request; "" is nobody's and never waits.

    While too many households together ask in vain, those who did are refused whatever is not kept until they stop or
    prove to be readers, and only so many pages a second are made for the others.
    """

    def __init__(self, household_of: HouseholdOf) -> None:
        self.household_of = household_of
        self.in_vain: dict[str, float] = {}
        self.known: set[str] = set()  # who asked in vain in the ten seconds before
        self.has_lasted, self.refused = False, 0
        self.of_all = self.ends_at = self.next_at = self.next_clearing_at = 0.0

    def is_from(self, environ: Environ) -> bool:
        """Whether this request has to wait, since its household or all together ask for too much that is not there."""
        now = monotonic()
        has_to_wait = bool(self.of_all) and now < self.ends_at and self.asks_too_much(self.household_of(environ), now)
        self.refused += has_to_wait
        return has_to_wait

    def asks_too_much(self, household: str, now: float) -> bool:
        asked = self.in_vain.get(household, 0)
        if asked >= MOST or not self.is_general():
            return asked >= MOST
        if asked < A_FEW and household not in self.known:
            return not self.has_turn(now)
        if now >= self.next_clearing_at:
            self.next_clearing_at = now + 1 / TO_BE_CLEARED
            return False
        self.count(household, 1)
        return True

    def is_general(self) -> bool:
        return self.has_lasted or self.of_all >= MOST_OF_ALL

    def has_turn(self, now: float) -> bool:
        """Whether it is time for the next page that is not kept."""
        if now < self.next_at:
            return False
        self.next_at = now + 1 / A_SECOND
        return True

    def note(self, environ: Environ, *, is_redirect: bool = False) -> None:
        """Note that the request was in vain, or nearly so."""
        now = monotonic()
        if now >= self.ends_at or len(self.in_vain) > MOST_HOUSEHOLDS:
            self.begin_anew(now)
        self.count(self.household_of(environ), A_REDIRECT if is_redirect else 1)

    def clear(self, environ: Environ) -> None:
        """Note that what was made for the request is there: in a general flood, whoever asked may be a reader."""
        if self.is_general():
            household = self.household_of(environ)
            self.known.discard(household)
            self.in_vain.pop(household, None)

    def begin_anew(self, now: float) -> None:
        self.has_lasted = self.of_all >= MOST_OF_ALL and now < self.ends_at + SECONDS
        went_on = [household for household, asked in self.in_vain.items() if asked >= A_FEW]
        self.known = set(went_on) if self.has_lasted else set()
        self.in_vain, self.of_all, self.ends_at = {}, 0.0, now + SECONDS

    def count(self, household: str, askings: float) -> None:
        self.of_all += askings
        if household:
            self.in_vain[household] = self.in_vain.get(household, 0) + askings
