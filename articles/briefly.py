"""What many pages ask alike and the clock moves anyway: found by each process once in a while, not for each page."""

from collections.abc import Callable
from functools import wraps
from time import monotonic

from django.conf import settings


def briefly[*Asked, R](find: Callable[[*Asked], R]) -> Callable[[*Asked], R]:
    """Have `find` answer for `REMEMBERED_FOR` seconds what it found for the same arguments, of which there are few."""
    remembered: dict[tuple[*Asked], tuple[float, R]] = {}

    @wraps(find)
    def answer(*asked: *Asked) -> R:
        found_at, found = remembered.get(asked, (0.0, None))
        if found is None or not 0 <= monotonic() - found_at < settings.REMEMBERED_FOR:
            found = find(*asked)
            remembered[asked] = monotonic(), found
        return found

    return answer
