"""A newsroom's archive of any size, made of nothing: ten years of articles, their tags, photos, readers and reactions.

Bodies are put together from a pool of paragraphs inside the database, and so are their search vectors (a vector of two
paragraphs is both vectors, one after the other), so a million articles take minutes and no memory of this process.
"""

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any

import django
from django.db import connection

from articles import derived
from benchmarks.scale import rows
from benchmarks.scale.words import Writer

SEED = 5
LANGUAGES = ("en", "vi", "es")
PARAGRAPHS, LINES = 3_000, 10_000  # of each language in the pools
BATCH = 20_000

POOLS = """
CREATE SCHEMA pool;
CREATE TABLE pool.paragraph (language text, number int, html text, words int, vector tsvector, terms text[]);
CREATE TABLE pool.headline (language text, number int, line text, vector tsvector);
CREATE TABLE pool.standfirst (language text, number int, line text, vector tsvector);
CREATE AGGREGATE pool.joined(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');
"""
# What search_lexemes() makes of each part, so that joined parts are what it would make of the whole.
VECTORS = """
UPDATE pool.{pool} SET vector = setweight(to_tsvector(search_config(language), folded({text})), '{weight}')
    || marked_lexemes({text})
"""
TERMS = """
UPDATE pool.paragraph SET terms = ARRAY(
    SELECT word.lexeme FROM unnest(vector) AS word WHERE octet_length(word.lexeme) > 3
    ORDER BY md5(word.lexeme || number) LIMIT 9
)
"""
KEYS = "ALTER TABLE pool.{pool} ADD PRIMARY KEY (language, number)"

# The database keeps the vectors as it got them: to make each anew would take four times as long.
AS_LOADED = "ALTER TABLE articles_article ALTER COLUMN search DROP EXPRESSION"

# Indexes of the tables that grow; they are built when everything is in.
DROPPED = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
UNION ALL
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = ANY(%s::regclass[])
    AND (contype = 'u' OR conrelid = 'articles_term'::regclass AND contype = 'p')
"""


def load(size: int) -> None:
    """Fill the database, which is migrated and empty, with `size` articles and all that belongs to them."""
    begun = monotonic()
    say = partial(print, file=sys.stderr, flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # nobody listens, and all relations are right
        cursor.execute("SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET synchronous_commit = off")
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(AS_LOADED)
        fill_pools(cursor)
        for statement in rows.FEW:
            cursor.execute(statement.format(size=size, seed=SEED))
        with without_indexes(cursor):
            for first in range(1, size + 1, BATCH):
                last = min(first + BATCH - 1, size)
                for statement in rows.MANY:
                    cursor.execute(statement.format(first=first, last=last, size=size))
                say(f"{last:,} articles after {monotonic() - begun:.0f} s")
            cursor.execute(rows.TALLIES.format(size=size, read_an_hour=read_an_hour(size)))
            for statement in derived.fillings():
                cursor.execute(statement)
        for table in rows.NUMBERED:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM (ANALYZE, PARALLEL 0)")
    say(f"{size:,} articles took {monotonic() - begun:.0f} s")


def read_an_hour(size: int) -> int:
    """How many different articles are opened within an hour: more in a larger archive, but not in proportion."""
    return int(300 * math.sqrt(size / 10_000))


def fill_pools(cursor: Any) -> None:
    cursor.execute(POOLS)
    for language in LANGUAGES:
        writer = Writer(language, SEED)
        with cursor.copy("COPY pool.paragraph (language, number, html, words) FROM STDIN") as copy:
            for number in range(PARAGRAPHS):
                text = writer.paragraph()
                copy.write_row((language, number, f"<p>{text}</p>", len(text.split())))
        for pool, least, most in (("headline", 6, 12), ("standfirst", 15, 35)):
            with cursor.copy(f"COPY pool.{pool} (language, number, line) FROM STDIN") as copy:
                for number in range(LINES):
                    copy.write_row((language, number, writer.line(least, most)[:200]))
    for pool, text, weight in (
        ("headline", "line", "A"),
        ("standfirst", "line", "B"),
        ("paragraph", "plain_text(html)", "C"),
    ):
        cursor.execute(VECTORS.format(pool=pool, text=text, weight=weight))
        cursor.execute(KEYS.format(pool=pool))
    cursor.execute(TERMS)
    cursor.execute("ANALYZE pool.paragraph, pool.headline, pool.standfirst")


@contextmanager
def without_indexes(cursor: Any) -> Iterator[None]:
    """Load first and index then: a million rows into a B-tree one by one take many times as long."""
    cursor.execute(DROPPED, [rows.LARGE, rows.LARGE])
    dropped = cursor.fetchall()
    for drop, _make in dropped:
        cursor.execute(drop)
    yield
    for _drop, make in dropped:
        cursor.execute(make)


if __name__ == "__main__":
    django.setup()
    load(int(sys.argv[1]))
