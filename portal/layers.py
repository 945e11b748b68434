"""What the layers before Django are to each other: WSGI applications (PEP 3333)."""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def whole_answer(application: Application, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """The status, headers and body with which an application answers."""
    begun: list[Any] = []
    body = application(environ, lambda status, headers, _error=None: begun.extend((status, headers)))
    try:
        content = b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()
    return begun[0], begun[1], content
