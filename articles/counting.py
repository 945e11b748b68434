"""Views and shares, counted by the batch: each batch once, and no reader's twice within a short time.

Whoever is counted has a sign, which tells whether two are the same and not who they are (portal.beacons.signs).
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from articles.models import Article, DailyKey, LastBatch

WINDOW = timedelta(minutes=30)  # for which a reader who views or shares again is the same (docs/lists.md)
LONGEST_RETRY = timedelta(days=30)  # for which a process that lost its database may still ask whether a batch arrived
KEY_LENGTH = 32  # bytes

# One statement, so one transaction. A batch that has been counted before has nothing `sent`; whoever was here lately is
# not `new`. In the order of signs and of tallies, so that two processes wait for each other in no circle.
COUNT = """
WITH arrived AS (
    INSERT INTO articles_lastbatch AS known (process, number, at) VALUES (%(process)s, %(number)s, %(now)s)
    ON CONFLICT (process) DO UPDATE SET number = excluded.number, at = excluded.at
    WHERE known.number < excluded.number RETURNING number
), visible AS MATERIALIZED ({published}),
sent AS (
    SELECT DISTINCT ON (sign) article, to_timestamp(hour) AS hour, is_share, sign
    FROM unnest(%(articles)s::bigint[], %(hours)s::bigint[], %(shares)s::boolean[], %(signs)s::bigint[])
        AS beacon (article, hour, is_share, sign) JOIN visible ON visible.pk = article
    WHERE EXISTS (SELECT FROM arrived) ORDER BY sign, hour
), new AS (
    INSERT INTO articles_recentreader AS known (sign, until) SELECT sign, %(until)s FROM sent
    ON CONFLICT (sign) DO UPDATE SET until = excluded.until WHERE known.until <= %(now)s RETURNING sign
), counted AS (
    INSERT INTO articles_tally AS tally (article_id, hour, views, shares, reactions)
    SELECT article, hour, count(*) FILTER (WHERE NOT is_share), count(*) FILTER (WHERE is_share), 0
    FROM sent JOIN new USING (sign) GROUP BY hour, article ORDER BY hour, article
    ON CONFLICT (hour, article_id)
    DO UPDATE SET views = tally.views + excluded.views, shares = tally.shares + excluded.shares
)
SELECT (SELECT count(*) FROM new), (SELECT count(*) FROM sent), ARRAY(SELECT pk FROM visible)
"""

# Whoever is being counted again at this moment is left to the next time, instead of waited for.
FORGET = """
DELETE FROM articles_recentreader WHERE sign IN (
    SELECT sign FROM articles_recentreader WHERE until <= %s FOR UPDATE SKIP LOCKED
)
"""


class What(NamedTuple):
    """What is counted: an article's views, or its shares, of one hour."""

    article: int
    hour: datetime
    is_share: bool


class Batch(NamedTuple):
    """What a process has gathered, with the signs of all who are to be counted; it numbers its batches upwards."""

    process: UUID
    number: int
    readers: dict[What, set[int]]


class Outcome(NamedTuple):
    """How many were counted, how many came again too soon, and which of the articles the public can see."""

    counted: int
    repeated: int
    visible: list[int]


def count(batch: Batch) -> Outcome:
    """Add a batch to the tallies by one statement, however often this is asked for the same batch.

    An article that the public cannot see is not counted.
    """
    now = timezone.now()
    published, numbers = visible_among({what.article for what in batch.readers})
    words: dict[str, Any] = {"process": batch.process, "number": batch.number, "now": now, "until": now + WINDOW}
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(published=published), words | numbers | columns(batch.readers))
        counted, sent, visible = cursor.fetchone()
    return Outcome(counted, sent - counted, visible)


def visible_among(articles: set[int]) -> tuple[str, dict[str, Any]]:
    """The query for those of the articles that the public can see, and its parameters by name."""
    visible = Article.objects.published().filter(pk__in=articles).order_by().values("pk")
    query, values = visible.query.sql_with_params()
    named = {f"visible{place}": value for place, value in enumerate(values)}
    return query % tuple(f"%({name})s" for name in named), named


def columns(readers: dict[What, set[int]]) -> dict[str, str]:
    """Four columns with a row for each sign."""
    rows = [(what, len(signs)) for what, signs in readers.items()]
    return {
        "articles": array(what.article for what, times in rows for _sign in range(times)),
        "hours": array(hour for what, times in rows for hour in [int(what.hour.timestamp())] * times),
        "shares": array(what.is_share for what, times in rows for _sign in range(times)),
        "signs": array(sign for signs in readers.values() for sign in signs),
    }


def array(values: Iterable[object]) -> str:
    """An array as PostgreSQL writes it, for which the driver would look at each value by itself."""
    return f"{{{','.join(map(str, values))}}}"


def key_of_today() -> tuple[date, bytes]:
    """Today and the key of its signs, which every process has alike; the keys of all days before are removed."""
    today = timezone.localdate()
    DailyKey.objects.filter(day__lt=today).delete()
    daily, _is_new = DailyKey.objects.get_or_create(day=today, defaults={"key": secrets.token_bytes(KEY_LENGTH)})
    return today, bytes(daily.key)


def forget() -> None:
    """Remove whom nobody needs to recognise any more, and what processes said that have long ended."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [now])
    LastBatch.objects.filter(at__lte=now - LONGEST_RETRY).delete()
