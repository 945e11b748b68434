"""An article's page before the public has it: exactly as it will be, marked, kept and listed nowhere."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import photos
from articles.models import Article, Photo, PreviewLink, Revision
from articles.previews import live_link, note_visit
from articles.publishing import is_embargoed
from articles.revisions import as_article, content_of, latest
from articles.views.article import shown
from articles.views.photos import CONTENT_TYPES

SEALED = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True)
class Preview:
    """What the bar on a preview says of it."""

    article: Article
    revision: Revision
    link: PreviewLink | None = None

    @property
    def embargoed_until(self) -> datetime | None:
        """The end of the embargo, while it lasts."""
        return self.article.embargoed_until if is_embargoed(self.article) else None

    @property
    def appears_at(self) -> datetime | None:
        """When the article will appear by itself."""
        article = self.article
        is_set = article.status == Article.Status.PUBLISHED and not article.is_published
        return article.published_at if is_set else None

    @property
    def is_undated(self) -> bool:
        """Whether no moment is set at which readers got it or will get it, so that its page has no date to show."""
        return self.article.status != Article.Status.PUBLISHED

    @property
    def is_latest(self) -> bool:
        return self.revision.pk is None or latest(self.article) == self.revision


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """A revision for whoever holds the link; the same words for every link that opens nothing."""
    link = live_link(token)
    if link is None:
        return sealed(render(request, "preview_gone.html", status=404))
    if request.method == "GET":
        note_visit(link, request.headers.get("User-Agent", ""))
    return sealed(page_of(request, link.revision, link))


@require_safe
def preview_photo(
    request: HttpRequest, token: str, number: int, version: str, crop: str, width: int, extension: str
) -> HttpResponse:
    """A rendition of a photo in the revision that the link opens; of no other photo."""
    link = live_link(token)
    placed = content_of(link.revision)["photos"] if link else []
    found = Photo.objects.filter(pk=number).first() if number in {use["photo"] for use in placed} else None
    rendition = found and photos.rendition_at(found, crop, width, extension)
    if not (found and rendition):
        raise Http404("No such rendition.")
    try:
        return sealed(HttpResponse(photos.developed(found, rendition), content_type=CONTENT_TYPES[extension]))
    except OSError as error:
        raise Http404("The original is gone.") from error


def page_of(request: HttpRequest, revision: Revision, link: PreviewLink | None = None) -> HttpResponse:
    """The article's page as the public would get it, with a bar that says what it is."""
    article, present = as_article(revision), revision.article
    context = shown(article) | {"preview": Preview(present, revision, link)}
    if link:
        for photo in photos_on(article):
            photo.served_below = request.path.rstrip("/")
    with translation.override(article.language):
        return render(as_asked_at(article.get_absolute_url(), request), "article.html", context)


def photos_on(article: Article) -> Iterator[Photo]:
    uses = [article.lead_photo, *article.placed_photos.all()]
    return (use.photo for use in uses if use)


def as_asked_at(path: str, request: HttpRequest) -> HttpRequest:
    """The request as if it asked for `path`, so that a page's own address on it is the public one."""
    asked = copy.copy(request)
    asked.path = asked.path_info = path
    asked.META = request.META | {"QUERY_STRING": ""}
    return asked


def sealed(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of every cache, index and referrer."""
    for name, value in SEALED.items():
        response[name] = value
    return response
