"""What several do at once: threads with connections of their own, and whether one waits for another."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections


def at_once(work, tasks) -> list:
    """`work` done for every task in as many threads, each with a connection of its own."""

    def do(task):
        try:
            return work(task)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(do, tasks))


def is_anyone_waiting_for_this() -> bool:
    """Whether another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


def is_anyone_waiting(cursor: Any) -> bool:
    """Whether somebody's write waits for a colleague's to end."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    cursor.execute(waiting)
    return bool(cursor.fetchone()[0])
