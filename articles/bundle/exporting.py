"""The way of the newspaper out of the newsroom: a bundle that an empty one loads as the same newspaper."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.utils import timezone

from articles.bundle.files import Folder, NotExported, kept, whole_file, whole_folder
from articles.bundle.gathering import Gathering, file_of
from articles.bundle.lines import LONGEST_LINE
from articles.bundle.loading import nothing
from articles.bundle.record import Record, line_of
from articles.models import Photo


@dataclass
class Outcome:
    """What an export came to; `problem(line, sentence)` and `progress(share, outcome)` are called while it runs."""

    problem: Callable[[int, str], None] = nothing
    progress: Callable[[float, "Outcome"], None] = nothing
    articles: int = 0
    photos: int = 0
    copied: int = 0
    troubles: int = 0

    def tell(self, sentence: str) -> None:
        """Say what is wrong with the present line."""
        self.troubles += 1
        self.problem(self.articles, sentence)


def export(path: Path, photos: Path | None, outcome: Outcome, *, has_drafts: bool = False) -> None:
    """Write the newspaper as a bundle to `path`, and the originals of its photos below `photos`.

    Raises NotExported, or OSError where a file cannot be written; then nothing new is left behind.
    """
    with one_moment():
        gathering = Gathering(timezone.now(), has_drafts)
        count = gathering.articles.count()
        if not count:
            raise NotExported("There is no article to export.")
        with whole_file(path) as file, whole_folder(photos) if photos else nullcontext() as folder:
            for record, shown in gathering.records():
                outcome.articles += 1
                outcome.photos += len(shown)
                write(record, file, outcome)
                if folder:
                    copy(shown, folder, outcome)
                outcome.progress(outcome.articles / count, outcome)
            kept(file)


@contextmanager
def one_moment() -> Iterator[None]:
    """Read the newspaper as it is now, whatever its desk saves meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write(record: Record, file: IO[bytes], outcome: Outcome) -> None:
    line = json.dumps(line_of(record), ensure_ascii=False).encode() + b"\n"
    if len(line) > LONGEST_LINE:
        outcome.tell(f"it is longer than {LONGEST_LINE // 1_000_000} MB, which no import reads.")
    file.write(line)


def copy(photos: list[Photo], folder: Folder, outcome: Outcome) -> None:
    """Copy the originals of photos; one that cannot be read is told, and the rest goes out without it."""
    for photo in photos:
        try:
            original = photo.file.open("rb")
        except OSError as error:
            outcome.tell(f"photo {file_of(photo)!r}: its original cannot be read ({error.strerror}).")
            continue
        with original:
            outcome.copied += folder.put(file_of(photo), original, photo.file.size)
