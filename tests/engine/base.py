"""The engine that `tests.settings` names."""

import gc
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations

from portal.embedded import base
from tests.postgres import one_at_a_time

MIGRATED = "migrated"  # the database that is migrated once in a run and that each worker copies
KEPT = "kept"  # the schema with a copy of every table that migrations put rows in
BRING_BACK = f"{KEPT}.bring_back"


def tables_with_rows(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> list[str]:
    """Which of the tables hold anything, in one query."""
    probes = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(probes))
        return [table for (table,) in cursor.fetchall()]


class Creation(DatabaseCreation):
    """Migrates once in a run, and keeps what migrations wrote in the database itself: emptying brings it back."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        """Copy what somebody migrated, or be the first."""
        with one_at_a_time("migrating"):
            if self._is_migrated():
                return self._copied()
            gc.disable()  # the models of each migration's moment would be looked through again and again
            name = super().create_test_db(*args, **options)
            gc.enable()
            self._keep_rows()
            self._copy(name, MIGRATED)
            return name

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        """Leave it: the cluster goes with the run, and to drop a database PostgreSQL would write all of them out."""

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

    def _keep_rows(self) -> None:
        """Copy every table that holds rows, and keep a procedure that leaves these rows alone in the tables."""
        tables = self.connection.introspection.django_table_names(only_existing=True)
        kept = tables_with_rows(self.connection, tables)
        cache = settings.CACHES["default"]["LOCATION"]  # no model's table
        steps = [f'DELETE FROM "{table}";' for table in (*tables, cache)]
        steps += [f'INSERT INTO "{table}" TABLE {KEPT}."{table}";' for table in kept]
        with self.connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {KEPT}")
            for table in kept:
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
            cursor.execute(f"CREATE PROCEDURE {BRING_BACK}() LANGUAGE plpgsql AS $$ BEGIN {' '.join(steps)} END $$")

    def serialize_db_to_string(self) -> str:
        """Nothing is left to do: the rows were kept when the database was made, and come with each copy of it."""
        return ""

    def deserialize_db_from_string(self, data: str) -> None:
        """Nothing is left to do: the rows came back when the tables were emptied."""


class Operations(DatabaseOperations):
    """Leaves in each table what migrations wrote, so that any test may come next."""

    def sql_flush(self, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        """Statements to run in one transaction, without triggers: some keep rows for ever, most would check copies."""
        return ["SET LOCAL session_replication_role = replica", f"CALL {BRING_BACK}()"]


class DatabaseWrapper(base.DatabaseWrapper):
    creation_class = Creation
    ops_class = Operations
