"""Sections, authors, topics and tags of a batch by their names; missing ones are made."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from articles.bundle.record import Record
from articles.in_languages import Texts
from articles.models import Author, Section, Tag, Topic
from articles.naming import known

# Of a line its number, the names in it, and by name what such a thing is called in other languages.
type Line = tuple[int, list[str], dict[str, Texts]]


class Names:
    """The numbers of what a batch names; missing ones are made in the order of the lines.

    `remarks`, by line, say which names in other languages mean something else already.
    """

    def __init__(self, lines: list[tuple[int, Record]]) -> None:
        records = [record for _line, record in lines]
        self.remarks: list[tuple[int, str]] = []
        self.authors = numbers_of(Author, [name for record in records for name in record.authors])
        self.tags = numbers_of(Tag, [name for record in records for name in record.tags])
        self.sections = self._named(Section, [(line, [each.section], each.section_names) for line, each in lines])
        self.topics = self._named(Topic, [(line, each.topics, each.topic_names) for line, each in lines])

    def _named(self, model: Any, lines: list[Line]) -> dict[str, int]:
        """The numbers; a name that one line gives in another language means the same in the next."""
        found = known(model, [name for _line, names, _texts in lines for name in names])
        things: dict[int, Any] = {}
        for line, names, texts in lines:
            make_missing(model, found, names)
            for name, others in texts.items():
                number = found[name.lower()]
                thing = things[number] = things.get(number) or model.objects.get(pk=number)
                self.remarks += ((line, remark) for remark in name_in_languages(thing, others))
                found = {other.lower(): thing.pk for other in thing.names.values()} | found
        return found


def numbers_of(model: Any, names: list[str]) -> dict[str, int]:
    """The primary keys of the rows called so, by name in lower case; made where there is none."""
    found = known(model, names)
    make_missing(model, found, names)
    return found


def make_missing(model: Any, found: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        if name.lower() not in found:
            found[name.lower()] = model.objects.create(name=name).pk


def each_called(numbers: dict[str, int], names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Places and primary keys in the order of `names`, once where two names mean the same."""
    return enumerate(dict.fromkeys(numbers[name.lower()] for name in names))


def name_in_languages(thing: Any, texts: Texts) -> list[str]:
    """Name a thing in the languages in which it has no name yet; what there is to say of the others."""
    remarks, before = [], thing.names
    for code, text in texts.items():
        if code in thing.names:
            continue
        if meaning := thing.another_called(text):
            remarks.append(f"“{text}” means “{meaning.name}” already; “{thing.name}” gets no name in “{code}”.")
            continue
        thing.names = thing.names | {code: text}
        if code == settings.LANGUAGE_CODE:
            remarks.append(f"“{thing.name}” is called “{text}” in the paper's own language: readers see that name.")
    if thing.names != before:
        thing.save(update_fields=["names"])
    return remarks
