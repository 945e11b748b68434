"""What a line says of its article elsewhere: what it is called in searches and shares, and where it appeared first."""

from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from articles.addresses import article_at
from articles.bundle.lines import LineRefused
from articles.bundle.values import longest, text
from articles.models import Article
from articles.models.origin import ORIGIN, check_on_the_web
from articles.models.titles import TITLES
from articles.text import one_line


def told_elsewhere(values: dict[str, Any]) -> dict[str, str]:
    """What a line says of titles and origin."""
    said = {key: text(values, key, longest(Article, key), one_line) for key in (*TITLES, *ORIGIN) if key in values}
    url = said.get("original_url", "")
    if url.startswith("/"):
        if not article_at(unquote(url)):
            raise LineRefused("“original_url” is a path, but not that of an article.")
    elif url:
        try:
            check_on_the_web(url)
        except ValidationError as refusal:
            raise LineRefused("“original_url” is no http or https address that everybody may see.") from refusal
    return said
