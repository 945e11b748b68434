"""What deploy/ has beside nginx: units that systemd accepts, an environment that works, a backup that restores."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command, get_commands
from django.db import connection

from articles.models import Section
from portal.embedded import cluster
from portal.environment import database

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir() if path.is_file())
TELLS = "broadsheet-failed@.service"
MOST_EXPOSED = "20"  # of 100, as systemd-analyze weighs what a service could do


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units as on a server, on the programs of this machine."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("tests of deploy/systemd need systemd-analyze: apt-get install systemd")
    shutil.copytree(DEPLOY / "systemd", tmp_path / "units")
    for unit in (tmp_path / "units").glob("*.service"):
        text = unit.read_text().replace("/srv/broadsheet/.venv/bin", str(Path(sys.executable).parent))
        unit.write_text(text.replace("/srv/broadsheet", str(ROOT)))
    return tmp_path / "units"


def analyzed(units: Path, *arguments: str) -> str:
    """What systemd-analyze complains of; nothing when all is well."""
    command, environment = ["systemd-analyze", *arguments], os.environ | {"SYSTEMD_UNIT_PATH": f"{units}:"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=units, check=False)
    return "" if done.returncode == 0 and not done.stderr else done.stderr + done.stdout


def test_systemd_accepts_every_unit(units: Path) -> None:
    assert analyzed(units, "verify", "--man=no", *(str(units / name) for name in UNITS)) == ""


@pytest.mark.parametrize("unit", [name for name in UNITS if name.endswith(".service")])
def test_a_service_can_do_little_harm(units: Path, unit: str) -> None:
    security = ("security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}")
    assert analyzed(units, *security, str(units / unit)) == ""


@pytest.mark.parametrize("unit", [name for name in UNITS if name.endswith(".service")])
def test_whatever_fails_is_told_to_the_operator_once(unit: str) -> None:
    telling = [line for line in (DEPLOY / "systemd" / unit).read_text().splitlines() if line.startswith("OnFailure=")]
    assert telling == ([] if unit == TELLS else [f"OnFailure={TELLS.replace('@', '@%n')}"])


def test_the_operator_is_written_to(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("pg_dump: error: no space"))
    with pytest.raises(CommandError, match="OPERATOR_EMAIL is not set"):
        call_command("write_to_operator", "broadsheet-backup.service failed")
    settings.ADMINS = ["ops@news.example"]
    call_command("write_to_operator", "broadsheet-backup.service failed")
    (letter,) = mail.outbox
    assert (letter.to, letter.body) == (["ops@news.example"], "pg_dump: error: no space")
    assert letter.subject.endswith("broadsheet-backup.service failed")


def test_every_timed_command_exists() -> None:
    timed = {found[1] for name in UNITS if (found := re.fullmatch(r"broadsheet-run@(\w+)\.timer", name))}
    assert timed == {"send_digests", "delete_due_accounts", "clearsessions"}
    assert timed <= set(get_commands())


def told() -> dict[str, str]:
    """The environment file, read as a shell would."""
    lines = re.findall(r"^(\w+)=(.*)$", (DEPLOY / "broadsheet.env").read_text(), re.MULTILINE)
    return {name: value.strip('"') for name, value in lines}


@pytest.mark.django_db
def test_the_environment_file_is_one_that_production_accepts(tmp_path: Path) -> None:
    known = database(told()["DATABASE_URL"])
    assert (known["NAME"], known["USER"], known["OPTIONS"]) == ("broadsheet", "broadsheet", {"host": "/run/postgresql"})
    own = {"SECRET_KEY": "abcdefghij" * 5, "METRICS_TOKEN": "abcdefghij" * 4, "VAR_DIR": str(tmp_path)}
    own |= {"PRODUCTION": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}  # the suite has set others
    own["DATABASE_URL"] = f"{server_of_the_tests()}{connection.settings_dict['NAME']}"
    command = [sys.executable, "manage.py", "check", "--deploy", "--tag", "security", "--fail-level", "WARNING"]
    environment = os.environ | told() | own
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # what `tests.browser` sets is nothing for production
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def server_of_the_tests() -> str:
    return "postgres://{user}:{password}@{host}:{port}/".format(**connection.get_connection_params())


def test_the_environment_file_sets_what_the_readme_knows() -> None:
    known = set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert {name for name in told() if not name.startswith("GRANIAN_")} <= known


def test_whatever_is_stopped_is_no_failure_that_the_operator_is_told() -> None:
    """Of a unit that runs once systemd would take it for one (systemd.service(5))."""
    common = (DEPLOY / "systemd/broadsheet-.service.d/hardening.conf").read_text()
    assert "SuccessExitStatus=SIGTERM" in common.splitlines()


@pytest.mark.django_db(transaction=True)
def test_a_backup_can_be_restored(tmp_path: Path) -> None:
    Section.objects.create(name="Kept for the worst day")
    name, server = connection.settings_dict["NAME"], server_of_the_tests()
    (tmp_path / "media/originals/1").mkdir(parents=True)
    (tmp_path / "media/originals/1/photo.jpg").write_text("a photo")
    environment = {"DATABASE_URL": f"{server}{name}", "MEDIA_ROOT": str(tmp_path / "media")}
    environment |= {"BACKUPS": str(tmp_path / "copies"), "PATH": f"{cluster._programs()}:{os.environ['PATH']}"}

    def run(*command: str) -> str:
        return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True).stdout

    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/2020-01-01.dump").touch()
    os.utime(tmp_path / "copies/2020-01-01.dump", (0, 0))
    run(str(DEPLOY / "backup"))
    (dump,) = (tmp_path / "copies").glob("*.dump")
    assert (tmp_path / "copies/originals/1/photo.jpg").read_text() == "a photo"
    restored = f"{name}_restored"
    run("createdb", f"--maintenance-db={server}postgres", restored)
    try:
        run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={server}{restored}", str(dump))
        assert "Kept for the worst day" in run("psql", f"{server}{restored}", "-c", "SELECT name FROM articles_section")
    finally:
        run("dropdb", f"--maintenance-db={server}postgres", restored)


# In the place of PostgreSQL's: it begins a file and is stopped along with who called it.
STOPPED_DUMP = """#!/bin/sh
for each; do case $each in --file=*) echo begun > "${each#--file=}"; kill -s "$TOLD" $PPID ;; esac; done
"""


def hear_all() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def test_a_backup_that_is_stopped_ends_by_the_signal_and_leaves_no_part_of_a_dump(tmp_path: Path) -> None:
    (tmp_path / "pg_dump").write_text(STOPPED_DUMP)
    (tmp_path / "pg_dump").chmod(0o755)
    own = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "BACKUPS": f"{tmp_path}/copies", "DATABASE_URL": "any"}
    for word in ("TERM", "HUP", "INT"):
        environment = os.environ | own | {"TOLD": word}
        # Where whoever runs the tests ignores a signal, as nohup does, no shell below could hear it.
        done = subprocess.run([str(DEPLOY / "backup")], env=environment, check=False, preexec_fn=hear_all)
        assert done.returncode == -signal.Signals[f"SIG{word}"], word
        assert not list((tmp_path / "copies").glob("*.dump*")), word


@pytest.mark.django_db
def test_a_server_prepares_itself_with_one_command(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "sources"], tmp_path / "static"
    settings.VAR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "media"
    call_command("prepare")
    assert (tmp_path / "static" / "a.css").exists()
    assert not any((tmp_path / "media").iterdir())
    settings.MEDIA_ROOT = tmp_path / "static" / "a.css" / "media"
    with pytest.raises(CommandError, match=r"^MEDIA_ROOT=.* cannot be written to: Not a directory\.$"):
        call_command("prepare")
