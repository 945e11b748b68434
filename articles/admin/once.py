"""What every part of a desk's page asks of its row, such as whether it may be changed, answered once."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from django.http import HttpRequest

type Judge = Callable[[Any, HttpRequest, Any], bool]


def once_a_page(judge: Judge) -> Judge:
    """Have a method judge each row once during a request, and anew when the row's status has become another."""
    answers: WeakKeyDictionary[HttpRequest, dict[Any, bool]] = WeakKeyDictionary()

    @wraps(judge)
    def judged(page: Any, request: HttpRequest, row: Any) -> bool:
        known, asked = answers.setdefault(request, {}), (row.pk, getattr(row, "status", None))
        if asked not in known:
            known[asked] = judge(page, request, row)
        return known[asked]

    return judged
