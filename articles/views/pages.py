"""Lists in pages that a search engine can follow."""

import re
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from articles.freshness import is_numbered_by
from articles.front import ListWithPins
from articles.listing import Listing
from articles.search import Results

PAGE_SIZE = 20
NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class Rows:
    """A short list's rows, for a paginator: those of later pages are found by their numbers first, so that nothing else
    is read of the rows before them."""

    def __init__(self, rows: QuerySet) -> None:
        self.rows, self.count = rows, rows.count

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> QuerySet:
        if not part.start:
            return self.rows[: part.stop]
        numbers = list(self.rows.values_list("pk", flat=True)[: part.stop])
        return self.rows.filter(pk__in=numbers[part.start :])


class NumberedPage(Page):
    """A page of a list that knows the numbers of those around it."""

    @property
    def numbers(self) -> list[int | str]:
        """The first, the last and the nearest pages, `…` where others lie between."""
        return list(self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1))


class Pages(Paginator):
    def _get_page(self, *args: Any, **kwargs: Any) -> NumberedPage:
        return NumberedPage(*args, **kwargs)


def page_of(rows: QuerySet | Listing | ListWithPins | Results, request: HttpRequest, size: int = PAGE_SIZE) -> Page:
    """The page that `?page=` names, the first when it names none; 404 for one that does not exist."""
    number = number_of(request, "page")
    found: Any = Rows(rows) if isinstance(rows, QuerySet) else rows
    try:
        return Pages(found, size).page(number)
    except EmptyPage as error:
        raise Http404("This list has no such page.") from error


def number_of(request: HttpRequest, name: str) -> int:
    """The number that the address asks for, 1 when it asks for none; a page has one address, so 02 is no number."""
    is_numbered_by(name)
    number = request.GET.get(name, "1")
    if not NUMBER.fullmatch(number):
        raise Http404("Pages are not numbered so.")
    return int(number)
