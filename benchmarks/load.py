"""Load from wrk (Debian's package `wrk`) over kept connections, and the CPU time that serving it takes."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.db import connection

HERE = Path(__file__).parent
CONNECTIONS = 32
SECONDS = 4


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw; latencies in milliseconds."""

    answered: int
    failed: int
    seconds: float
    p50: float
    p95: float
    p99: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds


def load(url: str, script: str = "report.lua", *arguments: str, **how: int) -> Load:
    """Ask `url` as fast as it answers."""
    return ended(begun(url, script, *arguments, **how))


def begun(
    url: str,
    script: str = "report.lua",
    *arguments: str,
    seconds: int = SECONDS,
    connections: int = CONNECTIONS,
) -> subprocess.Popen[str]:
    """wrk at work; a script of this folder says what is asked, and loads report.lua."""
    options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script, "-H", "Accept-Encoding: gzip"]
    command = [program("wrk"), *options, url, "--", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE)


def ended(wrk: subprocess.Popen[str]) -> Load:
    seen = json.loads(wrk.communicate()[0].splitlines()[-1])
    return Load(
        answered=seen["requests"] - seen["refused"],
        failed=seen["refused"] + seen["broken"],
        seconds=seen["microseconds"] / 1e6,
        **{name: seen[name] / 1000 for name in ("p50", "p95", "p99")},
    )


def used(processes: Iterable[psutil.Process]) -> float:
    """Seconds of CPU time that the processes have used."""
    total = 0.0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def family(process: psutil.Process) -> list[psutil.Process]:
    """A server and its workers, without a database that it started."""
    return [each for each in (process, *process.children(recursive=True)) if is_ours(each)]


def is_ours(process: psutil.Process) -> bool:
    """Whether it is there, and no part of a database, whose processes come and go."""
    with suppress(psutil.NoSuchProcess):
        return process.name() != "postgres"
    return False


def postgres() -> list[psutil.Process]:
    """The processes of the database that this one uses."""
    connection.ensure_connection()
    server = psutil.Process(connection.connection.info.backend_pid).parent()
    return [server, *server.children()]


def program(name: str) -> str:
    """Where a program of Debian's is; ends with a sentence when it is not installed."""
    if found := shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return found
    raise SystemExit(f"This needs {name}: on Debian, apt-get install {name}")
