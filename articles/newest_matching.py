"""The newest of what matches, without looking at all that does: a common word stands in most of a large archive.

The index of words holds each article's month as well, so words are looked for in this month first, and then in the two
newest. How many hold them there tells in how many months enough may be found: in six, in eighteen, or only in all.
PostgreSQL looks into no other.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

WINDOWS = (1, 2, 6, 18)  # months
TELLING = 1  # the step that tells how many there are: this month may just have begun
# OFFSET 0 keeps the order out of the choice of an index: walked by date, a rare word would be looked for everywhere.
STEP = """step{step} AS MATERIALIZED (
    SELECT number, moment FROM ({parts} OFFSET 0) AS found (number, moment) WHERE {is_wanted}
    ORDER BY moment DESC, number DESC LIMIT {enough}
)"""
READ = """
SELECT language, websearch_to_tsquery(search_config(language), folded(%s))::text FROM unnest(%s::text[]) AS language
"""
IS_SHORT = " AND (SELECT count(*) FROM step{step}) < {enough}"
MAY_BE_ENOUGH = " AND (SELECT count(*) FROM step{telling}) * {times} >= {enough}"

LANGUAGES = [code for code, _name in settings.LANGUAGES]

# The first days of months, the newest first; None for all that there are.
Months = list[date] | None
Matching = Callable[[Months], Iterable[QuerySet[Any, Any]]]


def newest_matching(matching: Matching, enough: int) -> dict[int, datetime]:
    """The numbers of the `enough` newest rows with their moments, the newest first, by one query.

    `matching` gives querysets of number and moment, which share no row, for the months in which to look.
    """
    if not list(matching(None)):
        return {}
    steps, params, is_short = [], [], "true"
    for step, many in enumerate((*WINDOWS, None)):
        months = newest_months(many) if many else None
        parts = [part.order_by().query.sql_with_params() for part in matching(months)]
        union = " UNION ALL ".join(sql for sql, _params in parts)
        is_wanted = is_short + (may_be_enough(many, enough) if many and step > TELLING else "")
        steps.append(STEP.format(step=step, parts=union, is_wanted=is_wanted, enough=enough))
        is_short += IS_SHORT.format(step=step, enough=enough)
        params += [param for _sql, own in parts for param in own]
    # Each step holds all that the one before it holds.
    every = " UNION ".join(f"SELECT number, moment FROM step{step}" for step in range(len(steps)))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(steps)} {every} ORDER BY moment DESC, number DESC", params)
        return dict(cursor.fetchall())


def may_be_enough(many: int, enough: int) -> str:
    return MAY_BE_ENOUGH.format(telling=TELLING, times=many // WINDOWS[TELLING], enough=enough)


def alike(query: str) -> dict[str, list[str]]:
    """The languages by how they read `query`; without those in which no word of it is indexed.

    Most words are the same in all, and are then looked for once: the index does not know the language.
    """
    groups: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(READ, [query, LANGUAGES])
        for language, parsed in cursor.fetchall():
            if parsed:
                groups.setdefault(parsed, []).append(language)
    return groups


def written_in(articles: Any, languages: list[str]) -> Any:
    """Those of `articles` in some languages, by no index: that of languages would find most of the archive."""
    if len(languages) == len(LANGUAGES):
        return articles
    return articles.alias(written_in=Concat("language", Value(""))).filter(written_in__in=languages)


def newest_months(many: int) -> list[date]:
    """The first days of so many months up to this one, the newest first."""
    today = timezone.now().date()
    this_month = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(this_month, this_month - many, -1)]
