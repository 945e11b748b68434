"""Whether the site can do its work: asked by load balancers, supervisors and `make run`."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from time import monotonic

import psycopg
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.database.silence import ask
from portal.embedded.cluster import ClusterError

LONGEST_WAIT = 2.5  # seconds
KEPT = 1.0  # seconds for which what was found holds, so that no number of askings costs the database more
TROUBLES = (psycopg.Error, Error, OSError, ClusterError)


class Pulse:
    """What the database was asked last, with the answer for all who come while it is new."""

    def __init__(self) -> None:
        self.lock, self.asked_at = Lock(), 0.0
        self.answer: Future[None] | None = None
        # An open connection to a host that is gone could hang for minutes: each asking makes its own, away from here.
        self.asking = ThreadPoolExecutor(1, thread_name_prefix="health")

    def new_answer(self) -> Future[None]:
        """An answer that is less than a second old, or still to come."""
        with self.lock:
            if not self.answer or (self.answer.done() and monotonic() >= self.asked_at + KEPT):
                self.answer = self.asking.submit(ask, connection.get_connection_params() | {"connect_timeout": 2})
                self.asked_at = monotonic()
            return self.answer


pulse = Pulse()


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers a new connection, 503 when it does not, within three seconds either way."""
    try:
        pulse.new_answer().result(LONGEST_WAIT)
    except TROUBLES:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})
