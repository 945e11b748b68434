"""The newest of what matches, without looking at all that does: a common word stands in most of a large archive.

The index of words holds each article's month as well, so words are looked for in this month first. How many hold them
there tells in how many months enough may be found: in six, in eighteen, or only in all. PostgreSQL looks into no other.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from math import inf
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from articles.in_languages import CODES

WINDOWS = (6, 18)  # months
TELLING = 10  # days: of a month that has had fewer, the one before it is looked at as well
DAYS_OF_A_MONTH = 30
FEW = 5_000  # to gather so many takes no longer than to look twice
# OFFSET 0 keeps the order out of the choice of an index: walked by date, a rare word would be looked for everywhere.
LOOK = """
SELECT number, moment FROM ({parts} OFFSET 0) AS found (number, moment) ORDER BY moment DESC, number DESC LIMIT {enough}
"""
READ = """
SELECT language, websearch_to_tsquery(search_config(language), folded(%s))::text FROM unnest(%s::text[]) AS language
"""
# The first days of months, the newest first; None for all that there are.
Months = list[date] | None
Matching = Callable[[Months], Iterable[QuerySet[Any, Any]]]


def newest_matching(
    matching: Matching, enough: int, in_all: float = inf, *, since: datetime | None = None
) -> dict[int, datetime]:
    """The numbers of the `enough` newest rows with their moments, the newest first, by a query or two, seldom three.

    `matching` gives querysets of number and moment, which share no row, for the months in which to look; none of what
    it gives need be older than `since`. Where no more than about `in_all` match, and these are few, all are looked at
    at once.
    """
    longest = months_since(since) if since else inf
    if in_all <= FEW:
        return looked_at(matching, longest, enough)
    today = timezone.now().day
    days = today if today >= TELLING else today + DAYS_OF_A_MONTH
    first = 1 if days == today else 2
    found = looked_at(matching, min(first, longest), enough)
    in_a_month = len(found) * DAYS_OF_A_MONTH / days
    for many in WINDOWS:
        if many < longest and len(found) < enough <= in_a_month * many:
            found = looked_at(matching, many, enough)
    return found if len(found) >= enough or longest <= first else looked_at(matching, longest, enough)


def looked_at(matching: Matching, months: float, enough: int) -> dict[int, datetime]:
    """What one look finds, in so many months or, of infinitely many, in all."""
    newest = None if months == inf else newest_months(int(months))
    parts = [part.order_by().query.sql_with_params() for part in matching(newest)]
    if not parts:
        return {}
    union = " UNION ALL ".join(sql for sql, _params in parts)
    with connection.cursor() as cursor:
        cursor.execute(LOOK.format(parts=union, enough=enough), [param for _sql, own in parts for param in own])
        return dict(cursor.fetchall())


def alike(query: str) -> dict[str, list[str]]:
    """The languages by how they read `query`; without those in which no word of it is indexed.

    Most words are the same in all, and are then looked for once: the index does not know the language.
    """
    groups: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(READ, [query, CODES])
        for language, parsed in cursor.fetchall():
            if parsed:
                groups.setdefault(parsed, []).append(language)
    return groups


def written_in(articles: Any, languages: list[str]) -> Any:
    """Those of `articles` in some languages, by no index: that of languages would find most of the archive."""
    if len(languages) == len(CODES):
        return articles
    return articles.alias(written_in=Concat("language", Value(""))).filter(written_in__in=languages)


def months_since(moment: datetime) -> int:
    """How many months there are from that of a moment to this one, both counted."""
    today = timezone.now()
    return (today.year - moment.year) * 12 + today.month - moment.month + 1


def newest_months(many: int) -> list[date]:
    """The first days of so many months up to this one, the newest first."""
    today = timezone.now().date()
    this_month = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(this_month, this_month - many, -1)]
