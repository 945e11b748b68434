"""From a fresh database to a served newsroom: what `make run` and `make dev` do once the environment is there."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from portal import static_files
from portal.embedded.cluster import Cluster, is_full_disk

HOST = "127.0.0.1"
CORES = os.cpu_count() or 1
THREADS = min(2 * CORES + 1, 8)  # of each worker; each keeps a connection to the database


class Command(BaseCommand):
    help = "Bring the database and the static files up to date, load the demo into an empty newsroom, and serve."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="the port on 127.0.0.1")
        parser.add_argument("--workers", type=int, default=min(CORES, 4), help="processes that serve")
        parser.add_argument("--reload", action="store_true", help="serve for development, reloading on change")

    def handle(self, *, port: str, workers: int, reload: bool, **options: Any) -> None:
        number = free_port(port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            with in_one_sentence():
                self.set_up()
                free_port(port)
            connections.close_all()
            serve = self.serve_reloading if reload else self.serve
            serve(number, workers)
        except KeyboardInterrupt:
            sys.exit(130)
        self.stdout.write("Stopped.")

    def set_up(self) -> None:
        """Do whatever is not done yet, saying so."""
        self.step("Starting the database", connection.ensure_connection)
        self.step("Bringing its tables up to date", lambda: call_command("migrate", verbosity=0, interactive=False))
        self.step("Collecting the static files", static_files.collect)

    def step(self, doing: str, do: Callable[[], Any]) -> None:
        self.stdout.write(f"{doing} …")
        started = time.monotonic()
        do()
        self.stdout.write(f"  {time.monotonic() - started:.1f} s")

    def serve(self, port: int, workers: int) -> None:
        """Serve with granian until told to stop."""
        server = Granian(
            "portal.wsgi:application",
            address=HOST,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            log_level=LogLevels.warning,
        )
        server.on_startup(lambda: self.tell_where_to_look(port))
        server.serve()

    def serve_reloading(self, port: int, workers: int) -> None:
        """Serve with Django's development server; this process keeps the database running across reloads."""
        self.tell_where_to_look(port)
        command = [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"]
        with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | {"DEBUG": "1"}) as server:
            try:
                server.wait()
            finally:
                server.terminate()

    def tell_where_to_look(self, port: int) -> None:
        self.stdout.write(f"\nThe newsroom is open: http://{HOST}:{port}/ (Ctrl-C stops it)\n")


def free_port(port: str) -> int:
    """The port's number, when it is one and nothing uses it."""
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT={port} is not a port: choose a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
        except PermissionError:
            raise CommandError(f"Port {port} is for root alone: choose one from 1024, such as PORT=8000.") from None
        except OSError:
            another = int(port) + 1 if int(port) < 65535 else 8000
            raise CommandError(f"Port {port} is taken: stop what uses it, or try PORT={another}.") from None
    return int(port)


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Say what went wrong in one sentence, a full disk above all."""
    try:
        yield
    except (OSError, DatabaseError) as error:
        embedded = connection.settings_dict.get("EMBEDDED")
        said = str(error) + (Cluster(**embedded).log() if embedded else "")
        full = f"The disk is full: free some space where {settings.VAR} is, then run this again."
        raise CommandError(full if is_full_disk(said) else str(error).partition("\n")[0]) from error
