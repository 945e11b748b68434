"""Articles for tests to put into lists, and the clock to count by."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from articles.models import Article, Section


def story(headline: str, body: str = "", *, section: str = "Vietnam", hours_ago: float = 1, **fields: Any) -> Article:
    """A published article of `hours_ago`; `body` is one paragraph."""
    home, _is_new = Section.objects.get_or_create(name=section)
    published_at = timezone.now() - timedelta(hours=hours_ago)
    fields = {"section": home, "status": "published", "published_at": published_at} | fields
    return Article.objects.create(headline=headline, body=f"<p>{body}</p>", **fields)


def hidden_stories(**fields: Any) -> list[Article]:
    """One article for each way in which the public cannot see it."""
    draft = story("A hidden draft", status="draft", **fields)
    withdrawn = story("A hidden withdrawn one", status="withdrawn", **fields)
    return [draft, withdrawn, story("A hidden scheduled one", hours_ago=-1, **fields)]


def at(moment: datetime) -> AbstractContextManager[Any]:
    """The clock stands at `moment`."""
    return patch("django.utils.timezone.now", return_value=moment)


def headlines(articles: Any) -> list[str]:
    return [article.headline for article in articles]
