"""What a process could not have counted before it ended, left in files for whichever comes next.

A batch keeps its number, so that it counts once, whoever finds it and however many do.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings

from articles.counting import Batch, What

log = structlog.stdlib.get_logger(__name__)


def folder() -> Path:
    path: Path = settings.VAR / "beacons"
    return path


def leave(batch: Batch) -> None:
    """Keep the batch; raises OSError where nothing can be written."""
    readers = [(what.article, what.hour.isoformat(), what.is_share, [*signs]) for what, signs in batch.readers.items()]
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / f"{batch.process}-{batch.number:012}.json"
    path.with_suffix(".unfinished").write_text(json.dumps(readers))
    path.with_suffix(".unfinished").rename(path)


def left() -> Iterator[tuple[Path, Batch]]:
    """The batches that were left, each process's in its order, to be removed once they are counted."""
    for path in sorted(folder().glob("*.json")):
        try:
            yield path, batch_in(path)
        except ValueError:
            log.exception("This is no batch of views and shares.", path=str(path))


def batch_in(path: Path) -> Batch:
    process, _dash, number = path.stem.rpartition("-")
    readers = {
        What(article, datetime.fromisoformat(hour), is_share): set(signs)
        for article, hour, is_share, signs in json.loads(path.read_text())
    }
    return Batch(UUID(process), int(number), readers)
