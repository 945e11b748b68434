"""The newest of what matches, without looking at all that does: a common word stands in most of a large archive.

The index of words holds each article's month as well, so words are looked for in the two newest months first. How many
hold them tells in how many months enough may be found: in six, in eighteen, or only in all. PostgreSQL looks into no
other, since the look itself costs most where the beginnings of words are asked for.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

WINDOWS = (2, 6, 18)  # months
# OFFSET 0 keeps the order out of the choice of an index: walked by date, a rare word would be looked for everywhere.
STEP = """step{step} AS MATERIALIZED (
    SELECT number, moment FROM ({parts} OFFSET 0) AS found (number, moment) WHERE {is_wanted}
    ORDER BY moment DESC, number DESC LIMIT {enough}
)"""
IS_SHORT = " AND (SELECT count(*) FROM step{step}) < {enough}"
MAY_BE_ENOUGH = " AND (SELECT count(*) FROM step0) * {times} >= {enough}"

LANGUAGES = [code for code, _name in settings.LANGUAGES]

Matching = Callable[[Q], Iterable[QuerySet[Any, Any]]]


def newest_matching(matching: Matching, enough: int) -> dict[int, datetime]:
    """The numbers of the `enough` newest rows with their moments, the newest first, by one query.

    `matching` gives querysets of number and moment, which share no row, for a condition on their `month`.
    """
    if not list(matching(Q())):
        return {}
    steps, params, is_short = [], [], "true"
    for step, many in enumerate((*WINDOWS, None)):
        window = Q(month__gte=month_before(many)) if many else Q()
        parts = [part.order_by().query.sql_with_params() for part in matching(window)]
        union = " UNION ALL ".join(sql for sql, _params in parts)
        is_wanted = is_short + (MAY_BE_ENOUGH.format(times=many // WINDOWS[0], enough=enough) if step and many else "")
        steps.append(STEP.format(step=step, parts=union, is_wanted=is_wanted, enough=enough))
        is_short += IS_SHORT.format(step=step, enough=enough)
        params += [param for _sql, own in parts for param in own]
    # Each step holds all that the one before it holds.
    every = " UNION ".join(f"SELECT number, moment FROM step{step}" for step in range(len(steps)))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(steps)} {every} ORDER BY moment DESC, number DESC", params)
        return dict(cursor.fetchall())


def alike(query: str, words: list[str]) -> list[list[str]]:
    """The languages in groups to which `words` are the same query; without those in which no word is indexed.

    `query` is what PostgreSQL makes of one word (`%s`) in a `language`. Most words are the same in all, and are then
    looked for once: the index does not know the language.
    """
    every = " && ".join([query] * len(words))
    groups: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT language, ({every})::text FROM unnest(%s::text[]) AS language", [*words, LANGUAGES])  # noqa: S608
        for language, parsed in cursor.fetchall():
            if parsed:
                groups.setdefault(parsed, []).append(language)
    return list(groups.values())


def written_in(articles: Any, languages: list[str]) -> Any:
    """Those of `articles` in some languages, by no index: that of languages would find most of the archive."""
    if len(languages) == len(LANGUAGES):
        return articles
    return articles.alias(written_in=Concat("language", Value(""))).filter(written_in__in=languages)


def month_before(many: int) -> date:
    """The first day of the first of the last so many months."""
    today = timezone.now().date()
    month = today.year * 12 + today.month - many
    return date(month // 12, month % 12 + 1, 1)
