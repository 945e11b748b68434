"""What stands before serving: tables and a place for photos, set up by one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from tempfile import TemporaryFile

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from portal import demo
from portal.embedded.cluster import Cluster, is_full_disk


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second start wait for the first to be done with setting up."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "set-up.lock").open("a") as file:
        flock(file, LOCK_EX)
        yield


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Say what went wrong in one sentence, a full disk above all."""
    try:
        yield
    except demo.DemoRefused as refusal:
        raise CommandError(f"The demo newsroom could not be loaded: {refusal}") from refusal
    except (OSError, DatabaseError) as error:
        embedded = connection.settings_dict.get("EMBEDDED")
        said = str(error) + (Cluster(**embedded).log() if embedded else "")
        full = f"The disk is full: free some space where {settings.VAR} is, then run this again."
        raise CommandError(full if is_full_disk(said) else str(error).partition("\n")[0]) from error


def bring_tables_up_to_date() -> None:
    """Make the tables what the code expects, without the sessions that have ended."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("clearsessions")


def make_room_for_photos() -> None:
    """Find out now, and not with an editor's first photo, whether there is a place to keep them."""
    place = settings.MEDIA_ROOT
    try:
        place.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=place).close()
    except OSError as error:
        raise CommandError(f"MEDIA_ROOT={place} cannot be written to: {error.strerror}.") from error
