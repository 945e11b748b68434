"""Lists in pages that a search engine can follow."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from articles.freshness import is_in_pages
from articles.front import ListWithPins
from articles.listing import Listing
from articles.search import Results

PAGE_SIZE = 20


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
    is_in_pages()
    found: Any = Rows(rows) if isinstance(rows, QuerySet) else rows
    try:
        return Pages(found, size).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("This list has no such page.") from error
