import re

from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import ReactionKind
from accounts.readers import reader_of
from articles.converters import LARGEST_NUMBER, Number


@require_safe
def state(request: HttpRequest) -> JsonResponse:
    """Who reads this and what they answered: all that a public page, the same for everyone, cannot say."""
    reader = reader_of(request)
    number = article_number(request.GET.get("article", ""))
    kinds = ReactionKind.objects.counted(number, reader) if number is not None else []
    return JsonResponse(
        {
            "signed_in": bool(reader),
            "name": reader.get_full_name() if reader else "",
            "csrf": get_token(request) if reader else "",
            "reaction": next((kind.key for kind in kinds if kind.is_mine), None),
            "counts": {kind.key: kind.count for kind in kinds},
        }
    )


def article_number(text: str) -> int | None:
    """The number that `text` spells, none when it is empty; BadRequest for what no article's number can be."""
    if not text:
        return None
    if not re.fullmatch(Number.regex, text) or int(text) > LARGEST_NUMBER:
        raise BadRequest(_("No article has this number."))
    return int(text)
