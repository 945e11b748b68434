"""Whether the site can do its work: asked by load balancers, supervisors and `make run`."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.embedded.cluster import ClusterError

LONGEST_WAIT = 2.5
# An open connection to a host that is gone could hang for minutes, so each check makes its own, away from the request.
checks = ThreadPoolExecutor(2, thread_name_prefix="health")


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers a new connection, 503 when it does not, within three seconds either way."""
    try:
        checks.submit(ask, connection.get_connection_params()).result(LONGEST_WAIT)
    except (psycopg.Error, Error, OSError, ClusterError):
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


def ask(database: dict[str, Any]) -> None:
    """Ask the database something that every database can answer."""
    with psycopg.connect(**database | {"connect_timeout": 2}) as fresh:
        fresh.execute("SELECT 1")
