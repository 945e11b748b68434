"""Search in the published articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search import Results
from articles.text import seen
from articles.views.editions import alternates, in_edition
from articles.views.pages import page_of

LONGEST_QUERY = 200


@require_safe
@in_edition
def search(request: HttpRequest) -> HttpResponse:
    """What matches `?q=`, the best first; without a query, the form alone."""
    query = seen(request.GET.get("q", ""))[:LONGEST_QUERY].strip()
    page = page_of(Results(query), request) if query else None
    in_editions = alternates("search", q=query, page=page.number if page else 1)
    return render(request, "search.html", {"query": query, "page": page, "alternates": in_editions})
