"""The beacon that counts views and shares, and keeps nothing of who was reading."""

from urllib.parse import parse_qs

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.converters import LARGEST_NUMBER
from articles.crawlers import is_crawler
from articles.popularity import count_share, count_view

COUNTERS = {"view": count_view, "share": count_share}
LONGEST_BODY = 200


@never_cache
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Count `article=<number>&event=view|share`; answers 204 whether it counted or not, 400 to anything else."""
    try:
        article, event = counted(request.read(LONGEST_BODY + 1))
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    if is_reader(request):
        COUNTERS[event](article)
    return HttpResponse(status=204)


def counted(body: bytes) -> tuple[int, str]:
    """The article's number and the event that a beacon's body names; ValueError says what is wrong with it."""
    if len(body) > LONGEST_BODY:
        raise ValueError("The body is too long.")
    fields = {name: values[-1] for name, values in parse_qs(body.decode("ascii", "replace")).items()}
    article, event = fields.get("article", ""), fields.get("event", "")
    if not (article.isascii() and article.isdecimal() and len(article) < 20 and int(article) <= LARGEST_NUMBER):
        raise ValueError("article must be the number of an article.")
    if event not in COUNTERS:
        raise ValueError("event must be view or share.")
    return int(article), event


def is_reader(request: HttpRequest) -> bool:
    """Whether a person's browser sent this from one of our own pages, as far as it tells."""
    is_foreign = request.headers.get("Sec-Fetch-Site") == "cross-site"
    return not is_foreign and not is_crawler(request.headers.get("User-Agent", ""))
