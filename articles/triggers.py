"""Triggers for migrations: the database tells which pages a change touches (docs/decisions/0025).

`tells("articles_byline", EVER, "article-{article_id}-whole")` has each row that is written tell that key, with its
column in the place of the column's name; what it was tells as well as what it becomes. A row with an `article_id` tells
only while that article is published.
"""

import hashlib

from django.db import migrations

EVER, INSERT, UPDATE, DELETE = "INSERT OR UPDATE OR DELETE", "INSERT", "UPDATE", "DELETE"


def tells(table: str, event: str, keys: str, *, when: str = "") -> migrations.RunSQL:
    """Have `table` tell `keys` (patterns, apart by spaces) at an `event`, of rows for which `when` holds."""
    patterns = ", ".join(f"'{key}'" for key in keys.split())
    return trigger(table, event, f"tell_patterns({patterns})", when=when)


def trigger(table: str, event: str, function: str, *, when: str = "") -> migrations.RunSQL:
    """A trigger that is named after what it does, so that a later migration can find it."""
    name = "tell_" + hashlib.sha256(f"{event} {when} {function}".encode()).hexdigest()[:12]
    condition = f"WHEN ({when})" if when else ""
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {function}",
        f"DROP TRIGGER {name} ON {table}",
    )


def differs(*fields: str) -> str:
    """The condition of an update that changes one of these columns."""
    before, after = (", ".join(f"{row}.{field}" for field in fields) for row in ("OLD", "NEW"))
    return f"({before}) IS DISTINCT FROM ({after})"
