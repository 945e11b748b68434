"""A thread that hears from PostgreSQL what has changed and tells the page cache of its process.

Words come in the order of commits, so who hears an own heartbeat has heard every word before it. While heartbeats
come, nothing was missed and pages live long; without them, they live a second.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import psycopg
import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from articles.agenda import Moment, upcoming
from portal import figures, photos_ahead
from portal.database.silence import Connection
from portal.embedded.cluster import ClusterError
from portal.page_cache.cache import PageCache
from portal.page_cache.purging import Purging
from portal.page_cache.telling import TELL, gathered

TICK = 0.2  # seconds between two looks at the clock
PAUSE = 0.05  # seconds after a word in which others are gathered, so that a storm of them is heard in few turns
BEAT = 1.0  # seconds between two heartbeats
TRUST = 4.0  # seconds for which pages are trusted after the last heartbeat that came back
NEXT_TRY = 1.0  # seconds between two tries to connect
LOOK_AHEAD = timedelta(hours=1)
LEAST_LOOK_AHEAD = 0.5  # seconds between two readings of the agenda while much is told
NEXT_LOOK_AHEAD = 300.0  # seconds after which the agenda is read anew even if nothing changed

TELL_ALIVE = "SELECT pg_notify('page_cache_alive', %s)"
PURGES_BY_KEY = "SELECT pg_try_advisory_lock(hashtextextended('purges by key', 0))"
IMPATIENT = {"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}

log = structlog.stdlib.get_logger(__name__)


class Listener(Thread):
    """Hears for one page cache, for as long as the process lives."""

    def __init__(self, cache: PageCache) -> None:
        super().__init__(name="listens for changes", daemon=True)
        self.cache = cache
        self.purging = Purging()
        self.name_of_process, self.mark = figures.name_of_process(), uuid4().hex  # two hosts may give one name
        figures.own["page_cache"] = cache.figures
        self.agenda: list[Moment] = []
        self.acted_until = timezone.now()
        self.unread_since: datetime | None = self.acted_until
        self.next_beat = self.last_look = 0.0
        self.purges_by_key = False

    def run(self) -> None:
        while True:
            try:
                with Connection.connect(**self.parameters(), autocommit=True) as listening:
                    self.listen(listening)
            except (psycopg.Error, DatabaseError, OSError, ClusterError) as error:
                self.doubt(str(error).partition("\n")[0])
            except Exception:
                log.exception("Changes go unheard.")
                self.doubt()
            sleep(NEXT_TRY)

    def parameters(self) -> dict[str, Any]:
        known = connection.get_connection_params()
        return {name: known[name] for name in known if name not in {"context", "cursor_factory"}} | IMPATIENT

    def listen(self, listening: psycopg.Connection) -> None:
        """Hear and act until the connection breaks."""
        listening.execute("SET synchronous_commit TO off")  # a heartbeat need not outlive a power cut
        for channel in ("content_changed", "page_cache_alive"):
            listening.execute(f"LISTEN {channel}")
        self.cache.suspect_everything()
        self.unread_since, self.next_beat = self.unread_since or self.acted_until, 0.0
        gathered.is_listening = True
        while True:
            self.look_ahead()
            self.speak(listening)
            if self.hear(listening.notifies(timeout=TICK, stop_after=1)):
                sleep(PAUSE)
            self.act()

    def doubt(self, why: str = "") -> None:
        """From here on, changes may go unheard."""
        if gathered.is_listening:
            log.warning("Changes go unheard until the database is back; pages live a second.", error=why)
        self.cache.trusted_until = min(self.cache.trusted_until, monotonic())
        gathered.is_listening = self.purges_by_key = False

    def speak(self, listening: psycopg.Connection) -> None:
        """Tell what was gathered and, now and then, that this process is alive."""
        if keys := gathered.take():
            try:
                listening.execute(TELL, [keys])
            except psycopg.Error:
                gathered.add(keys)
                raise
        if monotonic() >= self.next_beat:
            self.next_beat = monotonic() + BEAT
            beat = {"process": self.name_of_process, "mark": self.mark, "at": monotonic()}
            listening.execute(TELL_ALIVE, [json.dumps(beat | {"figures": figures.of_this_process()})])
            self.purges_by_key = self.purges_by_key or self.takes_over(listening)

    def takes_over(self, listening: psycopg.Connection) -> bool:
        """Whether this process, alone of all, tells CDNs which keys have changed from now on."""
        if not self.purging.by_key:
            return False
        row = listening.execute(PURGES_BY_KEY).fetchone()
        return bool(row and row[0])

    def hear(self, words: Iterable[psycopg.Notify]) -> bool:
        """Take in what has been told since; whether there was anything."""
        heard = list(words)
        self.change({word.payload for word in heard if word.channel == "content_changed"})
        for word in heard:
            if word.channel == "page_cache_alive":
                self.hear_alive(json.loads(word.payload))
        return bool(heard)

    def hear_alive(self, beat: dict[str, Any]) -> None:
        figures.note(beat["process"], beat["figures"])
        if beat.get("mark") == self.mark:
            self.cache.trusted_until = beat["at"] + TRUST

    def change(self, keys: set[str]) -> None:
        """Outdate the pages that are made of these keys, here and wherever else they are kept."""
        if not keys:
            return
        if not all(key.startswith("reactions-") for key in keys):
            self.unread_since = self.unread_since or self.acted_until
        photos_ahead.heed(keys)
        addresses = self.cache.change(keys)
        self.purging.purge(keys if self.purges_by_key else set(), addresses)

    def look_ahead(self) -> None:
        """Read what will change by itself, when something that was told may have moved it."""
        if monotonic() < self.last_look + (LEAST_LOOK_AHEAD if self.unread_since else NEXT_LOOK_AHEAD):
            return
        try:
            self.agenda = upcoming(self.unread_since or self.acted_until, timezone.now() + LOOK_AHEAD)
        finally:
            connection.close()
        self.unread_since, self.last_look = None, monotonic()

    def act(self, now: datetime | None = None) -> None:
        """What was scheduled for a moment that has come changes as if it were told now."""
        self.acted_until = now or timezone.now()
        come = [moment for moment in self.agenda if moment.at <= self.acted_until]
        self.agenda = self.agenda[len(come) :]
        self.change({key for moment in come for key in moment.keys})


def listen(cache: PageCache) -> None:
    """Begin to hear for `cache`."""
    Listener(cache).start()
