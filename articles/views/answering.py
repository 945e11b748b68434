"""Whether a path of this site leads readers anywhere, as its own pages answer."""

from django.http import Http404, HttpRequest
from django.urls import resolve

from articles.old_addresses import moved_from
from articles.views import previews
from articles.views.missing import numbered, renamed_from


def answers(path: str, request: HttpRequest) -> bool:
    """Whether readers find a page at `path` now, or are led on to one; previews and the desk are none of theirs.

    What is not the newspaper's own is believed.
    """
    asked = previews.as_asked_at(path, request)
    asked.method = "GET"
    try:
        found = resolve(path)
        view, args, kwargs = found
        if view.__module__ == previews.__name__ or "admin" in found.app_names:
            return False
        if view.__module__.startswith("articles.views"):
            view(asked, *args, **kwargs)
    except Http404:
        return bool(moved_from(path, "") or numbered(path) or renamed_from(path))
    return True
