"""What one is told, in a sentence and in the language of the address, who cannot have a page now."""

from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles.addresses import language_of_address
from articles.freshness import Making
from portal.page_cache import flood
from portal.page_cache.page import Page

TOO_MANY, BEING_MADE = "429 Too Many Requests", "503 Service Unavailable"
WORDS = {
    TOO_MANY: _("Too many addresses that are not in the paper were asked for. Please try again in ten seconds."),
    BEING_MADE: _("This page is being made, and it takes longer than it should. Please try again in some seconds."),
}
SECONDS = {TOO_MANY: flood.SECONDS, BEING_MADE: 5}


def refusal(path: str, status: str) -> Page:
    return refusal_in(language_of_address(path), status)


@cache
def refusal_in(language: str, status: str) -> Page:
    with translation.override(language):
        words = str(WORDS[status])
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(SECONDS[status]))]
    return Page(status, [*headers, ("Cache-Control", "no-store")], words.encode(), Making())
