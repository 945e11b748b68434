"""Links from one article to another: found by words, and kept so that they outlast a new headline or host.

An article's address ends in its number and any wording before that leads to the present one, so a link that is stored
without the site's host needs no care when the headline, the section or the host changes.
"""

import html
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Func, Q, Value
from django.http.request import validate_host

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.text import composed

LONGEST_QUERY = 200
href = re.compile(r'(<a(?: [a-z]+="[^"]*")*? href=")([^"]+)(")')


def made_relative(markup: str, host: str) -> str:
    """A sanitised body whose links into this site, which is asked for at `host`, have no host."""

    def relative(found: re.Match[str]) -> str:
        return f"{found[1]}{html.escape(_path_here(html.unescape(found[2]), host))}{found[3]}"

    return href.sub(relative, markup)


def headlined(words: str) -> ArticleQuerySet:
    """Articles in any state whose headlines hold all of `words`, no matter with which marks; the newest first."""
    said = Func(F("headline"), function="folded")
    sought = [Func(Value(word), function="folded") for word in composed(words)[:LONGEST_QUERY].split()]
    found = Article.objects.alias(said=said).filter(*(Q(said__icontains=word) for word in sought))
    return found.select_related("section").defer("body").order_by(F("published_at").desc(nulls_first=True), "-pk")


def _path_here(url: str, host: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    own = [host, *(each for each in settings.ALLOWED_HOSTS if each != "*")]
    is_here = parts.scheme in {"http", "https"} and (parts.netloc == host or validate_host(parts.hostname or "", own))
    return parts._replace(scheme="", netloc="").geturl() or "/" if is_here else url
