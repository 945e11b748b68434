"""The WSGI application that granian serves."""

import os

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Utf8Request(WSGIRequest):
    """A request in UTF-8, whatever its Content-Type says, by which else any codec of Python's would read the query."""

    @property
    def encoding(self) -> None:
        return None

    @encoding.setter
    def encoding(self, charset: str) -> None:
        pass


application = get_wsgi_application()
application.request_class = Utf8Request
