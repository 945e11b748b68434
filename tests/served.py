"""The test's own database served by production servers, each a process of its own, for tests of what passes between."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

import psutil
from django.db import connection

HOST = "127.0.0.1"


@dataclass
class Server:
    """One process; `get` asks it without any help of a browser's."""

    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        asked = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            asked.close()

    def figure(self, name: str, of: str = "page_cache") -> int:
        """What the process says of itself in the metrics, where it lists the others too."""
        workers = [f':{child.pid}"}}' for child in psutil.Process(self.process.pid).children(recursive=True)]
        for line in self.get("/metrics")[2].splitlines():
            if line.startswith(f"{of}_{name}{{") and any(worker in line for worker in workers):
                return int(line.rpartition(" ")[2])
        return 0

    def trusts_its_pages(self) -> bool:
        """Whether it hears of every change."""
        return self.get("/")[0] == 200 and self.figure("trusted") == 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def served(count: int, **environment: str) -> Iterator[list[Server]]:
    """So many servers of the present test database, each with one worker."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.served_settings", "SERVED_DATABASE": connection.settings_dict["NAME"]}
    servers = []
    try:
        for _each in range(count):
            port = free_port()
            command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
            command += ["--blocking-threads", "4", "--log-level", "error", "portal.wsgi:application"]
            process = subprocess.Popen(command, env=os.environ | settings | environment, start_new_session=True)
            servers.append(Server(port, process))
        for server in servers:
            within(30, lambda server=server: answers(server))
        yield servers
    finally:
        for server in servers:
            with suppress(ProcessLookupError):
                os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()


def answers(server: Server) -> bool:
    with suppress(OSError):
        return server.get("/robots.txt")[0] < 500
    return False


def within(seconds: float, is_so: Callable[[], Any]) -> float:
    """How long it took until it was so; fails when it takes longer."""
    start = monotonic()
    while not is_so():
        assert monotonic() < start + seconds, f"not within {seconds} s"
        sleep(0.02)
    return monotonic() - start
