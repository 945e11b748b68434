"""Bodies that come slowly leave room for those who read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore, Event, Thread
from typing import Any

import pytest

from portal.bodies import SMALL, PatientBodies

Send = Callable[..., tuple[str, bytes]]


class Slow(BytesIO):
    """A body of which nothing comes until it may."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.is_awaited, self.may_come = Event(), Event()

    def read(self, *size: Any) -> bytes:
        self.is_awaited.set()
        self.may_come.wait(5)
        return super().read(*size)


class Watched(BoundedSemaphore):
    """One place, which says when it is taken."""

    is_taken = Event()

    def acquire(self, *how: Any, **named: Any) -> bool:
        got = super().acquire(*how, **named)
        self.is_taken.set()
        return got


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch) -> Send:
    """Send a body to a process of three threads: the status, and what the application read of it."""
    monkeypatch.setenv("GRANIAN_BLOCKING_THREADS", "3")

    def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        read = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
        environ["then"]()
        return [read]

    application = PatientBodies(echo)

    def ask(body: BytesIO, length: str, then: Callable[[], object] = lambda: None) -> tuple[str, bytes]:
        statuses: list[str] = []
        environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": length, "wsgi.input": body, "then": then}
        answer = application(environ, lambda status, headers: statuses.append(status))
        return statuses[0], b"".join(answer)

    application.patient = Watched()
    return ask


@contextmanager
def on_its_way(send: Send, length: int) -> Iterator[None]:
    """While a body of this length has been announced and does not come."""
    body = Slow(b"x" * length)
    sender = Thread(target=send, args=[body, str(length)])
    sender.start()
    body.is_awaited.wait(5)
    yield
    body.may_come.set()
    sender.join()


@pytest.mark.parametrize("length", [1, SMALL, SMALL + 1])
def test_a_body_reaches_the_application_as_it_was_sent(send: Send, length: int) -> None:
    assert send(BytesIO(b"x" * length), str(length)) == ("200 OK", b"x" * length)


@pytest.mark.parametrize("length", [2, SMALL + 1])
def test_while_a_body_is_on_its_way_others_are_asked_to_come_again(
    send: Send, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.bodies.PATIENCE", 0.02)
    with on_its_way(send, length):
        assert send(BytesIO(b"y"), "1")[0] == "503 Service Unavailable"
        assert send(BytesIO(), "")[0] == "200 OK"  # whoever sends none
    assert send(BytesIO(b"y"), "1") == ("200 OK", b"y")


def test_one_who_comes_while_bodies_are_read_waits_until_one_is_and_whoever_comes_then_is_not_kept(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    statuses: list[str] = []
    waiter = Thread(target=lambda: statuses.append(send(BytesIO(b"y"), "1")[0]))
    with on_its_way(send, 2):
        monkeypatch.setattr("portal.bodies.PATIENCE", 30.0)
        Watched.is_taken.clear()
        waiter.start()
        Watched.is_taken.wait(5)
        assert send(BytesIO(b"z"), "1")[0] == "503 Service Unavailable"
        assert statuses == []
    waiter.join()
    assert statuses == ["200 OK"]


@pytest.mark.parametrize("length", [2, SMALL + 1])
def test_a_body_that_is_there_keeps_nobody_out_while_the_application_is_at_work(send: Send, length: int) -> None:
    statuses: list[str] = []
    assert send(BytesIO(b"x" * length), str(length), lambda: statuses.append(send(BytesIO(b"y"), "1")[0]))
    assert statuses == ["200 OK"]


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "9" * 30])
def test_a_length_that_is_none_is_left_to_django(length: str) -> None:
    environ = {"CONTENT_LENGTH": length, "wsgi.input": None}
    asked: list[Any] = []
    PatientBodies(lambda environ, start: asked.append(environ) or [])(environ, lambda *_: None)
    assert asked == [environ]
