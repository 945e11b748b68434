"""The WSGI application that granian serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

from portal.bodies import PatientBodies
from portal.database.silence import silence
from portal.page_cache import Application, PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Utf8Request(WSGIRequest):
    """A request in UTF-8, whatever its Content-Type says, by which else any codec of Python's would read the query."""

    @property
    def encoding(self) -> None:
        return None

    @encoding.setter
    def encoding(self, charset: str) -> None:
        pass


silence.is_watched = True
django = get_wsgi_application()
django.request_class = Utf8Request

application: Application = PatientBodies(django)
if settings.PAGE_CACHE_MB and not settings.DEBUG:
    proxy_header, _https = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    # What hears of changes reads models, so it is imported once they are there.
    listening = import_module("portal.page_cache.listening")
    application = PageCache(application, settings.PAGE_CACHE_MB, proxy_header, begin=listening.listen)
