"""Files that an export leaves behind: whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO


class NotExported(Exception):  # noqa: N818 (it says what became of the export)
    """Why nothing was exported, in one sentence."""


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when it is whole; where it does not become so, nothing of it is left."""
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete_on_close=False) as beside:
        yield beside
        beside.close()
        Path(beside.name).chmod(0o666 & ~present_umask())
        Path(beside.name).replace(path)


def kept(file: IO[bytes]) -> None:
    """Have all of the file be on the disk, which may only now say that it is full."""
    file.flush()
    os.fsync(file.fileno())


def present_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@dataclass
class Folder:
    """A folder into which files go when all of them are whole."""

    path: Path
    beside: Path

    def put(self, name: str, source: IO[bytes], size: int) -> bool:
        """Copy a file, unless it lies there already; whether it did not. Raises NotExported where another does."""
        there = self.path / name
        if there.exists():
            if there.stat().st_size != size:
                raise NotExported(f"{there} is there already and is another file: name another folder for the photos.")
            return False
        target = self.beside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
            kept(copy)
        return True


@contextmanager
def whole_folder(path: Path) -> Iterator[Folder]:
    """A folder whose new files all come in at the end; where something fails, none does, nor is the folder made."""
    is_new = not path.exists()
    path.mkdir(exist_ok=True)
    try:
        with TemporaryDirectory(dir=path, prefix=".export-") as beside:
            yield Folder(path, Path(beside))
            move_all(Path(beside), path)
    except BaseException:
        if is_new:
            with suppress(OSError):
                path.rmdir()
        raise


def move_all(beside: Path, path: Path) -> None:
    for file in sorted(each for each in beside.rglob("*") if each.is_file()):
        target = path / file.relative_to(beside)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
