"""The terms that related articles are found by: each article's most telling lexemes, weighed when it is saved.

A lexeme weighs (1 + ln tf) · ln((2 + N) / (1 + df)): the more an article uses it and the fewer others do, the more it
says (Salton & Buckley, Information Processing & Management 24(5), 1988). An article's weights form a vector of length
1, so that the cosine of two articles is the sum of the products of the terms they share (measured in docs/lists.md).
"""

from collections.abc import Iterable
from itertools import batched

from django.db import connection, transaction

from articles.prepared import Gap, Prepared

TERMS_PER_ARTICLE = 60
# Statistics come from each language's newest articles, and follow a small archive's growth and large imports.
ARTICLES_COUNTED = 5000
ARTICLES_OF_A_SMALL_ARCHIVE = 2000
ARTICLES_OF_A_LARGE_IMPORT = 1000
RENEWING = 0x7E12  # any number; it keeps two processes from renewing at once

LOCK_ARTICLES = "SELECT FROM articles_article WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
FORGET_TERMS = "DELETE FROM articles_term WHERE article_id = ANY(%s)"
# A use in the headline counts as three, one in the standfirst as two. A word that nothing else is known to hold and its
# own article uses once seldom links anything, so it stands back for those that do.
WRITE_TERMS = """
WITH used AS (
    SELECT article.id, article.language, word.lexeme,
        greatest(1, cardinality(word.positions)) AS times,
        CASE WHEN 'A' = ANY(word.weights) THEN 2 WHEN 'B' = ANY(word.weights) THEN 1 ELSE 0 END AS extra
    FROM articles_article AS article CROSS JOIN unnest(article.search) AS word
    WHERE article.id = ANY(%s)
), weighed AS (
    SELECT used.id, used.lexeme,
        (1 + ln(times + extra)) * ln((1::float8 + total.articles) / (1 + coalesce(known.articles, 1))) AS weight,
        times + extra = 1 AND known.articles IS NULL AS is_lone
    FROM used JOIN articles_lexeme AS total ON total.language = used.language AND total.lexeme = ''
        LEFT JOIN articles_lexeme AS known ON known.language = used.language AND known.lexeme = used.lexeme
), placed AS (
    SELECT id, lexeme, weight / sqrt(sum(weight * weight) OVER whole) AS weight, row_number() OVER best AS place
    FROM weighed WHERE weight > 0
    WINDOW whole AS (PARTITION BY id), best AS (PARTITION BY id ORDER BY is_lone, weight DESC, lexeme)
)
INSERT INTO articles_term (article_id, lexeme, weight) SELECT id, lexeme, weight FROM placed WHERE place <= %s
ON CONFLICT DO NOTHING
"""

WRITE_FIRST_TERMS = Prepared(
    lambda: (f"{WRITE_TERMS.replace('ANY(%s)', '%s')} RETURNING article_id", [Gap("article"), TERMS_PER_ARTICLE])
)
HAS_DOUBLED = """
SELECT count(*) > 1 + 2 * (SELECT coalesce(sum(articles), 0) FROM articles_lexeme WHERE lexeme = '')
FROM (SELECT FROM articles_article LIMIT %s) AS article
"""
IS_OUTGROWN = Prepared(lambda: (HAS_DOUBLED, [2 * ARTICLES_OF_A_SMALL_ARCHIVE]))
COUNT_ARTICLES = """
INSERT INTO articles_lexeme (language, lexeme, articles)
SELECT language, '', least(count(*), %s) FROM articles_article GROUP BY language
"""
COUNT_LEXEMES = """
INSERT INTO articles_lexeme (language, lexeme, articles)
SELECT total.language, word, ndoc FROM articles_lexeme AS total, ts_stat(format(
    'SELECT search FROM articles_article WHERE language = %%L ORDER BY id DESC LIMIT %%s', total.language, %s::int
)) WHERE total.lexeme = '' AND ndoc > 1
"""


def prepare(articles: Iterable[int], *, are_new: bool = False) -> None:
    """Weigh the terms of the articles with these numbers, so that they are suggested and get suggestions at once."""
    articles = list(articles)
    if len(articles) > ARTICLES_OF_A_LARGE_IMPORT or is_outgrown():
        renew()
    elif are_new:
        for article in articles:
            WRITE_FIRST_TERMS.rows(article=article)
    elif articles:
        weigh(articles)


def renew() -> None:
    """Count anew how common each lexeme is and weigh every article by that."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RENEWING])
        cursor.execute("DELETE FROM articles_lexeme")
        cursor.execute(COUNT_ARTICLES, [ARTICLES_COUNTED])
        cursor.execute(COUNT_LEXEMES, [ARTICLES_COUNTED])
        cursor.execute("ANALYZE articles_lexeme")  # or each weighing takes ten times as long
        cursor.execute("SELECT id FROM articles_article ORDER BY id")
        everything = [number for (number,) in cursor.fetchall()]
    for some in batched(everything, 500):
        weigh(list(some))
    # A planner that does not know the tables' sizes yet takes ten times as long over related articles.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article, articles_lexeme, articles_term")


def weigh(articles: list[int]) -> None:
    """Replace the terms of `articles` by what their text and the present statistics say."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK_ARTICLES, [articles])
        cursor.execute(FORGET_TERMS, [articles])
        cursor.execute(WRITE_TERMS, [articles, TERMS_PER_ARTICLE])


def is_outgrown() -> bool:
    """Whether a small archive has doubled since its lexemes were counted; an article alone is like no other."""
    return bool(IS_OUTGROWN.rows()[0][0])
