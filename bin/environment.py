"""Make .venv hold what a lock file pins: bin/python bin/environment.py requirements.lock."""

import errno
import fcntl
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
STAMP = FOLDER / "installed.lock"  # a copy of the lock that was installed; empty while that is under way
COMPLETE = ROOT / "requirements-dev.lock"  # holds all that the others hold
FULL_DISK = ("No space left on device", "Disk quota exceeded")


def main(lock: Path) -> None:
    """Do nothing when the environment is as the lock says, and otherwise only what is missing."""
    with (ROOT / "pyproject.toml").open() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if is_ready(lock):
            return
        started = time.monotonic()
        if not is_usable():
            create()
        install(lock)
        say(f"The environment is ready, {time.monotonic() - started:.0f} s.")


def is_ready(lock: Path) -> bool:
    """Whether this lock, or the one that holds all of it, is what was installed last."""
    return STAMP.exists() and is_usable() and STAMP.read_bytes() in (lock.read_bytes(), COMPLETE.read_bytes())


def is_usable() -> bool:
    """Whether the environment has a Python that runs and no half-finished installation."""
    if not PYTHON.exists() or (STAMP.exists() and not STAMP.read_bytes()):
        return False
    command = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 12))"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def create() -> None:
    """Make an empty environment in place of whatever is there."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            stop(f"This Python has no {module}: install it (on Debian and Ubuntu, apt install python{version}-venv).")
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    STAMP.touch()
    run([sys.executable, "-m", "venv", str(FOLDER)])


def install(lock: Path) -> None:
    """Install every pinned package, checking its hash."""
    total = sum("==" in line for line in lock.read_text().splitlines())
    say(f"Installing up to {total} pinned packages …")
    STAMP.write_bytes(b"")
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--only-binary=:all:",
        "--disable-pip-version-check",
    ]
    run([*pip, "-r", str(lock)], tell=name_the_package)
    STAMP.write_bytes(lock.read_bytes())


def name_the_package(line: str) -> None:
    """Show pip's progress as one name after another."""
    if line.startswith("Collecting "):
        say(f"  {line.split()[1].partition('==')[0]}")


def run(command: list[str], *, tell: Callable[[str], None] = lambda line: None) -> None:
    """Run a command, telling of each line as it comes; stop with its own last word when it fails."""
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            lines.append(line.rstrip())
            tell(line)
    if process.returncode:
        stop_for("\n".join(lines))


def stop_for(trouble: str) -> None:
    """Say in one sentence what a failed command said at length."""
    if any(sign in trouble for sign in FULL_DISK):
        places = f"{ROOT} and {tempfile.gettempdir()}"
        stop(f"The disk is full: free about 500 MB where {places} are, then run this again.")
    errors = [line for line in trouble.splitlines() if "ERROR" in line or "rror:" in line] or trouble.splitlines()
    stop(f"The environment could not be made: {errors[-1] if errors else 'no reason given'}")


def stop(sentence: str) -> None:
    """End with a sentence for people."""
    sys.exit(sentence)


def say(sentence: str) -> None:
    """Say at once what is being done."""
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        main(ROOT / sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        if error.errno == errno.EACCES:
            stop(f"{error.filename} belongs to another user: run this as that user, or delete .venv.")
        stop_for(str(error))
