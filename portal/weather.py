"""What readers are told while the database is away."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from portal.embedded.cluster import ClusterError

SOON = "5"  # seconds after which to ask again


def broken(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours: 503 where the database is away, which passes, else 500."""
    is_away = isinstance(sys.exception(), OperationalError | InterfaceError | ClusterError)
    response = HttpResponse(render_to_string("500.html"), status=503 if is_away else 500)
    if is_away:
        response["Retry-After"] = SOON
    return response
