"""Sections, authors, topics and tags of a batch by their names; missing ones are made."""

from collections.abc import Iterable, Iterator
from typing import Any

from articles.bundle.record import Record
from articles.in_languages import Texts
from articles.models import Author, Section, Tag, Topic
from articles.naming import known


class Names:
    """The numbers of what a batch names; missing ones are made in the order of the lines.

    `remarks`, by line, say which names in other languages mean something else already.
    """

    def __init__(self, lines: list[tuple[int, Record]]) -> None:
        records = [record for _line, record in lines]
        self.sections = numbers_of(Section, [record.section for record in records])
        self.authors = numbers_of(Author, [name for record in records for name in record.authors])
        self.topics = numbers_of(Topic, [name for record in records for name in record.topics])
        self.tags = numbers_of(Tag, [name for record in records for name in record.tags])
        sections = [(line, record.section_names) for line, record in lines if record.section_names]
        topics = [(line, record.topic_names) for line, record in lines if record.topic_names]
        self.remarks = [*named(Section, self.sections, sections), *named(Topic, self.topics, topics)]


def numbers_of(model: Any, names: list[str]) -> dict[str, int]:
    """The primary keys of the rows called so, by name in lower case; made where there is none."""
    found = known(model, names)
    for name in names:
        if name.lower() not in found:
            found[name.lower()] = model.objects.create(name=name).pk
    return found


def each_called(numbers: dict[str, int], names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Places and primary keys in the order of `names`, once where two names mean the same."""
    return enumerate(dict.fromkeys(numbers[name.lower()] for name in names))


def named(model: Any, numbers: dict[str, int], lines: list[tuple[int, dict[str, Texts]]]) -> list[tuple[int, str]]:
    """Name things in the languages in which they have no name yet; the remarks by line."""
    things = model.objects.in_bulk(numbers.values()) if lines else {}
    each = ((line, things[numbers[name.lower()]], texts) for line, names in lines for name, texts in names.items())
    return [(line, remark) for line, thing, texts in each for remark in _named(thing, texts)]


def _named(thing: Any, texts: Texts) -> list[str]:
    remarks, before = [], thing.names
    for code, text in texts.items():
        if code in thing.names:
            continue
        if meaning := thing.another_called(text):
            remarks.append(f"“{text}” means “{meaning.name}” already; “{thing.name}” gets no name in “{code}”.")
        else:
            thing.names = thing.names | {code: text}
    if thing.names != before:
        thing.save(update_fields=["names"])
    return remarks
