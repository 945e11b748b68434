"""A thread that has what waits counted, once a second; whatever ends the process politely has the rest counted too."""

from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from time import monotonic
from uuid import uuid4

import structlog
from django.db import DataError, Error, IntegrityError, close_old_connections

from articles import counting
from articles.counting import Batch, Outcome
from portal import figures
from portal.beacons.left import leave, left
from portal.beacons.signs import Signs
from portal.beacons.waiting import Waiting
from portal.embedded.cluster import ClusterError

EVERY = 1.0  # seconds between two batches, which is what `kill -9` may lose
NEXT_FORGETTING = 600.0  # seconds from one to the next
LONGEST_BEGINNING = 3.0  # seconds that a first reader waits
AWAY = (Error, OSError, ClusterError)

log = structlog.stdlib.get_logger(__name__)


class Flusher:
    """What one process gathers, and how it is counted.

    A batch of which nobody knows whether it arrived is sent again as it was, until the database says so.
    """

    def __init__(self) -> None:
        self.waiting, self.signs = Waiting(), Signs()
        self.process, self.number = uuid4(), 0
        self.batch: Batch | None = None
        self.next_forgetting = 0.0
        self.is_begun = self.is_away = self.has_adopted = False
        self._beginning, self._flushing = Lock(), Lock()
        self._has_tried, self._end = Event(), Event()

    def begin(self) -> None:
        """Begin to flush, if that has not begun yet, for as long as the process lives."""
        if self.is_begun:
            return
        with self._beginning:
            if not self.is_begun:
                Thread(target=self.run, name="counts beacons", daemon=True).start()
                # granian's workers are processes of multiprocessing, which before 3.13 end without `atexit`.
                Finalize(None, self.end, exitpriority=1)
                figures.own["beacons"] = self.figures
                self._has_tried.wait(LONGEST_BEGINNING)  # for the key that other processes have
                self.is_begun = True

    def run(self) -> None:
        while True:
            close_old_connections()
            self.try_to_flush()
            self._has_tried.set()
            if self._end.wait(EVERY):
                return

    def end(self) -> None:
        """Have everything counted that was answered, or leave it to the next process; called when no more is."""
        self._end.set()
        self.try_to_flush()
        try:
            with self._flushing:
                while batch := self.next_batch():
                    leave(batch)
                    self.batch = None
        except OSError:
            log.exception(
                "Views and shares are lost: the database is away, and nothing can be written.", readers=len(self)
            )

    def __len__(self) -> int:
        """How many readers wait to be counted."""
        return len(self.waiting) + sum(map(len, self.batch.readers.values() if self.batch else ()))

    def figures(self) -> dict[str, int]:
        """What it has done, by the names of `portal.figures`."""
        names = ("received", "counted", "repeated", "refused", "dropped", "flushes_failed")
        done = {f"beacons_{name}_total": self.waiting.figures[name] for name in names}
        return done | {"beacons_waiting": len(self)}

    def try_to_flush(self) -> None:
        """Have everything counted, or say once why not; what waits then waits on."""
        try:
            self.signs.renew()
            self.flush()
            self.adopt()
            self.forget()
            self.is_away = False
        except AWAY as error:
            self.waiting.note(flushes_failed=1)
            if not self.is_away:
                log.warning("Views and shares wait for the database.", error=str(error).partition("\n")[0])
            self.is_away = True
        except Exception:
            self.waiting.note(flushes_failed=1)
            log.exception("Views and shares could not be counted.")

    def flush(self) -> None:
        """Have everything counted; raises the database's error, and then keeps what it was about."""
        with self._flushing:
            while batch := self.next_batch():
                self.count(batch)
                self.batch = None

    def next_batch(self) -> Batch | None:
        """The batch that may not have arrived, or all that waits as a new one."""
        if self.batch is None and len(self.waiting):
            self.number += 1
            self.batch = Batch(self.process, self.number, self.waiting.take())
        return self.batch

    def count(self, batch: Batch) -> None:
        try:
            outcome = outcome_of(batch)
        except (DataError, IntegrityError):
            log.exception("A batch of views and shares is given up, because the database refuses it.")
            return
        self.waiting.note(counted=outcome.counted, repeated=outcome.repeated)
        self.waiting.see(outcome.visible)

    def adopt(self) -> None:
        """Have counted what processes before this one had to leave; once, since more of it is rare."""
        if not self.has_adopted:
            for path, batch in left():
                self.count(batch)
                path.unlink(missing_ok=True)
            self.has_adopted = True

    def forget(self) -> None:
        if monotonic() >= self.next_forgetting:
            counting.forget()
            self.next_forgetting = monotonic() + NEXT_FORGETTING


def outcome_of(batch: Batch) -> Outcome:
    """Have it counted; where an article of it was deleted at this very moment, once more, without that."""
    try:
        return counting.count(batch)
    except IntegrityError:
        return counting.count(batch)
