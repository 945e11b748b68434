"""Addresses that no page has: an imported archive's lead to their articles, the rest to a page that helps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.defaults import page_not_found

from articles.models import Article


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where an article lived before it came here, its present address; else the page for what is not there."""
    article = moved_from(request.path_info)
    return redirect(article, permanent=True) if article else page_not_found(request, exception)


def moved_from(path: str) -> Article | None:
    """The published article that lived at `path`, with or without its last slash, before it came here."""
    paths = {path, path.rstrip("/"), f"{path.rstrip('/')}/"}
    return Article.objects.published().filter(old_addresses__path__in=paths).select_related("section").first()
