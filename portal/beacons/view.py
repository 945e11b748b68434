"""Beacons that come to Django, because what serves it leaves `portal.wsgi` out, as the tests' own server does."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.beacons.answering import answer
from portal.beacons.flushing import Flusher


@never_cache
@csrf_exempt
def count(request: WSGIRequest) -> HttpResponse:
    """Answer as always, and count at once."""
    flusher = Flusher()
    flusher.signs.renew()
    status, headers, body = answer(request.environ, flusher)
    flusher.flush()
    return HttpResponse(body, status=int(status[:3]), headers=dict(headers))
