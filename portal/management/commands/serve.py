"""From a fresh database to a served newsroom: what `make run` and `make dev` do once the environment is there."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes import CDLL
from threading import Timer
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from accounts.models import User
from portal import demo, static_files
from portal.setting_up import bring_tables_up_to_date, in_one_sentence, make_room_for_photos, one_at_a_time

HOST = "127.0.0.1"
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_TO_STOP = 15
PR_SET_PDEATHSIG = 1  # linux/prctl.h
CORES = os.cpu_count() or 1
THREADS = min(4 * CORES + 2, 16)  # of each worker; each keeps a connection to the database


class Command(BaseCommand):
    help = "Bring the database and the static files up to date, load the demo into an empty newsroom, and serve."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="the port on 127.0.0.1")
        parser.add_argument("--workers", type=int, default=min(CORES, 4), help="processes that serve")
        parser.add_argument("--reload", action="store_true", help="serve for development, reloading on change")

    def handle(self, *, port: str, workers: int, reload: bool, **options: Any) -> None:
        number = free_port(port)
        stop_on_signals()
        with in_one_sentence(), one_at_a_time():
            self.set_up()
        free_port(port)
        connections.close_all()
        server = [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"] if reload else granian(number, workers)
        # How many threads there are is for the application to know too (portal.bodies).
        told = {"DEBUG": "1"} if reload else {"GRANIAN_BLOCKING_THREADS": str(THREADS)}
        # Apart from this process, because granian hangs when a signal reaches it twice, as a Ctrl-C through make may.
        # In its session, because Linux divides a processor between sessions first; a debugger's prompt needs its own.
        alone = {"start_new_session": True} if reload else {"process_group": 0}
        try:
            self.serve(server, number, os.environ | told, alone)
        except SystemExit:
            self.stdout.write("Stopped.")

    def set_up(self) -> None:
        """Do whatever is not done yet, saying so."""
        self.step("Starting the database", connection.ensure_connection)
        self.step("Bringing its tables up to date", bring_tables_up_to_date)
        self.step("Collecting the static files", static_files.collect)
        make_room_for_photos()
        if demo.is_wanted():
            self.step("Loading the demo newsroom", lambda: demo.load(lambda told: self.stdout.write(f"  {told}")))

    def step(self, doing: str, do: Callable[[], Any]) -> None:
        self.stdout.write(f"{doing} …")
        started = time.monotonic()
        do()
        self.stdout.write(f"  {time.monotonic() - started:.1f} s")

    def serve(self, command: list[str], port: int, environment: dict[str, str], alone: dict[str, Any]) -> None:
        """Run the web server until told to stop; this process keeps the database running for it."""
        with subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, preexec_fn=end_with_parent, **alone
        ) as server:
            try:
                if opens(port, server):
                    self.tell_where_to_look(port)
                server.wait()
                raise CommandError("The web server stopped by itself; what it said is above.")
            finally:
                server.terminate()
                kill_later = Timer(SECONDS_TO_STOP, os.killpg, (server.pid, signal.SIGKILL))
                kill_later.start()
                server.wait()
                kill_later.cancel()

    def tell_where_to_look(self, port: int) -> None:
        self.stdout.write(f"\nThe newsroom is open: http://{HOST}:{port}/ (the desk is at /admin/; Ctrl-C stops it)\n")
        for line in how_to_log_in():
            self.stdout.write(line)
        connections.close_all()


def how_to_log_in() -> Iterator[str]:
    """The demo's log-ins; of a newsroom in which nobody works yet, how to make the first account."""
    if log_ins := demo.log_ins():
        yield "Log in to try a role:"
    for role, email, password in log_ins:
        yield f"  {role:14} {email:36} {password}"
    if not User.objects.filter(is_staff=True, is_active=True).exists():
        yield "Nobody works here yet. In a second terminal, this makes the first account:"
        yield "  .venv/bin/python manage.py createsuperuser"


def granian(port: int, workers: int) -> list[str]:
    """The production server's command."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(workers), "--log-level", "error"]
    # A worker that is told to stop while it still starts does not hear it.
    return [*command, "--workers-kill-timeout", "3", "portal.wsgi:application"]


def opens(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the port answers; false when the server ends before."""
    while server.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.1)
    return False


def end_with_parent() -> None:
    """On Linux, have the system end this process when its parent is killed; elsewhere it then lives on."""
    with suppress(AttributeError):
        CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop_on_signals() -> None:
    """Make every way to ask for an end the same, and deaf to being asked again."""

    def stop(number: int, frame: object) -> None:
        for each in STOPPING:
            signal.signal(each, lambda *_: None)
        sys.exit(128 + number)

    for each in STOPPING:
        signal.signal(each, stop)


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
