"""The keys of a bundle (docs/bundle.md), and those that mean nothing in it."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from articles.bundle import about
from articles.models.origin import ORIGIN
from articles.models.titles import TITLES
from articles.text import seen

# Of each key, those of the objects under it; none where it holds no object, or any that one likes.
type Keys = dict[str, Any]

NAMED: Keys = dict.fromkeys(("name", "names"))
PHOTO = ("file", "caption", "credit", "alt", "lead", "after_paragraph", "from_library")
WORDS = ("id", "number", "url", "old_urls", "slug", "headline", "standfirst", "body", "body_as_kept", "authors", "tags")
FACTS = ("language", "published_at", "updated_at", "embargoed_until", "status", "step", "related", "views")
KEYS: Keys = {
    **dict.fromkeys((*WORDS, *FACTS, *TITLES, *ORIGIN)),
    "section": NAMED,
    "topics": NAMED,
    "photos": dict.fromkeys(PHOTO),
    "corrections": dict.fromkeys(("kind", "text", "published_at")),
    "about": about.KEYS,
}
MOST_SHOWN = 40  # characters of a key


def unknown_in(values: dict[str, Any]) -> list[str]:
    """The keys of a line that no bundle has, each once; those of an object in it as `section.nmes`."""
    return list(dict.fromkeys(_unknown_in(values, KEYS, "")))


def remark_on(key: str) -> str:
    """That a key means nothing, and which one may have been meant."""
    place, dot, own = key.rpartition(".")
    if (known := _known_at(place)) is None:
        place, dot, own, known = "", "", key, KEYS
    near = get_close_matches(own, known, n=1)
    meant = [f"; did you mean “{place}{dot}{each}”?" for each in near]
    return f"“{key}” is no key of a bundle and is left alone{''.join(meant) or '.'}"


def _unknown_in(values: dict[str, Any], known: Keys, place: str) -> Iterator[str]:
    for key, value in values.items():
        if key not in known:
            yield place + seen(key)[:MOST_SHOWN]
        elif known[key]:
            for entry in value if isinstance(value, list) else [value]:
                yield from _unknown_in(entry, known[key], f"{place}{key}.") if isinstance(entry, dict) else ()


def _known_at(place: str) -> Keys | None:
    """The keys of the objects under `place`, such as `about.sections`."""
    known = KEYS
    for key in filter(None, place.split(".")):
        known = known.get(key) or {}
    return known or None
