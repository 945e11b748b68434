"""A database for each size of the archive, in a cluster of the benchmark's own under `VAR_DIR`; made once and kept."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg

from portal.embedded.cluster import Cluster

ROOT = Path(__file__).parent.parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "scale"


def of_production() -> tuple[str, ...]:
    """The settings that deploy/ has PostgreSQL run with on a machine of this size, as arguments."""
    printed = subprocess.run(
        [ROOT / "deploy/postgresql-settings"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return tuple(f"-c{name}={value}" for name, value in re.findall(r"^(\w+) = (\S+)$", printed, re.MULTILINE))


def name_of(size: int) -> str:
    return f"scale_{size}"


class Databases:
    """The cluster runs for as long as this process does."""

    def __init__(self) -> None:
        found = Cluster(VAR / "postgres", is_durable=False, settings=of_production()).join()
        self.address = f"postgres://broadsheet:{found['password']}@{found['host']}:{found['port']}/"

    def has(self, size: int) -> bool:
        with psycopg.connect(self.address + "postgres") as postgres:
            named = postgres.execute("SELECT FROM pg_database WHERE datname = %s", [name_of(size)])
            return named.fetchone() is not None

    def prepare(self, size: int) -> None:
        """Bring the database of this size up to date, or fill a new one, which has its name once it is whole."""
        if self.has(size):
            self.run(name_of(size), "manage.py", "migrate", "-v0")
            return
        with psycopg.connect(self.address + "postgres", autocommit=True) as postgres:
            postgres.execute("DROP DATABASE IF EXISTS unfinished WITH (FORCE)")
            postgres.execute("CREATE DATABASE unfinished")
            self.run("unfinished", "manage.py", "migrate", "-v0")
            self.run("unfinished", "-m", "benchmarks.scale.archive", str(size))
            postgres.execute(f"ALTER DATABASE unfinished RENAME TO {name_of(size)}")

    def run(self, database: str, *arguments: str) -> str:
        """What a program says that works in one of the databases."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.address + database,
            "VAR_DIR": str(VAR),
            "PRODUCTION": "0",
            "DEMO_CONTENT": "0",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout
