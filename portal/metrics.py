"""Figures for the operator's monitoring, in Prometheus's words; not for the public."""

from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import figures

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via")


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What the processes have done; for everyone else there is no such page."""
    if not (has_token(request) or is_from_this_machine(request)):
        raise Http404("There is no such page.")
    text = "\n".join([*figures.lines(), ""])
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def has_token(request: HttpRequest) -> bool:
    said = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(said, f"Bearer {settings.METRICS_TOKEN}")


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether it was asked here and not by a proxy on this machine, which anyone may be behind."""
    is_forwarded = settings.SECURE_PROXY_SSL_HEADER or any(name in request.headers for name in FORWARDED)
    return not is_forwarded and ip_address(request.META["REMOTE_ADDR"]).is_loopback
