"""What a bundle says about the things that its articles name, and about the newspaper: one table, read and written.

A thing says what differs from a new one of its kind: `{"name": "Hanoi", "part_of": "Vietnam", "position": 2}`.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from articles.bundle.lines import LONGEST_LINE, LineRefused
from articles.bundle.values import (
    field_value,
    items,
    longest,
    moment_said,
    named_file,
    number,
    required,
    said,
    text,
    wrong_kind,
)
from articles.models import Alias, Author, Newsroom, Page, Photo, Section, Tag, Topic
from articles.text import name_in

type Thing = dict[str, Any]
type About = dict[str, list[Thing]]


class Kind(NamedTuple):
    """One kind of thing: by what an object names it, its fields, and what else an object may hold."""

    model: Any
    fields: tuple[str, ...]
    others: tuple[str, ...] = ()
    name: str = "name"


LARGEST_OF_PHOTOS = 10**12  # so that there is room for further ones
NEWSPAPER = "newspaper"  # there is one of it, so it is an object and not a list
SYNONYM = dict.fromkeys(("name", "slug"))
WORDS_OF_PHOTOS = ("title", "caption", "credit", "alt", "creator", "copyright_notice", "city", "country")
KINDS = {
    NEWSPAPER: Kind(Newsroom, ("tagline", "taglines", "about", "abouts", "contact_email", "accent", "accent_by_night")),
    "pages": Kind(
        Page, ("titles", "slug", "text", "texts", "purpose", "is_in_footer", "position", "changed_at"), name="title"
    ),
    "sections": Kind(
        Section,
        ("names", "slug", "description", "descriptions", "position", "is_in_navigation", "is_signed"),
        ("part_of", "synonyms"),
    ),
    "topics": Kind(
        Topic, ("names", "slug", "description", "descriptions", "banner_from", "banner_until"), ("synonyms",)
    ),
    "authors": Kind(Author, ("slug", "role", "biography"), ("portrait", "synonyms")),
    "tags": Kind(Tag, ("slug",), ("synonyms",)),
    "photos": Kind(
        Photo, (*WORDS_OF_PHOTOS, "is_decorative", "focal_x", "focal_y", "taken_at"), ("number",), name="file"
    ),
}
KEYS: dict[str, dict[str, Any]] = {
    place: {key: SYNONYM if key == "synonyms" else None for key in (kind.name, *kind.fields, *kind.others)}
    for place, kind in KINDS.items()
}


def read(values: Any) -> About:
    """What the object under `about` says, its texts in the shape in which they are kept; raises LineRefused."""
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise wrong_kind("about", "an object", values)
    return {place: [_thing(entry, place) for entry in _entries(values, place)] for place in KINDS if place in values}


def written(things: About) -> dict[str, Any]:
    """The object that says this, as `read()` reads it."""
    lists = {place: [said(_plain(thing)) for thing in several] for place, several in things.items() if several}
    return {place: several[0] if place == NEWSPAPER else several for place, several in lists.items()}


def thing_of(row: Any, place: str, **others: Any) -> Thing:
    """What a bundle says of this row: where it differs from a new one."""
    kind = KINDS[place]
    named = {kind.name: getattr(row, kind.name)}
    fields = {name: getattr(row, name) for name in kind.fields if getattr(row, name) != _at_first(row, name)}
    return named | fields | others


def says_something(thing: Thing) -> bool:
    """Whether a name alone would not say as much."""
    return len(said(thing)) > 1


def _at_first(row: Any, name: str) -> Any:
    """What a new thing of this name has in the field."""
    return row.own_slug if name == "slug" else row._meta.get_field(name).get_default()


def _plain(thing: Thing) -> Thing:
    return {key: moment_said(value) if hasattr(value, "isoformat") else value for key, value in thing.items()}


def _entries(values: dict[str, Any], place: str) -> list[Any]:
    return [values[place]] if place == NEWSPAPER else items(values, place, LONGEST_LINE)


def _thing(entry: Any, place: str) -> Thing:
    if not isinstance(entry, dict):
        raise wrong_kind(f"about.{place}", "an object" if place == NEWSPAPER else "a list of objects", entry)
    kind = KINDS[place]
    try:
        name = named_file(entry, "file") if kind.model is Photo else _name(entry, kind)
        told = [each for each in kind.fields if entry.get(each) is not None]
        fields = {each: field_value(entry, kind.model._meta.get_field(each)) for each in told}
        _check_strip(fields)
        return {kind.name: name} | fields | dict(_others(entry, kind))
    except LineRefused as reason:
        raise LineRefused(f"“about.{place}”: {reason}") from reason


def _check_strip(fields: Thing) -> None:
    begin, end = fields.get("banner_from"), fields.get("banner_until")
    if begin and end and end <= begin:
        raise LineRefused("“banner_until” must come after “banner_from”.")


def _name(entry: dict[str, Any], kind: Kind) -> str:
    return required(entry, kind.name, longest(kind.model, kind.name), name_in)


def _others(entry: dict[str, Any], kind: Kind) -> Iterator[tuple[str, Any]]:
    for key in kind.others:
        if key == "synonyms":
            yield key, [_synonym(each) for each in items(entry, key)]
        elif key == "portrait":
            yield key, named_file(entry, key) if entry.get(key) else ""
        elif key == "number":
            yield key, number(entry, key, LARGEST_OF_PHOTOS) or None
        else:
            yield key, text(entry, key, longest(kind.model, "name"), name_in)


def _synonym(entry: Any) -> Thing:
    if not isinstance(entry, dict):
        raise wrong_kind("synonyms", "a list of objects", entry)
    slug = field_value(entry, Alias._meta.get_field("slug")) if entry.get("slug") else ""
    return {"name": required(entry, "name", longest(Alias, "name"), name_in), "slug": slug}
