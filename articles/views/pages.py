"""Lists in pages that a search engine can follow."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

PAGE_SIZE = 20


def page_of(articles: QuerySet, request: HttpRequest) -> Page:
    """The page that `?page=` names, else the first, with the `numbers` of those around it; 404 where there is none."""
    paginator = Paginator(articles, PAGE_SIZE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("This list has no such page.") from error
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page
