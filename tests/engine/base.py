"""The engine that `tests.settings` names."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations

from portal.embedded import base

KEPT = "kept"  # the schema with a copy of every table that migrations put rows in


def tables_with_rows(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> list[str]:
    """Which of the tables hold anything, in one query."""
    probes = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(probes))
        return [table for (table,) in cursor.fetchall()]


class Creation(DatabaseCreation):
    """Keeps what migrations wrote in the database itself, and brings it back from there."""

    def serialize_db_to_string(self) -> str:
        """Copy every table that holds rows, and name them, one to a line."""
        tables = tables_with_rows(self.connection, self.connection.introspection.django_table_names(only_existing=True))
        with self.connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {KEPT}")
            for table in tables:
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
        return "\n".join(tables)

    def deserialize_db_from_string(self, data: str) -> None:
        """Bring the copied rows back; foreign keys are checked at the end."""
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            for table in data.splitlines():
                cursor.execute(f'INSERT INTO "{table}" TABLE {KEPT}."{table}" ON CONFLICT DO NOTHING')


class Operations(DatabaseOperations):
    """Empties only what holds rows."""

    def sql_flush(self, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        """Statements that delete every row; foreign keys are checked when they have all run."""
        return [f'DELETE FROM "{table}"' for table in tables_with_rows(self.connection, tables)]


class DatabaseWrapper(base.DatabaseWrapper):
    creation_class = Creation
    ops_class = Operations
