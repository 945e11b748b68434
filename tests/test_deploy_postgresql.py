"""The settings that deploy/ has PostgreSQL run with, and everything that takes them from there."""

import re
import subprocess
from pathlib import Path

import pytest

from benchmarks.scale.databases import of_production
from portal.embedded import cluster

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
SETTINGS = DEPLOY / "postgresql-settings"
PRIVATE = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}
MADE = re.compile(r"^(\w+) = (\S+)$", re.MULTILINE)


def printed(megabytes: str = "") -> str:
    return subprocess.run([SETTINGS, *megabytes.split()], capture_output=True, text=True, check=True).stdout


def set_for(megabytes: str) -> dict[str, str]:
    return dict(MADE.findall(printed(megabytes)))


def said(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """What PostgreSQL says when it is asked for a setting of its own, which lies after all that stands in `text`."""
    (folder / "postgresql.conf").write_text(f"{text}\nport = 54321\n")
    command = [cluster._programs() / "postgres", "-C", "port", "-D", folder]
    return subprocess.run(command, capture_output=True, text=True, env=cluster._environment(), check=False)


@pytest.mark.parametrize("megabytes", ["", "256", "2048", "1048576"])
def test_postgresql_accepts_every_line(tmp_path: Path, megabytes: str) -> None:
    done = said(tmp_path, printed(megabytes))
    assert (done.returncode, done.stdout) == (0, "54321\n"), done.stderr


def test_a_line_that_postgresql_does_not_know_is_told(tmp_path: Path) -> None:
    done = said(tmp_path, f"{printed()}shared_bufers = 1GB")
    assert (done.returncode, "shared_bufers" in done.stderr) == (1, True)


def test_memory_is_shared_out_by_the_size_of_the_machine() -> None:
    small, large = set_for("2048"), set_for("65536")
    assert (small["shared_buffers"], small["effective_cache_size"]) == ("512MB", "1024MB")
    assert (large["shared_buffers"], large["effective_cache_size"]) == ("16384MB", "32768MB")
    assert (small["work_mem"], large["work_mem"], set_for("256")["work_mem"]) == ("16MB", "64MB", "4MB")
    assert (small["maintenance_work_mem"], large["maintenance_work_mem"]) == ("128MB", "1024MB")


def test_what_readers_write_stays_out_of_the_log() -> None:
    assert PRIVATE.items() <= set_for("2048").items()


def test_the_benchmark_and_the_demo_plan_as_production_does() -> None:
    arguments = {f"-c{name}={value}" for name, value in MADE.findall(printed())}
    assert set(of_production()) == arguments
    assert set(cluster.PLANNED) < arguments


def test_compose_and_the_instructions_take_the_settings_from_there() -> None:
    compose, instructions = (DEPLOY / "compose.yaml").read_text(), (DEPLOY / "README.md").read_text()
    assert "./postgresql-settings:/broadsheet/postgresql-settings:ro" in compose
    assert "sh /broadsheet/postgresql-settings; } > /etc/broadsheet.conf" in compose
    assert "deploy/postgresql-settings > /etc/postgresql/17/main/conf.d/broadsheet.conf" in instructions
    others = re.compile(r"shared_buffers|work_mem|ALTER SYSTEM")
    assert not others.search(compose + instructions)
