"""Files as the newsroom itself sends them, without an nginx before it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from accounts.models import User
from articles.models import Section
from articles.templatetags.paper import drawn, drawn_words

FILE = re.compile(r'(?:href|src)="/static/([^"]+)"')


def test_a_file_comes_without_the_policy_of_pages_for_which_a_lead_photo_would_wait(
    settings: Any, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "face.woff2").write_bytes(b"wOF2")
    answer = Client().get("/static/face.woff2")
    assert (answer.status_code, answer.getvalue()) == (200, b"wOF2")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) < 400


@pytest.fixture
def hashed(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where our static files go in production, which has each under its hashed name alone; not collected yet."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.static_files.RememberedStaticFiles"}}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [settings.BASE_DIR / "static"], tmp_path
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("css", "js", "svg", "png", "woff2", "txt")  # takes most of the time
    for remembered in (drawn, drawn_words):
        remembered.cache_clear()
    yield tmp_path
    for remembered in (drawn, drawn_words):
        remembered.cache_clear()


def refusals(journalist: User, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """An answer of each kind that tells what went wrong."""
    client = Client(raise_request_exception=False)
    answers = [client.get(path) for path in ("/search/?q=%00", "/nothing/", "/preview/nothing/")]
    answers += [client.post("/accounts/signup/") for _try in range(2)][1:]
    answers.append(Client(enforce_csrf_checks=True).post("/accounts/login/"))
    for error in (RuntimeError, OperationalError):
        monkeypatch.setattr("articles.views.search.page_of", Mock(side_effect=error))
        answers.append(client.get("/search/?q=ferry"))
    client.force_login(journalist)
    return [*answers, client.get("/admin/accounts/user/")]


@pytest.mark.django_db
def test_pages_that_tell_what_went_wrong_name_no_file_that_is_not_there(
    hashed: Path, settings: Any, section: Section, journalist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    call_command("collectstatic", verbosity=0, interactive=False)
    answers = refusals(journalist, monkeypatch)
    assert [answer.status_code for answer in answers] == [400, 404, 404, 429, 403, 500, 503, 403]
    for answer in answers:
        files = FILE.findall(answer.text)
        assert files
        assert [file for file in files if not (hashed / file).exists()] == [], answer.status_code


def test_an_address_that_cannot_be_read_is_refused_before_any_file_was_collected(hashed: Path) -> None:
    answer = Client().get("/search/?q=%00")
    assert (answer.status_code, FILE.findall(answer.text)) == (400, ["css/plain.css"])
