"""Articles for tests to put into lists, and the clock to count by."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from random import getrandbits
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.utils import timezone

from articles import counting
from articles.counting import Batch, What
from articles.models import Article, Section
from articles.popularity import hour_of


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


def count_view(article: int, *, is_share: bool = False) -> None:
    """One more reader views an article now."""
    what = What(article, hour_of(timezone.now()), is_share)
    counting.count(Batch(uuid4(), 1, {what: {getrandbits(63)}}))


def count_share(article: int) -> None:
    """One more reader shares an article now."""
    count_view(article, is_share=True)


def at(moment: datetime) -> AbstractContextManager[Any]:
    """The clock stands at `moment`."""
    return patch("django.utils.timezone.now", return_value=moment)


def headlines(articles: Any) -> list[str]:
    return [article.headline for article in articles]
