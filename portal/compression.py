"""Which answers are sent compressed."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_http_compression.middleware import HttpCompressionMiddleware

ONE_PACKET = 1_000  # bytes: beside its headers, a shorter answer fits in one packet as it is


class CompressLongAnswers(HttpCompressionMiddleware):
    """Compress what takes several packets; the rest would cost the time to compress it and arrive no sooner."""

    def maybe_compress(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if isinstance(response, HttpResponse) and len(response.content) < ONE_PACKET:
            return
        super().maybe_compress(request, response)
