"""A database that takes what it is told and never answers: a stopped server, or a line that lost the other end.

No error comes of it by itself. So whoever serves readers and has waited a second has the database asked something else
on a connection of its own. A query that is merely slow goes on. When that gets no answer either, and nobody in this
process has heard one meanwhile (on a machine that is only overloaded somebody has), all who wait are told that the
database is away, and whoever comes next is told at once, until it answers again.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any

import psycopg
from psycopg.errors import ConnectionTimeout, _WaitTimeout

LOOK_AFTER = 1.0  # seconds without an answer after which the database is asked whether it is there
PATIENCE = 1.4  # seconds that it then has; with the second before, less than the three in which readers get a word
PAUSE = 0.5  # seconds between two questions to a silent database
SILENT = "The database takes questions and does not answer."

questions = ThreadPoolExecutor(1, thread_name_prefix="asks the database")


class Silence:
    """What this process knows of it; `is_watched` where somebody waits for a page, and not for a migration."""

    def __init__(self) -> None:
        self.is_watched = self.has_fallen = False
        self.question: Future[bool] | None = None
        self.asked_at = self.heard_at = 0.0  # heard by anybody here
        self.lock = Lock()

    def is_confirmed(self, database: dict[str, Any]) -> bool:
        """Whether the database answers nobody; asked once for all who wonder."""
        with self.lock:
            if not self.has_fallen and (self.question is None or self.question.done()):
                self.asked_at, self.question = monotonic(), questions.submit(answers, database)
        asked_at = self.asked_at
        if not self.has_fallen and self.question and not has_said_yes(self.question) and self.heard_at < asked_at:
            self.fall(database)
        return self.has_fallen

    def fall(self, database: dict[str, Any]) -> None:
        """From now on nobody waits, until the database answers again."""
        with self.lock:
            if self.has_fallen:
                return
            self.has_fallen = True
        Thread(target=self.outlast, args=[database], name="waits for the database", daemon=True).start()

    def outlast(self, database: dict[str, Any]) -> None:
        """Wait until it answers; should asking itself fail, whoever comes next finds out anew."""
        try:
            while not answers(database):
                sleep(PAUSE)
        finally:
            self.has_fallen = False


def has_said_yes(question: Future[bool]) -> bool:
    try:
        return question.result(PATIENCE)
    except TimeoutError:
        return False


silence = Silence()


class Connection(psycopg.Connection[Any]):
    """A connection that waits for its database only while that answers somebody."""

    database: dict[str, Any]

    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> "Connection":
        refuse_in_silence()
        try:
            made = super().connect(conninfo, **options)
        except ConnectionTimeout:
            if silence.is_watched:
                silence.fall(options)
            raise
        made.database = options
        return made

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if timeout is not None or not silence.is_watched:
            return super().wait(gen, interval, timeout)
        refuse_in_silence()
        while True:
            try:
                answer = super().wait(gen, interval, LOOK_AFTER)
                silence.heard_at = monotonic()
                return answer
            except _WaitTimeout:
                if silence.is_confirmed(self.database):
                    self.pgconn.finish()
                    raise psycopg.OperationalError(SILENT) from None


def refuse_in_silence() -> None:
    """Raise OperationalError at once where waiting would be for nothing."""
    if silence.has_fallen:
        raise psycopg.OperationalError(SILENT)


class Probe(psycopg.Connection[Any]):
    """A connection that never waits long."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = PATIENCE) -> Any:
        return super().wait(gen, interval, timeout)


def ask(database: dict[str, Any]) -> None:
    """Ask it what every database can answer, on a fresh connection; raises psycopg.Error or OSError."""
    with closing(Probe.connect(**database | {"autocommit": True})) as probe:
        probe.execute("SELECT 1")


def answers(database: dict[str, Any]) -> bool:
    """Whether the database says anything to a fresh connection; a refusal is an answer too, and trouble of our own none
    of its silence."""
    try:
        ask(database)
    except (ConnectionTimeout, _WaitTimeout):
        return False
    except (psycopg.Error, OSError):
        return True
    return True
