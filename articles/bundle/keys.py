"""The keys of a bundle (docs/bundle.md), and those that mean nothing in it."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from articles.text import seen

NAMED = ("name", "names")
OF_OBJECTS = {
    "section": NAMED,
    "topics": NAMED,
    "photos": ("file", "caption", "credit", "alt", "lead", "after_paragraph"),
}
KEYS = (
    *("id", "url", "headline", "standfirst", "body", "section", "topics", "authors", "tags", "language"),
    *("published_at", "updated_at", "status", "photos", "related", "views"),
    *TITLES,
    *ORIGIN,
)
ALL = (*KEYS, *(f"{key}.{own}" for key, several in OF_OBJECTS.items() for own in several))
MOST_SHOWN = 40  # characters


def unknown_in(values: dict[str, Any]) -> list[str]:
    """The keys of a line that no bundle has, each once; those of an object in it as `section.nmes`."""
    return list(dict.fromkeys(seen(key)[:MOST_SHOWN] for key in _keys_in(values) if key not in ALL))


def remark_on(key: str) -> str:
    """That a key means nothing, and which one may have been meant."""
    place, dot, own = key.rpartition(".")
    if place not in OF_OBJECTS:
        place, dot, own = "", "", key
    near = get_close_matches(own, OF_OBJECTS.get(place, KEYS), n=1)
    meant = [f"; did you mean “{place}{dot}{each}”?" for each in near]
    return f"“{key}” is no key of a bundle and is left alone{''.join(meant) or '.'}"


def _keys_in(values: dict[str, Any]) -> Iterator[str]:
    yield from (key for key in values if key not in KEYS)
    for place in OF_OBJECTS:
        entries = values.get(place)
        for entry in entries if isinstance(entries, list) else [entries]:
            yield from (f"{place}.{own}" for own in entry) if isinstance(entry, dict) else ()
