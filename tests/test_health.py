"""The health check: what it says while the database is there, gone and silent."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from portal import health


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has asked in the last second."""
    monkeypatch.setattr(health, "pulse", health.Pulse())


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def answer(client: Client, monkeypatch: pytest.MonkeyPatch, **database: Any) -> tuple[int, str]:
    real = connection.get_connection_params()
    monkeypatch.setattr(connection, "get_connection_params", lambda: real | database)
    response = client.get("/health/")
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()["status"]


@pytest.mark.django_db
def test_a_healthy_site_says_so(client: Client) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert not response.cookies


@pytest.mark.django_db
def test_a_site_without_its_database_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    status, _words = answer(client, monkeypatch, host="127.0.0.1", port=1)
    assert status == 503


@pytest.mark.django_db
def test_a_database_that_says_nothing_is_given_up_within_three_seconds(
    client: Client, monkeypatch: pytest.MonkeyPatch, silent_port: int
) -> None:
    start = time.monotonic()
    status, _words = answer(client, monkeypatch, host="127.0.0.1", port=silent_port)
    assert status == 503
    assert time.monotonic() - start < 3


@pytest.mark.django_db
def test_whoever_asks_often_costs_the_database_a_connection_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, now = [], 100.0
    monkeypatch.setattr(health, "ask", asked.append)
    monkeypatch.setattr(health, "monotonic", lambda: now)
    with ThreadPoolExecutor(8) as monitors:
        answers = list(monitors.map(lambda _each: Client().get("/health/").status_code, range(40)))
    assert (set(answers), len(asked)) == ({200}, 1)
    now += health.KEPT
    assert (Client().get("/health/").status_code, len(asked)) == (200, 2)


@pytest.mark.django_db
def test_a_database_that_went_away_is_missed_within_a_second(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/health/").status_code == 200
    monkeypatch.setattr(health.pulse, "asked_at", health.pulse.asked_at - health.KEPT)
    assert answer(client, monkeypatch, host="127.0.0.1", port=1)[0] == 503


def test_health_asks_for_no_session_or_query_of_its_own(client: Client) -> None:
    assert client.post("/health/").status_code == 405
