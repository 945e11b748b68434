"""What `manage.py` runs: a command, and in one sentence why it did not get to its end."""

import atexit
import signal
import sys
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_MIGRATED = "This newsroom's tables are not those of this version yet: run manage.py migrate, then this again."
AWAY = "The database cannot be used ({said}): see whether it runs and DATABASE_URL leads to it."
# Classes of SQLSTATE (PostgreSQL's Appendix A) in which nothing is wrong with what was asked. Without any there was no
# connection; the others are such as deadlocks, which say nothing of the database.
NO_USE = ("08", "28", "3D", "53", "57P", "58")
# Each command writes whole files, and rows in transactions: a part of an import that went in is updated the next time.
STOPPED = "Stopped before the end. Nothing is left half done, so this can be run again."
BY_SIGNAL = 128  # and the signal's number, as shells say it
ENDING = (signal.SIGTERM, signal.SIGHUP)


class Told(SystemExit):
    """The signal that ends the command, as its code."""

    code: int


def end_in_order() -> None:
    """Let files that are not whole be removed also when the machine stops a command, or the line to it is lost."""
    told: list[int] = []

    def end(number: int, _frame: object) -> None:
        told.append(number)
        for each in ENDING:  # a lost line says so several times, which shall not stop the removing
            signal.signal(each, signal.SIG_IGN)
        raise Told(number)

    for each in ENDING:
        if signal.getsignal(each) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(each, end)
    atexit.register(end_as_told, told)


def end_as_told(told: list[int]) -> None:
    """End by the signal that was heard, which units of systemd take for no failure; the last of all that is done.

    What is registered first is done last, when a private database was stopped. In a container of the command's own no
    signal ends it.
    """
    for number in told:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)


def run(arguments: list[str]) -> None:
    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    except DatabaseError as error:
        if sentence := what_to_do(error, is_migrating="migrate" in arguments[1:2]):
            sys.exit(sentence)
        raise
    except Told as told:
        with suppress(OSError):  # the line may be gone
            sys.stdout.flush()
        sys.exit(BY_SIGNAL + told.code)
    except KeyboardInterrupt:
        # The terminal has written ^C behind whatever stood there.
        sys.stderr.write(f"\n{STOPPED}\n" if sys.stderr.isatty() else f"{STOPPED}\n")
        sys.exit(BY_SIGNAL + signal.SIGINT)


def what_to_do(error: DatabaseError, *, is_migrating: bool) -> str:
    """A sentence for whoever runs the newsroom; none for a mistake of our own."""
    state = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, OperationalError) and (not state or state.startswith(NO_USE)):
        return AWAY.format(said=str(error).partition("\n")[0])
    return "" if is_migrating or is_migrated() else NOT_MIGRATED


def is_migrated() -> bool:
    """Whether the database knows all that this version would do to it."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
