"""The engine that `portal.environment` names."""

import select
from types import ModuleType

import psycopg
from django.db.backends.postgresql import base

from portal.database.silence import Connection


class DatabaseWrapper(base.DatabaseWrapper):
    """Spares the question before each request's first: a server that has ended has closed its end of the line.

    What is prepared (`articles.prepared`) is planned once. Else PostgreSQL plans a question with a list in it each time
    anew, since it guesses that a list is long, and takes one plan for all lists to be dear.
    """

    Database = ModuleType(psycopg.__name__)
    vars(Database).update(vars(psycopg), connect=Connection.connect)

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self.connection.execute("SET plan_cache_mode = force_generic_plan")

    def is_usable(self) -> bool:
        return (self.is_quiet() and not self.errors_occurred) or super().is_usable()

    def is_quiet(self) -> bool:
        """Whether the connection stands with nothing to be read from it; a word of farewell would be."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.pgconn.socket, select.POLLIN)
        return not line.poll(0)
