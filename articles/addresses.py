"""`address()`: the address of a page, looked up among the patterns once and then remembered.

`address_here()` is that of a page in the edition to which the present page belongs, `addresses()` that in each.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language


@lru_cache(maxsize=20_000)
def address(page: str, *parts: Any) -> str:
    """The address of the page that is called so, with these parts; a page has dozens, most of them on others too."""
    return reverse(page, args=parts)


def address_here(page: str, *parts: Any) -> str:
    """The address of the page in the present language."""
    return address_in(get_language() or settings.LANGUAGE_CODE, page, *parts)


def address_in(language: str, page: str, *parts: Any) -> str:
    """The address of the page in an edition: the site's own language stands in none."""
    return address(page, *parts) if language == settings.LANGUAGE_CODE else address(page, language, *parts)


def addresses(page: str, *parts: Any) -> dict[str, str]:
    """The address of the page in each edition, by language."""
    return {language: address_in(language, page, *parts) for language, _name in settings.LANGUAGES}


def language_of_address(path: str) -> str:
    """The language that the address begins with, even where no page is; else the site's."""
    first_word = path.removeprefix("/").partition("/")[0]
    return first_word if first_word in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
