"""A process of its own makes photos ahead, while there are orders; each server looks after that (docs/decisions/0057).

One at a time on a machine: who starts it holds the lock before, and the process holds it until it ends.
"""

import os
import subprocess
import sys
from collections.abc import Set as AbstractSet
from threading import Thread
from time import sleep

import structlog
from django.conf import settings

from articles import photos
from articles.photos import orders

NEXT_TRY = 60.0  # seconds after a process that failed
OF_PHOTOS = ("article-", "photo-", "author-")
# From its first moment on it gives way to whoever answers readers: to begin is a second's work, too. Linux compares the
# niceness of processes within a session alone, and of sessions by a file of their own (sched(7)).
GIVING_WAY = ("sh", "-c", '{ echo 19 > /proc/self/autogroup; } 2> /dev/null; exec nice -n 19 "$@"', "sh")

log = structlog.stdlib.get_logger(__name__)


def begin() -> None:
    """Look after it for as long as this process lives; what is missing at the start is ordered."""
    photos.order_newest()
    Thread(target=look_after, name="has photos made ahead", daemon=True).start()


def heed(keys: AbstractSet[str]) -> None:
    """Order what a change may have brought to readers: the keys of `articles.freshness` that were told."""
    if settings.PHOTOS_AHEAD and any(key.startswith(OF_PHOTOS) for key in keys):
        photos.order_newest()


def look_after() -> None:
    while True:
        try:
            has_failed = orders.are_waiting() and not make_ordered()
        except Exception:
            log.exception("Photos are not made ahead.")
            has_failed = True
        sleep(NEXT_TRY if has_failed else orders.LOOKS)


def make_ordered() -> bool:
    """Have the orders made, unless a process on this machine makes some already; whether that went well."""
    with orders.alone() as lock:
        if not lock:
            return True
        # Told who starts it: on a busy machine this may be gone before that could look.
        done = subprocess.run(
            [*GIVING_WAY, sys.executable, "manage.py", "make_renditions", "--ordered", str(os.getpid())],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            pass_fds=[lock.fileno()],
            start_new_session=True,
            check=False,
        )
        return done.returncode == 0
