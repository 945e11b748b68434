"""`address()`: the address of a page, looked up among the patterns once and then remembered.

`address_here()` is that of a page in the edition to which the present page belongs, `addresses()` that in each.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from articles.in_languages import present_language


@lru_cache(maxsize=20_000)
def address(page: str, *parts: Any) -> str:
    """The address of the page that is called so, with these parts; a page has dozens, most of them on others too."""
    return reverse(page, args=parts)


def address_here(page: str, *parts: Any) -> str:
    """The address of the page in the present language."""
    return address_in(present_language(), page, *parts)


def address_in(language: str, page: str, *parts: Any) -> str:
    """The address of the page in an edition: the site's own language stands in none."""
    return address(page, *parts) if language == settings.LANGUAGE_CODE else address(page, language, *parts)


def addresses(page: str, *parts: Any) -> dict[str, str]:
    """The address of the page in each edition, by language."""
    return {language: address_in(language, page, *parts) for language, _name in settings.LANGUAGES}


def page_at(path: str) -> ResolverMatch | None:
    """What kind of page would be at `path`; none where no page can be."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def article_at(path: str) -> int:
    """The number that `path` has as an article's address; 0 where it is none."""
    page = page_at(path)
    return int(page.kwargs["address"][1]) if page and page.url_name == "article" else 0


def language_of_address(path: str) -> str:
    """The language that the address begins with, even where no page is; else the site's."""
    first_word = path.removeprefix("/").partition("/")[0]
    return first_word if first_word in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
