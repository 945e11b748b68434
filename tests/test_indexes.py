"""Indexes that a migration adds while the newsroom goes on."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models

from articles.indexes import AddIndexAtLast

NAME = "tags_tried"
IS_THERE = "SELECT indexrelid, indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"
BREAK = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = to_regclass(%s)"


def added() -> tuple[int, bool]:
    """The index once it is added: its number, and whether it is whole."""
    state, add = SimpleNamespace(apps=apps), AddIndexAtLast("tag", models.Index("slug", name=NAME))
    with connection.schema_editor(atomic=False) as editor:
        add.database_forwards("articles", editor, state, state)
    return asked(IS_THERE).fetchone()


def asked(query: str):
    cursor = connection.cursor()
    cursor.execute(query, [NAME] if "%s" in query else [])
    return cursor


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_was_stopped_takes_an_index_that_is_whole_and_makes_a_broken_one_anew():
    """A start that is stopped while an index is made left one behind at which every further start failed."""
    try:
        whole = added()
        assert added() == whole
        asked(BREAK)
        number, is_whole = added()
        assert (number != whole[0], is_whole) == (True, True)
    finally:
        asked(f"DROP INDEX IF EXISTS {NAME}")
