"""What is read, shared and reacted to: counted by the hour, listed as Most viewed and Trending (docs/lists.md)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet, TextField
from django.utils import timezone

from articles.briefly import briefly
from articles.cards import cards_of
from articles.freshness import A_MINUTE, lives_for
from articles.models import Article, Tally
from articles.models.article import ArticleQuerySet
from articles.models.tally import WEIGHTS
from articles.prepared import NUMBERS, Among, Gap, Prepared, Statement, one

HALF_LIFE = timedelta(hours=6)
TRENDING_WINDOW = timedelta(days=3)
A_DAY, LONGER_WINDOWS = timedelta(days=1), (timedelta(days=7), timedelta(days=30))
VISIBLE = Prepared(lambda: one(visible(Article.objects.published())))
VISIBLE_IN_LANGUAGE = Prepared(
    lambda: one(visible(Article.objects.published().in_language(Gap("language", TextField()))))
)
# Of each hour only the articles with most points are summed: what was never near the top does not come there. One
# language has a share of them, so more are looked at for it.
MOST_OF_AN_HOUR, MOST_OF_AN_HOUR_FOR_A_LANGUAGE = 50, 100
MOST_FROM_BEFORE = 1000  # articles that were viewed most on an earlier site, of which "ever" knows

# What a point of an hour is worth is reckoned once for the hour: OFFSET 0 keeps it from being reckoned for each tally.
OF_EACH_HOUR = """
    SELECT tally.*, worth FROM (
        SELECT present, {worth} AS worth
        FROM generate_series(date_trunc('hour', {start}), '{now}', interval '1 hour') AS present OFFSET 0
    ) AS hours CROSS JOIN LATERAL (
        SELECT article_id, views, {points} AS points FROM articles_tally
        WHERE hour = present AND hour >= {start} ORDER BY ({points}) DESC LIMIT {most}
    ) AS tally
"""
FADING = "power(2::float, extract(epoch FROM present - '{now}')::float / {half_life})"
LATELY = OF_EACH_HOUR.replace("{worth}", FADING).replace("{start}", "'{since}'::timestamptz")
OF_A_DAY = OF_EACH_HOUR.replace("{worth}", "1").replace("{start}", "'{a_day_ago}'::timestamptz")
IN_SPAN = OF_EACH_HOUR.replace("{worth}", "1").replace("{start}", "(SELECT start FROM span)")


def most_of(points: str, tallies: str) -> str:
    """Points are summed first and whose they are is looked up in their order, until the list is full."""
    return f"""
WITH visible AS NOT MATERIALIZED ({{published}})
SELECT article_id, points FROM (
    SELECT article_id, {points} AS points FROM {tallies}
    GROUP BY article_id ORDER BY points DESC, article_id DESC
) AS summed JOIN visible ON visible.pk = article_id ORDER BY points DESC, article_id DESC LIMIT {{limit}}
"""  # noqa: S608 (our own SQL)


RISING = most_of("sum(points * worth)", f"({LATELY}) AS most")
# Most days fill the list. To look further back as well takes as long again, though nothing is read there.
VIEWED_IN_A_DAY = most_of("sum(views)", f"({OF_A_DAY}) AS most WHERE views > 0")

# An article has one tally an hour, so that among so many rows there are enough articles, or these are all rows.
ENOUGH = """WHEN {limit} <= (SELECT count(DISTINCT article_id) FROM (
    SELECT article_id FROM articles_tally JOIN visible ON visible.pk = article_id
    WHERE hour >= '{since}' AND views > 0 LIMIT {rows}
) AS several) THEN '{since}'::timestamptz"""

# A CASE looks no further than the first window in which enough was viewed. Ever is a look at everything.
VIEWED_BEFORE = f"""
WITH visible AS NOT MATERIALIZED ({{published}}),
span AS MATERIALIZED (SELECT CASE {{enough}} END AS start),
lately AS (
    SELECT article_id, sum(views) AS points FROM ({IN_SPAN}) AS most
    WHERE views > 0 GROUP BY article_id ORDER BY points DESC, article_id DESC
), ever AS (
    SELECT article_id, sum(points) AS points FROM (
        SELECT article_id, views AS points FROM articles_tally WHERE (SELECT start FROM span) IS NULL AND views > 0
        UNION ALL (
            SELECT pk, earlier_views FROM visible WHERE (SELECT start FROM span) IS NULL AND earlier_views > 0
            ORDER BY earlier_views DESC LIMIT {MOST_FROM_BEFORE}
        )
    ) AS each_kind GROUP BY article_id
)
(
    SELECT article_id, points FROM lately JOIN visible ON pk = article_id
    ORDER BY points DESC, article_id DESC LIMIT {{limit}}
)
UNION ALL
(
    SELECT article_id, points FROM ever JOIN visible ON pk = article_id
    ORDER BY points DESC, article_id DESC LIMIT {{limit}}
)
ORDER BY points DESC, article_id DESC LIMIT {{limit}}
"""  # noqa: S608

POINTS = " + ".join(f"{column} * {weight}" for column, weight in WEIGHTS.items())

BOTH = f"""
SELECT true AS is_rising, rising.* FROM ({RISING}) AS rising
UNION ALL SELECT false, viewed.* FROM ({VIEWED_IN_A_DAY}) AS viewed
ORDER BY is_rising DESC, points DESC, article_id DESC
"""  # noqa: S608 (our own SQL)


def visible(published: ArticleQuerySet) -> QuerySet[Any, Any]:
    return published.order_by().values("pk", "earlier_views")


def tallied() -> Statement:
    """Tallies are changed in the order of `changed`, so that nobody waits in a circle; new ones are of the public's."""
    published, params = one(Article.objects.published().filter(Among(F("pk"), Gap("articles", NUMBERS))).values("pk"))
    sql = (
        "WITH changed AS (SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::integer[])"  # noqa: S608 (our own SQL)
        " AS each (article, hour, difference))"
        " INSERT INTO articles_tally (article_id, hour, views, shares, reactions)"
        " SELECT article, hour, 0, 0, greatest(difference, 0) FROM changed WHERE CASE"
        f" WHEN difference > 0 THEN article IN ({published})"
        " ELSE EXISTS (SELECT FROM articles_tally AS tally WHERE (article_id, tally.hour) = (article, changed.hour))"
        " END ORDER BY article, hour"
        " ON CONFLICT (hour, article_id) DO UPDATE SET reactions = greatest(0, articles_tally.reactions + ("
        " SELECT difference FROM changed WHERE article = excluded.article_id AND changed.hour = excluded.hour"
        ")) RETURNING reactions"
    )
    return sql, [Gap("articles"), Gap("hours"), Gap("differences"), *params]


TALLIED = Prepared(tallied)


def uncount_reaction(article_id: int, given_at: datetime) -> None:
    """Take a reaction that was withdrawn out of the tally of the hour in which it was given."""
    tally_reactions({(article_id, hour_of(given_at)): -1})


def tally_reactions(differences: Mapping[tuple[int, datetime], int]) -> None:
    """Count so many reactions more, or fewer, in the tallies of articles' hours; one statement.

    What the public cannot see gets no more.
    """
    changed = sorted((*which, difference) for which, difference in differences.items() if difference)
    if changed:
        articles, hours, more = zip(*changed, strict=True)
        TALLIED.rows(articles=list(articles), hours=list(hours), differences=list(more))


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
    """The numbers of what is rising and of what is viewed most, as they were some seconds ago at most.

    They stand beside every article and search, and are the same for all.
    """
    lives_for(A_MINUTE - settings.REMEMBERED_FOR)
    return find_both(limit, language)


@briefly
def find_both(limit: int, language: str | None) -> list[list[int]]:
    """Both by one query; two while the site is quiet."""
    rows = asked(BOTH, limit, language, **words_of_rising(), **words_of_a_day())
    rising, viewed = ([number for is_rising, number, _points in rows if is_rising is which] for which in (True, False))
    return [rising, viewed if len(viewed) >= limit else list(viewed_before(limit, language))]


def points_of_rising(limit: int, language: str | None) -> dict[int, float]:
    """The numbers of what is rising, most first, each with its points."""
    return dict(asked(RISING, limit, language, **words_of_rising()))


def points_of_viewed(limit: int, language: str | None) -> dict[int, float]:
    """The numbers of what was viewed most, most first, each with its views."""
    of_a_day = asked(VIEWED_IN_A_DAY, limit, language, **words_of_a_day())
    return dict(of_a_day) if len(of_a_day) >= limit else viewed_before(limit, language)


def viewed_before(limit: int, language: str | None) -> dict[int, float]:
    """The same of longer times, where a day does not fill the list."""
    return dict(asked(VIEWED_BEFORE, limit, language, **words_of_longer_windows(limit)))


def words_of_rising() -> dict[str, object]:
    return {"since": timezone.now() - TRENDING_WINDOW, "half_life": HALF_LIFE.total_seconds()}


def words_of_a_day() -> dict[str, object]:
    return {"a_day_ago": timezone.now() - A_DAY}


def words_of_longer_windows(limit: int) -> dict[str, object]:
    now = timezone.now()
    enough = (
        ENOUGH.format(limit=int(limit), since=now - window, rows=int(limit) * (window // timedelta(hours=1) + 1))
        for window in LONGER_WINDOWS
    )
    return {"enough": " ".join(enough)}


def asked(query: str, limit: int, language: str | None, **words: object) -> list[tuple[Any, ...]]:
    """Run one of the queries above over what the public can see in `language`, or in all languages."""
    lives_for(A_MINUTE)
    sql, params = VISIBLE_IN_LANGUAGE.filled(language=language) if language else VISIBLE.filled()
    most = MOST_OF_AN_HOUR_FOR_A_LANGUAGE if language else MOST_OF_AN_HOUR
    words |= {"published": sql, "limit": int(limit), "now": timezone.now(), "most": most, "points": POINTS}
    # Every word is ours: numbers, moments and columns, never what somebody typed.
    with connection.cursor() as cursor:
        cursor.execute(query.format(**words), [*params] * query.count("{published}"))
        return cursor.fetchall()
