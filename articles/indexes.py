"""Indexes for migrations that may be stopped half-way: a large one takes minutes, and the start of a server has ten."""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import transaction


class AddIndexAtLast(AddIndexConcurrently):
    """Adds an index while others write, or goes on from a try that was stopped.

    The database may have finished that one by itself; a broken one that was left behind is made anew.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        connection, model = schema_editor.connection, to_state.apps.get_model(app_label, self.model_name)
        with connection.cursor() as cursor:
            with transaction.atomic(connection.alias):  # waits for the try before, which may still be going on
                cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE UPDATE EXCLUSIVE MODE')
            cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [self.index.name])
            [is_whole] = cursor.fetchone() or [None]
            if is_whole is False:
                cursor.execute(f'DROP INDEX CONCURRENTLY "{self.index.name}"')
        if not is_whole:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
