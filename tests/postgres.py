"""The suite's throwaway folder, PostgreSQL and all: made by the first process, removed when that ends."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.embedded.cluster import Cluster

VARIABLE = "BROADSHEET_TEST_FOLDER"
PREFIX = "broadsheet-tests-"


def throwaway_folder() -> Path:
    """The folder of this run; the workers of a run find the one that the first process made."""
    if VARIABLE not in os.environ:
        _remove_what_killed_runs_left()
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        _lock(folder)
        atexit.register(_remove, folder, os.getpid())
        os.environ[VARIABLE] = str(folder)
    return Path(os.environ[VARIABLE])


@contextmanager
def one_at_a_time(doing: str) -> Iterator[None]:
    """Let the processes of a run do this one after another."""
    with (throwaway_folder() / doing).open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _lock(folder: Path) -> None:
    """Mark the folder as in use until this process ends, however it ends; an OSError says that another uses it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise


def _remove_what_killed_runs_left() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            _lock(folder)
            _remove(folder, os.getpid())


def _remove(folder: Path, maker: int) -> None:
    if os.getpid() != maker:
        return
    if (folder / "postgres").exists():
        Cluster(folder / "postgres").leave()
    shutil.rmtree(folder, ignore_errors=True)
