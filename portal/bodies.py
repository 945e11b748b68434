"""Request bodies that come slowly, or never whole, hold some of a process's threads and not all of them.

A proxy in front takes bodies in before it passes them on (deploy/nginx); this is for a newsroom that has none.
"""

import os
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from portal.layers import Application, Environ

SMALL = 64_000  # bytes that are read whole before anything else is done for the request
LEFT_FREE = 2  # threads that no body holds; one of them at most waits with a body for its place
BRIEFLY = 0.01  # seconds to wait for a place: bodies that are there are mostly read in less
PATIENCE = 1.0  # the same for one more at a time: on a busy machine even a body that is there takes its while
USUAL_THREADS = 5


class PatientBodies:
    """A WSGI application that hands on small bodies whole, and answers 503 while too many are on their way."""

    def __init__(self, application: Application) -> None:
        places = max(1, threads() - LEFT_FREE)
        self.application, self.places = application, BoundedSemaphore(places)
        # One thread is always left for whoever sends nothing.
        self.patient = BoundedSemaphore(max(0, threads() - places - 1))

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = length_of_body(environ)
        if not length:
            return self.application(environ, start_response)
        if not self.finds_place():
            return refused(start_response)
        body = Body(environ["wsgi.input"], length, self.places)
        try:
            environ["wsgi.input"] = body if length > SMALL else BytesIO(body.read(length))
            return self.application(environ, start_response)
        finally:
            body.leave()

    def finds_place(self) -> bool:
        """Whether a body may be read; a press that comes with many others waits for it, and does not fail."""
        if self.places.acquire(timeout=BRIEFLY):
            return True
        if not self.patient.acquire(blocking=False):
            return False
        try:
            return self.places.acquire(timeout=PATIENCE)
        finally:
            self.patient.release()


class Body:
    """A body that holds a place until all of it is there, and not while photos are made of it."""

    def __init__(self, stream: Any, length: int, places: BoundedSemaphore) -> None:
        self.stream, self.to_come, self.places, self.has_place = stream, length, places, True

    def read(self, size: int = -1) -> bytes:
        return self.taken(self.stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self.taken(self.stream.readline(size))

    def taken(self, part: bytes) -> bytes:
        self.to_come -= len(part)
        if self.to_come <= 0 or not part:
            self.leave()
        return part

    def leave(self) -> None:
        if self.has_place:
            self.has_place = False
            self.places.release()


def threads() -> int:
    """How many threads answer requests in this process; granian reads the variable too."""
    return int(os.environ.get("GRANIAN_BLOCKING_THREADS", USUAL_THREADS))


def length_of_body(environ: Environ) -> int:
    """Its length in bytes; one whose length is not told is not read at all (as Django has it)."""
    told = environ.get("CONTENT_LENGTH") or ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else 0


def refused(start_response: Callable[..., Any]) -> Iterable[bytes]:
    words = b"Too much is being sent to us at this moment. Please try again in a second."
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
    start_response("503 Service Unavailable", [*headers, ("Retry-After", "1"), ("Cache-Control", "no-store")])
    return [words]
