"""Addresses that no page has: former and archived ones lead to what they mean, the rest to a page that helps."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language

from articles.addresses import page_at
from articles.converters import number_in
from articles.freshness import BY_QUERY_ALONE, MISSING_KEPT_IN, is_told_apart_by, lists
from articles.models import Alias, Article, Page
from articles.naming import has_page
from articles.old_addresses import moved_by_query, moved_from

# Addresses that hold a section's, topic's, tag's or author's own words, by what those are.
HELD_BY = {"section": "section", "section_feed": "section", "topic": "topic", "tag": "tag", "author": "author"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where a page is now that was here before, or an article that lived here; else the page for what is not there."""
    query = request.META.get("QUERY_STRING", "")
    if article := moved_from(request.path_info, query) or numbered(request.path_info):
        return redirect(article, permanent=True)
    path = renamed_from(request.path_info)
    if path is None and (page := guessed_at(request.path_info)):
        return redirect(page)
    if path is None and (here := in_own_edition(request.path_info)):
        return redirect(f"{here}?{query}" if query else here)
    if path is None or path == request.path_info:
        return page_for_nothing(request)
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def page_for_nothing(request: HttpRequest) -> HttpResponse:
    """The same for every address, so that a flood of random ones need not have it made for each."""
    kept = request.META.get(MISSING_KEPT_IN, {})
    language = get_language()
    if language not in kept:
        kept[language] = render_to_string("404.html", {"is_missing": True}, request).encode()
    return HttpResponseNotFound(kept[language])


def unless_moved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page stands where an archive had articles that its query told apart: these are led on."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        lists("old-queries")
        is_told_apart_by(None)
        query, is_by_query_alone = request.META.get("QUERY_STRING", ""), request.META.get(BY_QUERY_ALONE)
        if article := moved_by_query(request.path_info, query) if query else None:
            return redirect(article, permanent=True)
        return page_for_nothing(request) if is_by_query_alone else view(request, *args, **named)

    return page


def numbered(path: str) -> Article | None:
    """The published article whose number ends `path`, where an edition stands in the place of its section."""
    first, _slash, last = path.strip("/").partition("/")
    is_in_edition = first in dict(settings.LANGUAGES) and "/" not in last
    number = number_in(last.rpartition("-")[2]) if is_in_edition else 0
    return Article.objects.published().filter(pk=number).select_related("section").first() if number else None


def guessed_at(path: str) -> Page | None:
    """The newsroom's own page that `path` means where it leaves out /about/, as in /privacy/; for as long as no section
    is there."""
    asked = page_at(path)
    if asked is None or asked.url_name != "section":
        return None
    return Page.objects.filter(slug=asked.kwargs["slug"]).first()


def in_own_edition(path: str) -> str:
    """The page that `path` means where it names the paper's own language, in which addresses name none; else nothing.

    So they were while the paper spoke another (and may be again, wherefore nobody is told that they moved for good).
    """
    here = path.removeprefix(f"/{settings.LANGUAGE_CODE}")
    is_page = here != path and page_at(here) is not None
    return escape_uri_path(here) if is_page else ""


def renamed_from(path: str) -> str | None:
    """The present address of the page whose former name or synonym `path` holds, if readers may know of it."""
    if not (asked := page_at(path)):
        return None
    kind = HELD_BY.get(asked.url_name or "")
    aliases = Alias.objects.filter(**{f"{kind}__isnull": False}, slug=asked.kwargs["slug"]) if kind else None
    alias = aliases.select_related(kind).first() if aliases is not None else None
    thing = alias.thing if alias else None
    return (
        reverse(str(asked.url_name), kwargs=asked.kwargs | {"slug": thing.slug}) if thing and has_page(thing) else None
    )
