from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Follow, User
from accounts.models.following import SUBJECTS
from accounts.readers import reader_of
from accounts.sessions import read_along
from accounts.state import OF_NO_ARTICLE, state_of
from articles.converters import number_in


@require_safe
def state(request: HttpRequest) -> JsonResponse:
    """Who reads this, what they answered, said, saved and follow: all that a page for everyone cannot say.

    `?article=NUMBER` asks about an article, `?follow=topic-NUMBER` about something that can be followed.
    """
    reader = reader_of(request)
    number = number_asked(request.GET.get("article", ""))
    return JsonResponse(
        {
            "signed_in": bool(reader),
            "name": reader.get_full_name() if reader else "",
            "csrf": token_of(request) if reader else "",
            "history": bool(reader and reader.keeps_history),
            "following": is_followed(reader, request.GET.get("follow", "")),
            **(OF_NO_ARTICLE if number is None else state_of(number, reader, *read_along(request))),
        }
    )


def token_of(request: HttpRequest) -> str:
    """What proves that a press comes from our pages: the secret that the browser has as a cookie, or else a new one.

    It is not masked as in a form: a mask is for what is compressed together with something that others chose (BREACH).
    """
    return request.META.get("CSRF_COOKIE") or get_token(request)


def is_followed(reader: User | None, asked: str) -> bool:
    """Whether the reader follows what `asked` names, such as `topic-7`; BadRequest for what names nothing."""
    kind, _dash, number = asked.partition("-")
    if asked and kind not in SUBJECTS:
        raise BadRequest(_("Nothing of this kind can be followed."))
    key = number_asked(number)
    return bool(reader and key) and Follow.objects.filter(reader=reader, **{kind: key}).exists()


def number_asked(text: str) -> int | None:
    """The number that `text` spells, none when it is empty; BadRequest for what no row's number can be."""
    if not text:
        return None
    if not (number := number_in(text)):
        raise BadRequest(_("Nothing has this number."))
    return number
