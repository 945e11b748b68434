"""How long the processor may take for something, however busy the machine is."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let what is done take the processor no longer than that."""
    begun = process_time()
    yield
    taken = process_time() - begun
    assert taken < seconds, f"{taken:.2f} s"
