"""An article's page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import outline
from articles.cards import cards_of
from articles.models import Article
from articles.old_addresses import moved_from
from articles.popularity import numbers_of_both
from articles.related import numbers_related_to
from articles.whole import whole

RELATED, RANKED = 5, 6


@require_safe
def article(request: HttpRequest, section: str, address: tuple[str, int]) -> HttpResponse:
    """An article; an old or wrong wording of its address leads to the present one."""
    words, number = address
    found = whole(number)
    if found is None:
        raise Http404("No such article.")
    if (section, words) != (found.section.slug, found.words):
        # An imported archive's own numbers may be those of other articles here.
        moved = moved_from(request.path_info, request.META.get("QUERY_STRING", ""))
        return redirect(moved or found, permanent=True)
    with translation.override(found.language):
        page = render(request, "article.html", shown(found))
    page["Content-Language"] = found.language
    return page


def shown(found: Article) -> dict[str, Any]:
    """What the article's page shows of it and beside it."""
    rail = [numbers_related_to(found.pk, RELATED), *numbers_of_both(RANKED, found.language)]
    related, *ranked = cards_of(*rail)
    return {
        "article": found,
        "parts": outline.parts(found.body, found.placed_photos.all(), found.outline),
        "section": found.section,
        "related": related,
        "ranked": ranked,
    }
