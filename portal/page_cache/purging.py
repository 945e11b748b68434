"""What has changed, told to the proxies and CDNs that keep copies of pages: off the request's path, until they hear."""

import time
from collections.abc import Iterable
from itertools import islice
from threading import Condition, Thread

import structlog

from portal.page_cache.page import Address
from portal.page_cache.purgers import Purger, configured

MOST_WAITING = 10_000
MOST_TRIES = 7  # with the waits between them about a minute, after which the copies have grown old anyway
LONGEST_WAIT = 30.0  # seconds between two tries

log = structlog.stdlib.get_logger(__name__)


class Purging:
    """Every configured proxy and CDN. Every process tells proxies which of its pages are old; one alone tells keys."""

    def __init__(self, purgers: Iterable[Purger] | None = None) -> None:
        senders = [Sender(purger) for purger in (configured() if purgers is None else purgers)]
        self.by_key = [sender for sender in senders if sender.purger.takes_keys]
        self.by_address = [sender for sender in senders if not sender.purger.takes_keys]
        for sender in senders:
            sender.start()

    def purge(self, keys: set[str], addresses: list[Address]) -> None:
        """Have the copies removed that are made of these keys or kept from these addresses."""
        for sender in self.by_key:
            sender.add(keys)
        for sender in self.by_address:
            sender.add(addresses)


class Sender(Thread):
    """Tells one purger what waits, as much at once as it takes; one that fails is asked again, ever more rarely."""

    def __init__(self, purger: Purger, first_wait: float = 1.0) -> None:
        super().__init__(name=f"purges {purger}", daemon=True)
        self.purger, self.first_wait = purger, first_wait
        self.waiting: dict[str | Address, None] = {}
        self.changed = Condition()

    def add(self, things: Iterable[str | Address]) -> None:
        with self.changed:
            self.waiting |= dict.fromkeys(things)
            for thing in list(islice(self.waiting, max(0, len(self.waiting) - MOST_WAITING))):
                del self.waiting[thing]
            self.changed.notify()

    def take(self) -> list[str | Address]:
        """What waited longest; waits until something does."""
        with self.changed:
            self.changed.wait_for(lambda: self.waiting)
            things = list(islice(self.waiting, self.purger.most))
            for thing in things:
                del self.waiting[thing]
            return things

    def run(self) -> None:
        while True:
            self.send(self.take())

    def send(self, things: list[str | Address]) -> None:
        for attempt in range(MOST_TRIES):
            try:
                self.purger.purge(things)
            except (OSError, ValueError) as error:
                log.warning("A purge failed.", purger=str(self.purger), attempt=attempt + 1, error=str(error))
                time.sleep(min(self.first_wait * 2**attempt, LONGEST_WAIT))
            else:
                log.info("Purged.", purger=str(self.purger), things=len(things))
                return
        log.error("A purge was given up; the copies are old within a minute.", purger=str(self.purger), things=things)
