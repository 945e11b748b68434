"""What is read, shared and reacted to: counted by the hour, listed as Most viewed and Trending (docs/lists.md)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, TextField
from django.utils import timezone

from articles.cards import cards_of
from articles.freshness import A_MINUTE, lives_for
from articles.models import Article, Tally
from articles.models.article import ArticleQuerySet
from articles.prepared import Prepared, Slot, Statement, one

HALF_LIFE = timedelta(hours=6)
TRENDING_WINDOW = timedelta(days=7)
VIEWED_WINDOWS = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
WEIGHTS = {"views": 1, "shares": 3, "reactions": 5}
VISIBLE = Prepared(lambda: one(visible(Article.objects.published())))
VISIBLE_IN_LANGUAGE = Prepared(
    lambda: one(visible(Article.objects.published().in_language(Slot("language", TextField()))))
)

RISING = """
WITH visible AS NOT MATERIALIZED ({published})
SELECT article_id, sum(({points}) * power(2::float, extract(epoch FROM hour - '{now}')::float / {half_life})) AS points
FROM articles_tally JOIN visible ON visible.pk = article_id WHERE hour >= '{since}'
GROUP BY article_id ORDER BY points DESC, article_id DESC LIMIT {limit}
"""

ENOUGH = """WHEN {limit} = (SELECT count(*) FROM (
    SELECT DISTINCT article_id FROM articles_tally JOIN visible ON visible.pk = article_id
    WHERE hour >= '{since}' AND views > 0 LIMIT {limit}
) AS several) THEN '{since}'::timestamptz"""

# A CASE looks no further than the first window in which enough was viewed. Ever is a look at every article.
VIEWED = """
WITH visible AS NOT MATERIALIZED ({published}),
span AS MATERIALIZED (SELECT CASE {enough} ELSE '-infinity' END AS start),
tallied AS (
    SELECT article_id, sum(views) AS points FROM articles_tally JOIN visible ON visible.pk = article_id
    WHERE hour >= (SELECT start FROM span) AND views > 0 GROUP BY article_id
)
SELECT article_id, points FROM tallied WHERE (SELECT start FROM span) > '-infinity'
UNION ALL
SELECT pk, points FROM (
    SELECT visible.pk, coalesce(tallied.points, 0) + visible.earlier_views AS points
    FROM visible LEFT JOIN tallied ON tallied.article_id = visible.pk WHERE (SELECT start FROM span) = '-infinity'
) AS ever WHERE points > 0
ORDER BY points DESC, article_id DESC LIMIT {limit}
"""

BOTH = f"""
SELECT true AS is_rising, rising.* FROM ({RISING}) AS rising
UNION ALL SELECT false, viewed.* FROM ({VIEWED}) AS viewed
ORDER BY is_rising DESC, points DESC, article_id DESC
"""  # noqa: S608 (our own SQL)


def visible(published: ArticleQuerySet) -> QuerySet[Any, Any]:
    return published.order_by().values("pk", "earlier_views")


def tallied() -> Statement:
    published, params = one(Article.objects.published().filter(pk=Slot("article")).values("pk"))
    sql = (
        "INSERT INTO articles_tally (article_id, hour, views, shares, reactions)"  # noqa: S608 (our own SQL)
        f" SELECT published.pk, %s::timestamptz, 0, 0, %s::integer FROM ({published}) AS published"
        " ON CONFLICT (hour, article_id) DO UPDATE SET reactions = articles_tally.reactions + excluded.reactions"
        " RETURNING reactions"
    )
    return sql, [Slot("hour"), Slot("more"), *params]


TALLIED = Prepared(tallied)
UNTALLIED = Prepared(
    lambda: (
        "UPDATE articles_tally SET reactions = greatest(reactions - %s::integer, 0)"
        " WHERE article_id = %s::bigint AND hour = %s::timestamptz RETURNING reactions",
        [Slot("fewer"), Slot("article"), Slot("hour")],
    )
)


def count_reaction(article_id: int, given_at: datetime) -> None:
    """Count one reaction in its hour's tally; an article that the public cannot see is not counted."""
    tally_reactions(article_id, hour_of(given_at), 1)


def uncount_reaction(article_id: int, given_at: datetime) -> None:
    """Take a reaction that was withdrawn out of the tally of the hour in which it was given."""
    tally_reactions(article_id, hour_of(given_at), -1)


def tally_reactions(article_id: int, hour: datetime, difference: int) -> None:
    """Count so many reactions more, or fewer, in the tally of an hour; what the public cannot see gets no more."""
    if difference > 0:
        TALLIED.rows(article=article_id, hour=hour, more=difference)
    elif difference < 0:
        UNTALLIED.rows(article=article_id, hour=hour, fewer=-difference)


def recount_reactions(article_id: int, differences: Mapping[datetime, int]) -> None:
    """Add to the tally of each hour the difference that reactions make which count or no longer do."""
    for hour, difference in sorted(differences.items()):
        if difference:
            Tally.objects.filter(article=article_id, hour=hour).update(reactions=F("reactions") + difference)


def hour_of(moment: datetime) -> datetime:
    """The first moment of the hour that holds `moment`."""
    return moment.replace(minute=0, second=0, microsecond=0)


def most_viewed(limit: int = 6, language: str | None = None) -> list[Article]:
    """Cards of what was viewed most in 24 hours; while too few were, in 7 days, in 30 or ever."""
    return cards_of(points_of_viewed(limit, language))[0]


def trending(limit: int = 6, language: str | None = None) -> list[Article]:
    """Cards of what is rising: Σ weighted counts × 2^(−age ÷ half-life); formula in docs/lists.md."""
    return cards_of(points_of_rising(limit, language))[0]


def trending_and_most_viewed(limit: int = 6, language: str | None = None) -> list[list[Article]]:
    """Both lists, with one query for the numbers and one for the cards of both."""
    return cards_of(*numbers_of_both(limit, language))


def numbers_of_both(limit: int, language: str | None) -> list[list[int]]:
    """The numbers of what is rising and of what is viewed most, by one query."""
    rows = asked(BOTH, limit, language, **words_of_rising(), **words_of_viewed(limit))
    return [[number for is_rising, number, _points in rows if is_rising is which] for which in (True, False)]


def points_of_rising(limit: int, language: str | None) -> dict[int, float]:
    """The numbers of what is rising, most first, each with its points."""
    return dict(asked(RISING, limit, language, **words_of_rising()))


def points_of_viewed(limit: int, language: str | None) -> dict[int, float]:
    """The numbers of what was viewed most, most first, each with its views."""
    return dict(asked(VIEWED, limit, language, **words_of_viewed(limit)))


def words_of_rising() -> dict[str, object]:
    now = timezone.now()
    points = " + ".join(f"{column} * {weight}" for column, weight in WEIGHTS.items())
    return {"points": points, "now": now, "since": now - TRENDING_WINDOW, "half_life": HALF_LIFE.total_seconds()}


def words_of_viewed(limit: int) -> dict[str, object]:
    now = timezone.now()
    return {"enough": " ".join(ENOUGH.format(limit=int(limit), since=now - window) for window in VIEWED_WINDOWS)}


def asked(query: str, limit: int, language: str | None, **words: object) -> list[tuple[Any, ...]]:
    """Run one of the queries above over what the public can see in `language`, or in all languages."""
    lives_for(A_MINUTE)
    sql, params = VISIBLE_IN_LANGUAGE.filled(language=language) if language else VISIBLE.filled()
    # Every word is ours: numbers, moments and columns, never what somebody typed.
    with connection.cursor() as cursor:
        cursor.execute(query.format(published=sql, limit=int(limit), **words), [*params] * query.count("{published}"))
        return cursor.fetchall()
