"""Making the picture files that the demonstration's listing asks for."""

import io
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from . import iptc
from .cut import WIDTH
from .draw import draw

QUALITY = 86
NEWSPAPER = "The Red River Post"

Progress = Callable[[int, int], None]


def write_pictures(
    listing: Iterable[dict], directory: Path, progress: Progress | None = None, *, width: int = WIDTH
) -> int:
    """Draw each line of the listing into its file under the directory, pass over those that are there, count the new.

    `progress` is called with how many pictures are done and how many there are to do.
    """
    directory.mkdir(parents=True, exist_ok=True)
    wanted = {line["file"]: line for line in listing}
    tasks = [(line, directory / name, width) for name, line in wanted.items() if not (directory / name).exists()]
    for done, _ in enumerate(_drawn(tasks), 1):
        if progress:
            progress(done, len(tasks))
    return len(tasks)


def _drawn(tasks: list[tuple[dict, Path, int]]) -> Iterable[None]:
    """Write the pictures one by one as they come, on every core where there are many."""
    cores = os.process_cpu_count() if sys.version_info >= (3, 13) else os.cpu_count()
    workers = min(cores or 1, len(tasks) // 4)
    if workers < 2:
        yield from map(_write, tasks)
        return
    # A fresh interpreter in each worker: forking a process that holds threads or connections may hang.
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap_unordered(_write, tasks)


def _write(task: tuple[dict, Path, int]) -> None:
    line, path, width = task
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(jpeg_of(line, width=width))
    unfinished.replace(path)


def jpeg_of(line: dict, *, width: int = WIDTH) -> bytes:
    """Return one line's picture as a JPEG that carries its caption, credit and place."""
    fields = {name: line.get(name, "") for name in (iptc.CAPTION, iptc.CREDIT, iptc.CREATOR, iptc.CITY, iptc.COUNTRY)}
    fields[iptc.TITLE] = line.get("title") or Path(line["file"]).stem
    fields[iptc.COPYRIGHT] = f"© {NEWSPAPER}"
    out = io.BytesIO()
    picture = draw(line["scene"], line["seed"], line["mood"], width=width)
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True, xmp=iptc.packet(fields))
    return iptc.inscribed(out.getvalue(), fields)
