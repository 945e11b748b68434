"""The metrics page: for this machine and for who has the token, and for nobody else."""

from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.unsent import note_unsent
from articles.counting import What
from portal import figures, troubles
from portal.beacons import Flusher
from portal.page_cache import PageCache
from tests.press import Answer, Press

pytestmark = pytest.mark.django_db


def ask(**fields: str) -> Any:
    return Client().get("/metrics", **fields)


def test_it_tells_what_all_processes_did(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PageCache(Press(), megabytes=1)
    Answer(cache, "/"), Answer(cache, "/")
    flusher = Flusher()
    flusher.waiting.add(What(1, timezone.now(), is_share=False), sign=1)
    monkeypatch.setattr(figures, "own", {"page_cache": cache.figures, "beacons": flusher.figures})
    monkeypatch.setattr(figures, "_latest", {})
    figures.note("there:2", {"page_cache_hits_total": 7, "beacons_counted_total": 8})
    lines, here = ask().content.decode().splitlines(), figures.name_of_process()
    assert f'page_cache_hits_total{{process="{here}"}} 1' in lines
    assert {'page_cache_hits_total{process="there:2"} 7', 'beacons_counted_total{process="there:2"} 8'} <= set(lines)
    assert {f'page_cache_entries{{process="{here}"}} 1', "# TYPE page_cache_hits_total counter"} <= set(lines)
    assert {f'beacons_received_total{{process="{here}"}} 1', f'beacons_waiting{{process="{here}"}} 1'} <= set(lines)
    assert ask()["Content-Type"].startswith("text/plain; version=0.0.4")


def test_what_went_wrong_is_counted(rf: RequestFactory) -> None:
    before = dict(troubles.counted)
    got_request_exception.send(sender=None, request=rf.get("/"))
    note_unsent("An e-mail", ConnectionRefusedError("ngan@example.com"))
    here = figures.name_of_process()
    assert f'requests_failed_total{{process="{here}"}} {before["requests_failed_total"] + 1}' in ask().text
    assert f'emails_failed_total{{process="{here}"}} {before["emails_failed_total"] + 1}' in ask().text


def test_a_process_that_is_silent_for_long_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_latest", {"gone:1": (-1000.0, {})})
    assert "gone:1" not in ask().content.decode()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "203.0.113.9"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ({"REMOTE_ADDR": "203.0.113.9", "HTTP_AUTHORIZATION": "Bearer a long secret"}, 200),
        ({"REMOTE_ADDR": "203.0.113.9", "HTTP_AUTHORIZATION": "Bearer "}, 404),
        ({"REMOTE_ADDR": "203.0.113.9", "HTTP_AUTHORIZATION": "Bearer another"}, 404),
    ],
)
def test_who_may_read_it(fields: dict[str, str], status: int, settings: Any) -> None:
    settings.METRICS_TOKEN = "a long secret"
    assert ask(**fields).status_code == status


def test_without_a_token_nobody_has_it(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert ask(REMOTE_ADDR="203.0.113.9", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_behind_a_proxy_this_machine_is_everyone(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ask(REMOTE_ADDR="127.0.0.1").status_code == 404
