"""What triggers keep beside the articles, made anew: for after rows were written with the triggers switched off.

The migration `0004_derived` has the triggers and says why (docs/decisions/0036, 0045).
"""

from collections.abc import Iterator

from django.db import connection, transaction

PLACEMENTS = {"byline": "author", "topicplacement": "topic", "tagplacement": "tag"}
PLACED = {"byline": "articles_byline", "photo": "articles_placedphoto"}
MOMENT = "CASE WHEN article.status = 'published' THEN article.published_at END"

# Whoever writes waits, so that what is made anew fits what is there.
HOLD = f"""
LOCK TABLE articles_article, articles_placedphoto, {", ".join(f"articles_{table}" for table in PLACEMENTS)}
IN SHARE ROW EXCLUSIVE MODE
"""
LIST = f"""
UPDATE articles_{{table}} AS placement SET listed_at = {MOMENT} FROM articles_article AS article
WHERE article.id = placement.article_id AND placement.listed_at IS DISTINCT FROM {MOMENT}
"""  # noqa: S608 (our own SQL, as below)
COUNT_WEEKS = """
INSERT INTO articles_listedweek (kind, number, week, articles)
SELECT '{kind}', {kind}_id, date_trunc('week', moment AT TIME ZONE 'UTC')::date, count(*)
FROM (SELECT {kind}_id, {moment} AS moment FROM articles_{table} AS article) AS listed
WHERE moment IS NOT NULL GROUP BY 2, 3
"""
FIND_LACKING = """
INSERT INTO articles_lacking (kind, article_id) SELECT '{kind}', id FROM articles_article AS article
WHERE NOT EXISTS (SELECT FROM {table} WHERE article_id = article.id)
"""
TAKE_WORDS = """
INSERT INTO articles_headlinewords (article_id, language, moment, words)
SELECT id, language, coalesce(published_at, created_at), ts_filter(search, '{a,b}') FROM articles_article
"""
TAKE_LEXEMES = """
INSERT INTO articles_headlinelexeme (lexeme)
SELECT word FROM ts_stat('SELECT words FROM articles_headlinewords') ORDER BY word
"""
FILLED = ("listedweek", "lacking", "headlinewords", "headlinelexeme")


def renew() -> None:
    """Make anew what triggers keep, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD)
        for table in PLACEMENTS:
            cursor.execute(LIST.format(table=table))
        for table in FILLED:
            cursor.execute(f"DELETE FROM articles_{table}")  # noqa: S608
        for statement in fillings():
            cursor.execute(statement)


def fillings() -> Iterator[str]:
    """What fills the tables, which are empty, from articles and their placements."""
    yield COUNT_WEEKS.format(kind="section", table="article", moment=MOMENT)
    for table, kind in PLACEMENTS.items():
        yield COUNT_WEEKS.format(kind=kind, table=table, moment="listed_at")
    for kind, table in PLACED.items():
        yield FIND_LACKING.format(kind=kind, table=table)
    yield from (TAKE_WORDS, TAKE_LEXEMES)
