"""Bundles for tests, what the command that loads them tells, and what becomes of their bodies."""

import io
import json
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from articles.bundle import bodies
from articles.bundle.record import Record, record_of
from tests.pasted import TUBE

LINE: dict[str, Any] = {"id": "a", "headline": "Cầu Nhật Tảo opens"}


def bundle(folder: Path, *lines: Any) -> Path:
    """A file of `lines`: objects as JSON, texts and bytes as they are."""
    path = folder / "bundle.jsonl"
    made = (
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    )
    path.write_bytes(b"".join(line + b"\n" for line in made))
    return path


def load(path: Path, **options: Any) -> tuple[str, str]:
    """What the command tells about a bundle; the sentence of exit status 1 comes last."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_articles", path, stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}"
    return out.getvalue(), err.getvalue()


def embed(url: str = TUBE, text: str = "") -> str:
    return f'<figure data-embed="{url}"><a href="{url}" rel="noopener">{text or url}</a></figure>'


def prepared(markup: str, *photos: Any, **said: Any) -> Record:
    record = record_of(LINE | {"body": markup, "photos": list(photos)} | said)
    bodies.prepare(record)
    return record
