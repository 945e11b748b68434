"""The cache that all processes share, in the database: one statement for each thing that is done with it."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

# Keys are digests, so one write in 256 tidies up, whoever writes; Django counts all entries at each.
TIDIED_BY = "00"
TOUCH = "UPDATE {table} SET expires = %(expires)s WHERE cache_key = %(key)s"
SET = (
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
ADD = f"{SET} WHERE {{table}}.expires < %(now)s"
STATEMENTS = {"touch": TOUCH, "set": SET, "add": ADD}


class SharedCache(DatabaseCache):
    """Django's own, whose writing takes seven queries and may still find that somebody else was faster."""

    _table: str
    _cull: Any

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Whether the entry was written: `add` leaves one that is still good."""
        database = router.db_for_write(self.cache_model_class)
        with connections[database].cursor() as cursor:
            if key.startswith(TIDIED_BY):
                self._tidy_up(database, cursor)
            ends, table = self._expires(timeout), connections[database].ops.quote_name(self._table)
            entry: Any = {"key": key, "value": packed(value), "expires": ends, "now": timezone.now()}
            cursor.execute(STATEMENTS[mode].format(table=table), entry)
            return bool(cursor.rowcount)

    def _expires(self, timeout: Any) -> datetime:
        end = self.get_backend_timeout(timeout)
        return datetime.max.replace(tzinfo=UTC) if end is None else datetime.fromtimestamp(end, tz=UTC)

    def _tidy_up(self, database: str, cursor: Any) -> None:
        cursor.execute(f"SELECT count(*) FROM {connections[database].ops.quote_name(self._table)}")  # noqa: S608
        entries = cursor.fetchone()[0]
        if entries > self._max_entries:
            self._cull(database, cursor, timezone.now(), entries)


def packed(value: Any) -> str:
    """As Django reads it."""
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("ascii")
