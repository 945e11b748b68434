"""What is read, shared and reacted to: counted by the hour, listed as Most viewed and Trending (docs/lists.md)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    Expression,
    F,
    FloatField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Extract, Power
from django.utils import timezone

from articles.models import Article, Tally
from articles.models.article import ArticleQuerySet

DAY = timedelta(days=1)
LONGER_WINDOWS = (7 * DAY, 30 * DAY)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

HALF_LIFE = timedelta(hours=6)
TRENDING_WINDOW = 7 * DAY
WEIGHTS = {"views": 1, "shares": 3, "reactions": 5}


def count_view(article_id: int) -> None:
    """Count one view in the present hour's tally; an article that the public cannot see is not counted."""
    count(article_id, "views")


def count_share(article_id: int) -> None:
    """Count one share in the present hour's tally; an article that the public cannot see is not counted."""
    count(article_id, "shares")


def count_reaction(article_id: int, given_at: datetime) -> None:
    """Count one reaction in its hour's tally; an article that the public cannot see is not counted."""
    count(article_id, "reactions", given_at)


def uncount_reaction(article_id: int, given_at: datetime) -> None:
    """Take a reaction that was withdrawn out of the tally of the hour in which it was given."""
    tally = Tally.objects.filter(article=article_id, hour=hour_of(given_at), reactions__gt=0)
    tally.update(reactions=F("reactions") - 1)


def hour_of(moment: datetime) -> datetime:
    """The first moment of the hour that holds `moment`."""
    return moment.replace(minute=0, second=0, microsecond=0)


def count(article_id: int, what: str, moment: datetime | None = None) -> None:
    """Add one to `what` by a single statement, so that simultaneous readers never lose each other's."""
    hour = hour_of(moment or timezone.now())
    published, params = Article.objects.published().filter(pk=article_id).values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_tally (article_id, hour, views, shares, reactions)"  # noqa: S608 (our own SQL)
            f" SELECT published.pk, %s, %s, %s, %s FROM ({published}) AS published"
            f" ON CONFLICT (hour, article_id) DO UPDATE SET {what} = articles_tally.{what} + 1",
            [hour, *(int(column == what) for column in WEIGHTS), *params],
        )


def most_viewed(limit: int = 6, language: str | None = None) -> list[Article]:
    """Cards of what was viewed most in 24 hours; while too few were, in 7 days, in 30 or ever (by a second query)."""
    now = timezone.now()
    today = viewed(language, since=now - DAY)
    articles = list(ranked_by(today, Sum("views"), limit))
    if len(articles) == limit:
        return articles
    windows = [
        (Exists(several(viewed(language, since=now - window), limit)), now - window) for window in LONGER_WINDOWS
    ]
    since = Case(*(When(is_enough, then=Value(start)) for is_enough, start in windows), default=Value(LONG_AGO))
    counted = Coalesce(Subquery(total(viewed(None, since=since), Sum("views"))), 0, output_field=BigIntegerField())
    earlier = Case(When(windows[-1][0], then=Value(0)), default=F("earlier_views"), output_field=BigIntegerField())
    found = published_in(language).annotate(popularity=counted + earlier).filter(popularity__gt=0)
    return list(found.order_by("-popularity", "-published_at", "-pk").for_cards()[:limit])


def trending(limit: int = 6, language: str | None = None) -> list[Article]:
    """Cards of what is rising: Σ weighted counts × 2^(−age ÷ half-life), by one query; formula in docs/lists.md."""
    now = timezone.now()
    recent = Tally.objects.filter(hour__gte=now - TRENDING_WINDOW, article__in=published_in(language))
    return list(ranked_by(recent, decayed(now), limit))


def published_in(language: str | None) -> ArticleQuerySet:
    published = Article.objects.published()
    return published.in_language(language) if language else published


def viewed(language: str | None, *, since: datetime | Case) -> QuerySet[Tally]:
    """Tallies with views from `since` on, of articles that the public can see."""
    return Tally.objects.filter(hour__gte=since, views__gt=0, article__in=published_in(language))


def several(tallies: QuerySet[Tally], limit: int) -> QuerySet[Tally, Any]:
    """A queryset that holds something when `tallies` are of at least `limit` articles."""
    return tallies.values("article").distinct()[limit - 1 : limit]


def total(tallies: QuerySet[Tally], points: Expression) -> QuerySet[Tally, Any]:
    """The sum of `points` over the outer article's share of `tallies`."""
    of_article = tallies.filter(article=OuterRef("pk")).order_by().values("article")
    return of_article.annotate(points=points).values("points")


def ranked_by(tallies: QuerySet[Tally], points: Expression, limit: int) -> ArticleQuerySet:
    """Cards of the `limit` articles with the most points. Only theirs are summed a second time, for the order."""
    best = tallies.order_by().values("article").annotate(points=points).order_by("-points", "-article")
    cards = Article.objects.published().filter(pk__in=best.values("article")[:limit]).for_cards()
    return cards.annotate(popularity=Subquery(total(tallies, points))).order_by("-popularity", "-pk")


def decayed(now: datetime) -> Expression:
    """The weighted counts of an hour, halved for each half-life that has passed since its beginning."""
    points = sum((F(what) * weight for what, weight in WEIGHTS.items()), Value(0))
    half_lives = Cast(Extract(Value(now) - F("hour"), "epoch"), FloatField()) / HALF_LIFE.total_seconds()
    return Sum(points * Power(Value(2.0), -half_lives), output_field=FloatField())
