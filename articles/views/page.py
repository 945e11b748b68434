"""What the newspaper says about itself: who makes it, and the pages that the newsroom writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles import outline
from articles.freshness import key, lists, shows
from articles.models import Author, Page
from articles.views.editions import alternates, in_edition


@require_safe
@in_edition
def about(request: HttpRequest) -> HttpResponse:
    """Who makes the newspaper."""
    lists("staff")
    staff = Author.objects.exclude(role="")
    return render(request, "about.html", {"staff": staff, "alternates": alternates("about")})


@require_safe
@in_edition
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the newsroom's own pages, such as that on privacy."""
    found = get_object_or_404(Page, slug=slug)
    shows(key("page", found.pk))
    parts = outline.parts(found.text_here, ())
    return render(request, "page.html", {"page": found, "parts": parts, "alternates": alternates("page", slug)})
