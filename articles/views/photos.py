"""Photos as readers get them; nobody gets an original."""

from typing import Any

from django.conf import settings
from django.db.models import FETCH_ONE
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from articles import photos
from articles.models import Photo
from articles.prepared import Gap, PreparedRows

CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FOR_A_YEAR = "public, max-age=31536000, immutable"
FOR_A_MINUTE = "public, max-age=60"
NOT_AT_ALL = "private, no-store"
# What nginx says of a photo too: it loads and runs nothing. A page's policy would be 700 bytes before each lead photo.
NOTHING: Any = {"default-src": [CSP.NONE], "sandbox": True}
PUBLIC = PreparedRows(lambda: Photo.objects.public().filter(pk=Gap("number")), FETCH_ONE)


@require_safe
@csp_override(NOTHING)
def photo(
    request: HttpRequest, number: int, version: str, crop: str, width: int, extension: str
) -> HttpResponse | HttpResponseBase:
    """One rendition: for everyone when something public shows the photo, else for the desk alone."""
    public = PUBLIC.first(number=number)
    shown = public or _for_the_desk(request, number)
    rendition = shown and photos.rendition_at(shown, crop, width, extension)
    if not (shown and rendition):
        raise Http404("No such rendition.")
    if request.path != rendition.url:
        response: HttpResponseBase = redirect(rendition.url)
        response["Cache-Control"] = FOR_A_MINUTE if public else NOT_AT_ALL
        return response
    try:
        data, given = photos.at_hand(shown, rendition)
    except OSError as error:
        raise Http404("The original is gone.") from error
    response = HttpResponse(data, content_type=CONTENT_TYPES[given.format])
    kept = FOR_A_YEAR if given == rendition else FOR_A_MINUTE
    response["Cache-Control"] = kept if public else NOT_AT_ALL
    return response


def _for_the_desk(request: HttpRequest, number: int) -> Photo | None:
    """The photo, if the request comes from a session of someone who may see it in the library."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.has_perm("articles.view_photo"):
        return Photo.objects.filter(pk=number).first()
    return None
