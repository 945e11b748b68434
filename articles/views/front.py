"""The front page in each language, and what the newspaper says about itself and its rules."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import outline
from articles.freshness import key, lists, shows
from articles.front import Front
from articles.models import Author, Page
from articles.paper import Paper
from articles.views.editions import alternates, in_edition


@require_safe
@in_edition
def front(request: HttpRequest) -> HttpResponse:
    """The newspaper's first page, in the site's language or another edition's."""
    return render(request, "front.html", front_of(Paper(), get_language() or settings.LANGUAGE_CODE))


def front_of(paper: Paper, language: str) -> dict[str, Any]:
    """What the front page in a language shows at the paper's moment."""
    front = Front(paper, language)
    return {"paper": paper, "front": front, "is_front": True, "alternates": alternates("front")}


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
