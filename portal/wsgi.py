"""The WSGI application that granian serves."""

import os
import sys
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

from portal.bodies import PatientBodies
from portal.database.silence import silence
from portal.layers import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Utf8Request(WSGIRequest):
    """A request in UTF-8, whatever its Content-Type says, by which else any codec of Python's would read the query."""

    @property
    def encoding(self) -> None:
        return None

    @encoding.setter
    def encoding(self, charset: str) -> None:
        pass

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """A Content-Type that nobody can read is none: refused here, it would be an error of ours without a page."""
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except BadRequest:
            self.content_type, self.content_params = "", {}


# Whoever asks for a ready page waits for the interpreter, which a thread that makes one keeps for 5 ms unless told.
sys.setswitchinterval(0.001)
silence.is_watched = True
django = get_wsgi_application()
django.request_class = Utf8Request

# What reads models is imported once they are there.
beacons, shortcut = map(import_module, ("portal.beacons", "portal.shortcut"))
application: Application = PatientBodies(beacons.Beacons(shortcut.Shortcut(django), beacons.Flusher()))
if settings.PAGE_CACHE_MB and not settings.DEBUG:
    proxy_header, _https = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    page_cache, listening = map(import_module, ("portal.page_cache", "portal.page_cache.listening"))
    networks = import_module("accounts.networks")
    application = page_cache.PageCache(
        application, settings.PAGE_CACHE_MB, proxy_header, begin=listening.listen, household_of=networks.household_at
    )
if settings.PHOTOS_AHEAD:
    import_module("portal.photos_ahead").begin()
