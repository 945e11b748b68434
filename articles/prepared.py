"""Questions that are asked so often that building them would cost more than their answer (docs/decisions/0029).

A queryset says what is asked, with a `Gap` for each value that differs from one time to the next. Its SQL is made
once, PostgreSQL reads and plans it once for each connection, and from then on it is only asked.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from threading import RLock
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import FETCH_RAISE, BigIntegerField, BooleanField, Expression, Field, Func, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from psycopg.types.numeric import Int8

# SQL, and what stands in the place of each %s: a value, or the gap for one.
type Statement = tuple[str, Sequence[Any]]
NOW = "now"
BUILDING = RLock()  # one thread at a time builds a question, and another one may be part of it
NUMBERS: Field = ArrayField(BigIntegerField())


class Gap(Expression):
    """A value that is given when the question is asked."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return f"%s::{self.output_field.db_type(connection)}", (self,)


class Among(Func):
    """Whether a column holds one of the numbers in a gap: `Among(F("pk"), Gap("readers", NUMBERS))`."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()


class PreparingCursor(psycopg.RawCursor):
    """Has PostgreSQL prepare whatever it executes, which is written as PostgreSQL reads it."""

    def execute(self, query: Any, params: Any = None, **_options: Any) -> "PreparingCursor":
        return super().execute(query, params, prepare=True)


class Prepared:
    """A question of which `build` makes the statement, the first time that it is asked."""

    def __init__(self, build: Callable[[], Statement]) -> None:
        self.build = build

    @cached_property
    def statement(self) -> Statement:
        """SQL and the names of its gaps, or its values; every moment in it is that of asking."""
        with BUILDING:
            before = timezone.now()
            sql, params = self.build()
            after = timezone.now()
        for value in params:
            if isinstance(value, datetime) and not before <= value <= after:
                raise ValueError(f"{value} would stay the same for ever: only the present moment can be asked about.")
        return sql, [Gap(NOW) if isinstance(value, datetime) else value for value in params]

    @cached_property
    def written(self) -> tuple[str, list[str]]:
        """The statement as PostgreSQL reads it, with $1 for the first of the gaps that are named with it.

        What stays the same is written out: it need not be sent each time, and one plan that is kept for all can use
        what is known of it, such as an index of nothing but shown notes.
        """
        sql, params = self.statement
        gaps = list(dict.fromkeys(each.name for each in params if isinstance(each, Gap)))
        marks = (f"${gaps.index(each.name) + 1}" if isinstance(each, Gap) else literal(each) for each in params)
        return sql % tuple(marks), gaps

    def filled(self, **values: Any) -> Statement:
        """The statement with these values in its gaps, to be a part of another; `now` is the present moment."""
        sql, params = self.statement
        given = values_of(values)
        return sql, [given[each.name] if isinstance(each, Gap) else each for each in params]

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that answer it, with these values in its gaps; `now` is the present moment where none is given."""
        sql, gaps = self.written
        given = values_of(values)
        cursor = preparing_cursor()
        cursor.execute(sql, [given[name] for name in gaps])
        return cursor.fetchall()


class PreparedRows(Prepared):
    """A queryset whose rows come as what they are: articles, corrections. What was not fetched of them raises, unless
    `fetch_mode` says otherwise.

    It is built once: what it tells `articles.freshness` while it is built has to be told by whoever asks.
    """

    def __init__(self, question: Callable[[], QuerySet[Any]], fetch_mode: Any = FETCH_RAISE) -> None:
        super().__init__(self.compiled)
        self.question, self.fetch_mode = question, fetch_mode

    def compiled(self) -> Statement:
        """The statement of a queryset that is made now, as the moments in it must be."""
        queryset = self.question().fetch_mode(self.fetch_mode)
        compiler = queryset.query.get_compiler(queryset.db)
        statement = compiler.as_sql()
        self.queryset, self.compiler = queryset, compiler
        return statement

    @cached_property
    def converters(self) -> Any:
        """What makes Python's values of the database's."""
        return self.compiler.get_converters([column for column, _sql, _alias in self.compiler.select or ()])

    def ask(self, **values: Any) -> list[Any]:
        """The rows that answer it."""
        return self.made_of(self.rows(**values))

    def made_of(self, answer: Sequence[Sequence[Any]]) -> list[Any]:
        """What the database's rows are, which may have come with another question's."""
        converters = self.converters
        answered: Any = copy.copy(self.compiler)
        answered.connection, answered.execute_sql = connection, lambda **_options: [answer]
        answered.get_converters = lambda _columns: converters
        asked: Any = Answered(self.queryset, answered, self.fetch_mode)
        return list(ModelIterable(asked))

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.ask(**values)), None)


class Answered:
    """What Django wants to know of a queryset whose answer is there already, to make rows of it."""

    def __init__(self, queryset: QuerySet[Any], compiler: SQLCompiler, fetch_mode: Any) -> None:
        self.query, self.compiler = self, compiler
        self.model, self.db, self._fetch_mode = queryset.model, queryset.db, fetch_mode
        self._known_related_objects: dict[str, Any] = {}

    def get_compiler(self, using: str) -> SQLCompiler:
        return self.compiler


def values_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the gaps."""
    given = {name: Int8(value) if isinstance(value, int) else value for name, value in values.items()}
    return {NOW: timezone.now()} | given


def literal(value: Any) -> str:
    """A value as it is written in SQL."""
    return psycopg.sql.Literal(value).as_string()


def preparing_cursor() -> CursorWrapper:
    """Django's own around one that prepares, so that queries are counted and errors are Django's as everywhere.

    The connection keeps it: to make one anew for each question takes as long as the question.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    kept = vars(database.connection)
    if "preparing" not in kept:
        kept["preparing"] = database.make_cursor(PreparingCursor(database.connection))
    return database.make_debug_cursor(kept["preparing"].cursor) if database.queries_logged else kept["preparing"]


def one(question: QuerySet[Any]) -> Statement:
    """The statement of a queryset."""
    return question.query.sql_with_params()


def of_each(question: Statement, **types: str) -> Statement:
    """One statement that asks a question several times: its gaps of these names take a list each, of a type's values.

    Before each row of an answer stands the place of what it answers in the lists, from 1.
    """
    sql, params = question
    is_listed = [isinstance(each, Gap) and each.name in types for each in params]
    marks = (f"asked.{each.name}" if listed else "%s" for each, listed in zip(params, is_listed, strict=True))
    lists = ", ".join(f"%s::{type_of_values}[]" for type_of_values in types.values())
    return (
        f"SELECT asked.place, answer.* FROM unnest({lists}) WITH ORDINALITY AS asked ({', '.join(types)}, place)"  # noqa: S608 (our own SQL)
        f" CROSS JOIN LATERAL ({sql.replace('%%', '%%%%') % tuple(marks)}) AS answer"
    ), [*map(Gap, types), *(each for each, listed in zip(params, is_listed, strict=True) if not listed)]


def together(questions: Mapping[str, QuerySet[Any, Any]]) -> Statement:
    """One statement for several querysets of `values()`: one value that holds, for each, the list of its rows."""
    answers, params = [], list[Any]()
    for question in questions.values():
        sql, own = one(question)
        answers.append(f"(SELECT coalesce(json_agg(answer), '[]') FROM ({sql}) AS answer)")  # noqa: S608 (our own SQL)
        params += own
    return f"SELECT json_build_array({', '.join(answers)}) AS answers", params
