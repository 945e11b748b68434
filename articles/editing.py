"""Who has an article open at the desk, as their browsers say every few seconds."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone

from articles.models import Article, Editing

GONE_AFTER = timedelta(minutes=1)

# Whoever was away for longer than a minute has opened it anew.
SEEN = """
INSERT INTO articles_editing AS row (article_id, account_id, opened_at, seen_at)
VALUES (%(article)s, %(by)s, %(now)s, %(now)s)
ON CONFLICT (article_id, account_id) DO UPDATE SET seen_at = EXCLUDED.seen_at,
    opened_at = CASE WHEN row.seen_at < %(gone)s THEN EXCLUDED.opened_at ELSE row.opened_at END
"""


def see(article: Article, by: Any) -> None:
    """Note that `by` has the article open now, and forget everybody who has closed theirs."""
    now = timezone.now()
    gone = now - GONE_AFTER
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"article": article.pk, "by": by.pk, "now": now, "gone": gone})
    Editing.objects.filter(seen_at__lt=gone).delete()


def leave(article: Article, by: Any) -> None:
    """Note that `by` closed the article."""
    Editing.objects.filter(article=article, account_id=by.pk).delete()


def others(article: Article, than: Any) -> Iterable[Editing]:
    """Who else has it open, the first to open it first."""
    present: models.QuerySet[Editing] = article.open_at.filter(seen_at__gte=timezone.now() - GONE_AFTER)
    return present.exclude(account_id=than.pk).select_related("account").order_by("opened_at")
