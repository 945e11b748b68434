"""What a newcomer's machine may lack, and the one sentence that says so."""

import os
import re
import socket
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.environment import REQUIRED_IN_PRODUCTION, require_production_settings
from portal.management.commands.serve import how_to_log_in
from portal.setting_up import bring_tables_up_to_date

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False)


def pretend_python(path: Path, version: str) -> Path:
    path.write_text(f'#!/bin/sh\ncase "$2" in *platform*) echo {version};; *) exit 1;; esac\n')
    path.chmod(0o755)
    return path


def make_targets() -> list[str]:
    return re.findall(r"^make ([\w-]+)", run("make", MAKEFLAGS="").stdout, re.MULTILINE)


def test_a_python_that_is_too_old_is_named_with_the_version_needed(tmp_path):
    done = run("bin/python", "-V", PYTHON=str(pretend_python(tmp_path / "python3 of old", "3.9.18")))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.12 or newer" in done.stderr
    assert "python3 of old is 3.9.18" in done.stderr


def test_a_machine_without_python_is_told_which_one_to_install(tmp_path):
    done = run("bin/python", "-V", PATH=str(tmp_path), PYTHON="")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "needs Python 3.12 or newer (here there is none)" in done.stderr


def test_a_name_on_the_path_that_runs_no_python_is_passed_over(tmp_path):
    pretend_python(tmp_path / "python3.13", "").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3.12").symlink_to(sys.executable)
    done = run("bin/python", "-c", "import sys; print(sys.argv[1:])", "a b", "", PATH=str(tmp_path), PYTHON="")
    assert done.stdout == "['a b', '']\n"


def test_make_alone_says_what_it_can_do():
    assert {"help", "run", "dev", "test", "check"} <= set(make_targets())


def test_an_unknown_make_target_is_answered_with_those_there_are():
    done = run("make", "serve", MAKEFLAGS="")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f'There is no "make serve"; there are: {", ".join(make_targets())}.' in done.stderr


def test_a_taken_port_is_refused_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Port {port} is taken: stop what uses it, or try PORT={port + 1}.$"):
            call_command("serve", port=str(port))


@pytest.mark.parametrize("port", ["", "http", "0", "-1", "65536", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="is not a port: choose a number from 1 to 65535"):
        call_command("serve", port=port)


@pytest.mark.parametrize("missing", REQUIRED_IN_PRODUCTION)
def test_production_names_the_variable_that_is_missing(missing, monkeypatch):
    for name in REQUIRED_IN_PRODUCTION:
        monkeypatch.setenv(name, " " if name == missing else "set")
    with pytest.raises(ImproperlyConfigured, match=f"^Production needs {missing}: set it"):
        require_production_settings()


def test_production_does_not_start_with_anything_missing():
    nothing = dict.fromkeys(REQUIRED_IN_PRODUCTION, "")
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings", "PRODUCTION": "1"}
    done = run(sys.executable, "manage.py", "check", **nothing, **settings)
    assert done.returncode == 1
    assert "Production needs SECRET_KEY and ALLOWED_HOSTS and DATABASE_URL" in done.stderr


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_dependency_by_hash_and_names_no_address(lock):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if "dev" in lock.name else [])
    pinned = re.findall(r"^([\w.-]+)==\S+[^\n]*\\\n    --hash=sha256:", lock.read_text(), re.MULTILINE)
    assert {re.split(r"[ \[]", name)[0] for name in wanted} <= set(pinned)
    assert "://" not in lock.read_text()
    assert not re.search(r"^-", lock.read_text(), re.MULTILINE)


def test_everything_pinned_for_running_is_pinned_alike_for_development():
    running, developing = (set(re.findall(r"^\S+==\S+", lock.read_text(), re.MULTILINE)) for lock in LOCKS)
    assert running <= developing


@pytest.mark.django_db
def test_sessions_that_have_ended_are_gone_when_the_tables_are_up_to_date():
    for key, end in {"ended": timezone.now() - timedelta(days=1), "open": timezone.now() + timedelta(days=1)}.items():
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    bring_tables_up_to_date()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


@pytest.mark.django_db
def test_a_newsroom_in_which_nobody_works_yet_says_how_to_make_the_first_account(request):
    assert "manage.py createsuperuser" in "".join(how_to_log_in())
    request.getfixturevalue("editor")
    assert list(how_to_log_in()) == []
