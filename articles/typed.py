"""What words ask for while they are typed: their own lexemes, and all that begin as they do.

Languages read a word differently: “bridge” is “bridg” in English, “the” is nothing there and a word elsewhere. The
index of headlines knows no language, so it is asked once for what any of them reads, and what it finds is read again.
It gathers a beginning's articles of all times, however few of them are wanted, but meets those of lexemes a few at a
time; so it is asked for the lexemes that begin so, where they are not very many.
"""

import re
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, Case, Q, When

from articles.in_languages import CODES

# By a function of the migration `0001_words`; of a word that is not indexed nothing.
READ = """
SELECT language, word, word_beginning(search_config(language), word)::text
FROM unnest(%s::text[]) AS language CROSS JOIN unnest(%s::text[]) AS word
"""
MOST_LEXEMES = 400
BEGIN_SO = """
SELECT beginning, ARRAY(
    SELECT DISTINCT lexeme FROM articles_headlinelexeme
    WHERE lexeme >= beginning AND lexeme < beginning || chr(1114111) LIMIT %s
) FROM unnest(%s::text[]) AS beginning
"""
a_beginning = re.compile(r"'(\w+)':\*")


class Read(SearchQuery):
    """A query as PostgreSQL has read it."""

    template = "(%(expressions)s)::tsquery"


class Typed:
    """Some words, which PostgreSQL reads in all languages at once."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    @cached_property
    def readings(self) -> dict[tuple[str, str], str]:
        """What each word asks for in each language."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [CODES, self.words])
            return {(language, word): read for language, word, read in cursor.fetchall()}

    @property
    def beginnings(self) -> set[str]:
        return {found[1] for read in self.readings.values() for found in a_beginning.finditer(read)}

    @cached_property
    def lexemes(self) -> dict[str, list[str]]:
        """The lexemes of headlines that begin as a word does, where they are not very many."""
        with connection.cursor() as cursor:
            cursor.execute(BEGIN_SO, [MOST_LEXEMES + 1, list(self.beginnings)])
            return {beginning: found for beginning, found in cursor.fetchall() if len(found) <= MOST_LEXEMES}

    def in_text(self, word: str, language: str, words: str) -> Q:
        """That the lexemes in the field `words` have what one word asks for, which may be nothing."""
        read = self.readings[language, word]
        return Q(**{words: Read(read)}) if read else Q()

    def in_all(self, words: list[str]) -> list[Q]:
        """Conditions on rows of language and lexemes that have all of some words, apart where languages ask for others.

        No row meets two of them.
        """
        groups: dict[tuple[str, ...], list[str]] = {}
        for language in CODES:
            asking = tuple(word for word in words if self.readings[language, word])
            groups.setdefault(asking, []).append(language)
        return [self._in_some(languages, asking) for asking, languages in groups.items() if asking]

    def _in_some(self, languages: list[str], words: tuple[str, ...]) -> Q:
        reading = {each: every([self.readings[each, word] for word in words]) for each in languages}
        of_any = Q(words=Read(every([self.of_any(word, languages) for word in words])))
        is_same = len(languages) == len(CODES) and len({*reading.values()}) == 1
        return of_any if is_same else of_any & Q(is_read_so(reading))

    def of_any(self, word: str, languages: list[str]) -> str:
        """What a word asks for in any of the languages, each part once."""
        parts = [part for each in languages for part in self.readings[each, word].split(" | ")]
        return " | ".join(dict.fromkeys(each for part in parts for each in self._written_out(part)))

    def _written_out(self, part: str) -> list[str]:
        beginning = a_beginning.fullmatch(part)
        lexemes = self.lexemes.get(beginning[1]) if beginning else None
        return [part] if lexemes is None else [quoted(lexeme) for lexeme in lexemes]

    def within(self, months: list[date]) -> Q:
        """The condition on a row's `month` to be one of these or still to come, as the index answers it soonest."""
        if self.beginnings <= self.lexemes.keys():
            return Q(month__in=months) | Q(month__gt=months[0])
        return Q(month__gte=months[-1])


def is_read_so(reading: dict[str, str]) -> Any:
    """Whether a row's lexemes are what its own language asks for; a CASE, which no index tries to answer."""
    cases = (When(language=each, then=Q(words=Read(query))) for each, query in reading.items())
    return Case(*cases, default=False, output_field=BooleanField())


def every(queries: list[str]) -> str:
    return " & ".join(f"({query})" for query in queries)


def quoted(lexeme: str) -> str:
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
