"""`address()`: the address of a page, looked up among the patterns once and then remembered."""

from functools import lru_cache
from typing import Any

from django.urls import reverse


@lru_cache(maxsize=20_000)
def address(page: str, *parts: Any) -> str:
    """The address of the page that is called so, with these parts; a page has dozens, most of them on others too."""
    return reverse(page, args=parts)
