"""Sections, authors, topics and tags of a batch by their names; missing ones are made."""

from collections.abc import Iterable, Iterator
from typing import Any

from articles.bundle import things
from articles.bundle.record import Record
from articles.in_languages import Texts
from articles.models import Author, Section, Tag, Topic
from articles.naming import known, make
from articles.unseen import alike

MOST_IN_NAVIGATION = 12  # as many as the bar has room for; sections that come after them are found in the menu

# Of a line its number, the names in it, and by name what such a thing is called in other languages.
type Line = tuple[int, list[str], dict[str, Texts]]


class Names:
    """The numbers of what a batch names; missing ones are made in the order of the lines.

    `remarks`, by line, say which names in other languages mean something else already.
    """

    def __init__(self, lines: list[tuple[int, Record]]) -> None:
        records = [record for _line, record in lines]
        self.remarks = [(line, remark) for line, record in lines for remark in things.bring(record.about)]
        self.authors = numbers_of(Author, [name for record in records for name in record.authors])
        self.tags = numbers_of(Tag, [name for record in records for name in record.tags])
        self.sections = self._named(Section, [(line, [each.section], each.section_names) for line, each in lines])
        self.topics = self._named(Topic, [(line, each.topics, each.topic_names) for line, each in lines])

    def _named(self, model: Any, lines: list[Line]) -> dict[str, int]:
        """The numbers; a name that one line gives in another language means the same in the next."""
        found = known(model, [name for _line, names, _texts in lines for name in names])
        rows: dict[int, Any] = {}
        for line, names, texts in lines:
            make_missing(model, found, names)
            for name, others in texts.items():
                number = found[alike(name)]
                thing = rows[number] = rows.get(number) or model.objects.get(pk=number)
                self.remarks += ((line, remark) for remark in things.name_in_languages(thing, others))
                found = {alike(other): thing.pk for other in thing.names.values()} | found
        return found


def numbers_of(model: Any, names: list[str]) -> dict[str, int]:
    """The primary keys of the rows called so, by what alike names share; made where there is none."""
    found = known(model, names)
    make_missing(model, found, names)
    return found


def make_missing(model: Any, found: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        if alike(name) not in found:
            found[alike(name)] = make(model, name, **first_fields(model))


def first_fields(model: Any) -> dict[str, bool]:
    """What a new thing has besides its name: a section joins the navigation while that has room."""
    if model is not Section:
        return {}
    others = Section.objects.filter(parent=None, is_in_navigation=True)
    return {"is_in_navigation": others.count() < MOST_IN_NAVIGATION}


def each_called(numbers: dict[str, int], names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Places and primary keys in the order of `names`, once where two names mean the same."""
    return enumerate(dict.fromkeys(numbers[alike(name)] for name in names))
