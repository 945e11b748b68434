"""The log of corrections, and what each of them changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.corrections import changes_of, public_corrections
from articles.views.editions import alternates, in_edition
from articles.views.pages import page_of


@require_safe
@in_edition
def corrections(request: HttpRequest) -> HttpResponse:
    """Everything that was corrected, the newest first."""
    page = page_of(public_corrections(), request)
    return render(
        request, "corrections.html", {"page": page, "alternates": alternates("corrections", page=page.number)}
    )


@require_safe
def correction(request: HttpRequest, number: int) -> HttpResponse:
    """One correction with the words before and after it, in its article's language."""
    found = get_object_or_404(public_corrections().select_related("revision", "article__section"), pk=number)
    with translation.override(found.article.language):
        page = render(request, "correction.html", {"correction": found, "changes": changes_of(found)})
    page["Content-Language"] = found.article.language
    return page
