"""Whether the site can do its work: asked by load balancers, supervisors and `make run`."""

from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE = {"connect_timeout": 2, "options": "-c statement_timeout=500"}


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers a new connection, 503 when it does not, within three seconds either way."""
    try:
        with psycopg.connect(**database()) as fresh:
            fresh.execute("SELECT 1")
    except psycopg.Error:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


def database() -> dict[str, Any]:
    """How to reach the database with little patience; a connection that is open already could hang for minutes."""
    return connection.get_connection_params() | PATIENCE
