"""The front page in each language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.front import Front
from articles.in_languages import present_language
from articles.paper import Paper
from articles.views.editions import alternates, in_edition


@require_safe
@in_edition
def front(request: HttpRequest) -> HttpResponse:
    """The newspaper's first page, in the site's language or another edition's."""
    return render(request, "front.html", front_of(Paper(), present_language()))


def front_of(paper: Paper, language: str) -> dict[str, Any]:
    """What the front page in a language shows at the paper's moment."""
    front = Front(paper, language)
    return {"paper": paper, "front": front, "is_front": True, "alternates": alternates("front")}
