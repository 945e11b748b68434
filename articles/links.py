"""Links from one article to another: found by words, and kept so that they outlast a new headline or host.

An article's address ends in its number and any wording before that leads to the present one, so a link that is stored
without the site's host needs no care when the headline, the section or the host changes.
"""

import html
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.http.request import validate_host

from articles.looking import articles_called
from articles.models import Article
from articles.models.article import ArticleQuerySet

href = re.compile(r'(<a(?: [a-z]+="[^"]*")*? href=")([^"]+)(")')


def made_relative(markup: str, host: str) -> str:
    """A sanitised body whose links into this site, which is asked for at `host`, have no host."""

    def relative(found: re.Match[str]) -> str:
        return f"{found[1]}{html.escape(path_here(html.unescape(found[2]), host))}{found[3]}"

    return href.sub(relative, markup)


def targets(query: str) -> ArticleQuerySet:
    """Articles in any state that `query` leads to, the newest first."""
    found = articles_called(Article.objects.select_related("section").defer("body"), query)
    return found.order_by(F("published_at").desc(nulls_first=True), "-pk")


def path_here(url: str, host: str) -> str:
    """The path that an address leads to in this site, which is asked for at `host`; any other address as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    own = [host, *(each for each in settings.ALLOWED_HOSTS if each != "*")]
    is_here = parts.scheme in {"http", "https"} and (parts.netloc == host or validate_host(parts.hostname or "", own))
    return parts._replace(scheme="", netloc="").geturl() or "/" if is_here else url
