"""Lists in pages that a search engine can follow."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from articles.freshness import is_in_pages
from articles.front import ListWithPins

PAGE_SIZE = 20


class NumberedPage(Page):
    """A page of a list that knows the numbers of those around it."""

    @property
    def numbers(self) -> list[int | str]:
        """The first, the last and the nearest pages, `…` where others lie between."""
        return list(self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1))


class Pages(Paginator):
    def _get_page(self, *args: Any, **kwargs: Any) -> NumberedPage:
        return NumberedPage(*args, **kwargs)


def page_of(rows: QuerySet | ListWithPins, request: HttpRequest, size: int = PAGE_SIZE) -> Page:
    """The page that `?page=` names, the first when it names none; 404 for one that does not exist."""
    is_in_pages()
    try:
        return Pages(rows, size).page(request.GET.get("page", 1))  # type: ignore[arg-type]
    except InvalidPage as error:
        raise Http404("This list has no such page.") from error
