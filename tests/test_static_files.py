"""Files as the newsroom itself sends them, without an nginx before it."""

from pathlib import Path
from typing import Any

from django.test import Client


def test_a_file_comes_without_the_policy_of_pages_for_which_a_lead_photo_would_wait(
    settings: Any, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "face.woff2").write_bytes(b"wOF2")
    answer = Client().get("/static/face.woff2")
    assert (answer.status_code, answer.getvalue()) == (200, b"wOF2")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) < 400
