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


def many_stories(count: int, headline: str = "Story {}.", *, section: str = "Vietnam", **fields: Any) -> list[Article]:
    """Published articles, each an hour older than the one before it, brought in together."""
    home, _is_new = Section.objects.get_or_create(name=section)
    now = timezone.now()
    fields = {"section": home, "status": "published"} | fields
    made = [
        Article(**{"headline": headline.format(number), "published_at": now - timedelta(hours=number + 1)} | fields)
        for number in range(count)
    ]
    for article in made:
        article.tidy()
    return Article.objects.bulk_create(made)


def hidden_stories(**fields: Any) -> list[Article]:
    """One article for each way in which the public cannot see it."""
    draft = story("A hidden draft", status="draft", **fields)
    withdrawn = story("A hidden withdrawn one", status="withdrawn", **fields)
    return [draft, withdrawn, story("A hidden scheduled one", hours_ago=-1, **fields)]


def count_view(*articles: int, is_share: bool = False) -> None:
    """One more reader views each of the articles now."""
    hour = hour_of(timezone.now())
    counting.count(Batch(uuid4(), 1, {What(article, hour, is_share): {getrandbits(63)} for article in articles}))


def count_share(article: int) -> None:
    """One more reader shares an article now."""
    count_view(article, is_share=True)


def at(moment: datetime) -> AbstractContextManager[Any]:
    """The clock stands at `moment`."""
    return patch("django.utils.timezone.now", return_value=moment)


def headlines(articles: Any) -> list[str]:
    return [article.headline for article in articles]
