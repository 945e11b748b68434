"""The word that something has changed, given to PostgreSQL, which passes it to every process when all went well.

What may change many times a second is gathered and told together: a transaction that notifies commits alone, so that
one word for each press of a reaction would let presses through only one by one (docs/decisions/0025).
"""

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.dispatch import receiver

from articles.freshness import content_changed

TELL = "SELECT pg_notify('content_changed', key) FROM unnest(%s::text[]) AS key"


class Gathered:
    """Keys that wait to be told together, each once; kept by processes in which somebody `is_listening`."""

    def __init__(self) -> None:
        self.is_listening = False
        self._keys: deque[str] = deque()

    def add(self, keys: Iterable[str]) -> None:
        self._keys.extend(keys)

    def take(self) -> list[str]:
        return list({self._keys.popleft() for _each in range(len(self._keys))})


gathered = Gathered()


@receiver(content_changed)
def tell(keys: list[str], *, often: bool, **_sent: Any) -> None:
    """Tell at the end of this transaction what has changed or, of what does so often, within a moment after it."""
    if often and gathered.is_listening:
        transaction.on_commit(partial(gathered.add, keys))
        return
    with connection.cursor() as cursor:
        cursor.execute(TELL, [keys])
