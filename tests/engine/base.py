"""The engine that `tests.settings` names."""

import fcntl
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations

from portal.embedded import base

MIGRATED = "migrated"  # the database that is migrated once in a run and that each worker copies
KEPT = "kept"  # the schema with a copy of every table that migrations put rows in


def tables_with_rows(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> list[str]:
    """Which of the tables hold anything, in one query."""
    probes = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(probes))
        return [table for (table,) in cursor.fetchall()]


def rows_kept(connection: BaseDatabaseWrapper) -> list[str]:
    """Statements that bring the copied rows back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [KEPT])
        return [
            f'INSERT INTO "{table}" TABLE {KEPT}."{table}" ON CONFLICT DO NOTHING' for (table,) in cursor.fetchall()
        ]


class Creation(DatabaseCreation):
    """Migrates once in a run, and keeps what migrations wrote in the database itself: emptying brings it back."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        """Copy what somebody migrated, or be the first."""
        with self._one_at_a_time():
            if self._is_migrated():
                return self._copied()
            gc.disable()  # the models of each migration's moment would be looked through again and again
            name = super().create_test_db(*args, **options)
            gc.enable()
            self._copy(name, MIGRATED)
            return name

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        """Leave it: the cluster goes with the run, and to drop a database PostgreSQL would write all of them out."""

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with self.connection.settings_dict["EMBEDDED"]["directory"].with_name("migrating").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _is_migrated(self) -> bool:
        with self._nodb_cursor() as cursor:
            return self._database_exists(cursor, MIGRATED)

    def _copied(self) -> str:
        name = self._get_test_db_name()
        self._copy(MIGRATED, name)
        settings.DATABASES[self.connection.alias]["NAME"] = self.connection.settings_dict["NAME"] = name
        return name

    def _copy(self, source: str, target: str) -> None:
        self.connection.close()
        with self._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def serialize_db_to_string(self) -> str:
        """Copy every table that holds rows."""
        tables = tables_with_rows(self.connection, self.connection.introspection.django_table_names(only_existing=True))
        with self.connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {KEPT}")
            for table in tables:
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
        return ""

    def deserialize_db_from_string(self, data: str) -> None:
        """Nothing is left to do: the rows came back when the tables were emptied."""


class Operations(DatabaseOperations):
    """Empties only what holds rows, and leaves what migrations wrote, so that any test may come next."""

    def sql_flush(self, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        """Statements to run in one transaction, at whose end foreign keys are checked."""
        everything = [*tables, settings.CACHES["default"]["LOCATION"]]  # the cache's table is no model's
        emptied = [f'DELETE FROM "{table}"' for table in tables_with_rows(self.connection, everything)]
        without_triggers = ["SET LOCAL session_replication_role = replica"]  # some of which keep rows for ever
        return [*without_triggers, *emptied, "SET LOCAL session_replication_role = origin", *rows_kept(self.connection)]


class DatabaseWrapper(base.DatabaseWrapper):
    creation_class = Creation
    ops_class = Operations
