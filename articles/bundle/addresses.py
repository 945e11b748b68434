"""Old addresses as a bundle has them, `https://old.example/a%20b?p=77`, and as they are kept: a path and a query."""

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from django.utils.encoding import repercent_broken_unicode

from articles.bundle.lines import LineRefused
from articles.bundle.values import fitting, longest
from articles.models import OldAddress
from articles.models.old_address import MOST_BYTES
from articles.old_queries import joined, parameters

LONGEST_URL = 10_000
# `old.example/2019/story`, but not `index.php/2019/story`.
begins_with_a_host = re.compile(
    r"(?!\w+\.(?:php\d?|[aj]spx?|s?html?|cfm?|cgi|pl|do)/)(?:[\w-]+\.)+[a-z]{2,}(?=/)", re.IGNORECASE
)

type Address = tuple[str, str]  # path and query


def address_in(value: object, key: str) -> Address | None:
    """The path as Django reads one and the query as it is kept; None where nothing is said."""
    if not (url := fitting(value, key, LONGEST_URL)):
        return None
    try:
        parts = urlsplit(f"//{url}" if begins_with_a_host.match(url) else url)
        path = repercent_broken_unicode(unquote_to_bytes(parts.path)).decode()
    except ValueError as error:
        raise LineRefused(f"“{key}” is not an address.") from error
    path = fitting(f"/{path.lstrip('/')}", key, longest(OldAddress, "path"))
    query = fitting(joined(parameters(parts.query)), key, longest(OldAddress, "query"))
    if len(path.encode()) + len(query) > MOST_BYTES:
        raise LineRefused(f"“{key}” is too long to be found again.")
    return path, query


def url_of(address: Address) -> str:
    """What `address_in()` reads the address from."""
    path, query = address
    return "?".join(filter(None, (quote(path), query)))


def absolute(url: str, path: str) -> str:
    """The address that a link on the page at `path` means: a path where it is relative, no host taken for a file."""
    try:
        is_relative = not any(urlsplit(url)[:2]) and not url.startswith("/")
        if is_relative and url.startswith("www."):
            return f"https://{url}"
        return urljoin(quote(path), url) if is_relative and path else url
    except ValueError:
        return url
