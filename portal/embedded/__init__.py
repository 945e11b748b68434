"""The private PostgreSQL of a demo and of the tests, as a Django database engine.

The cluster starts when a process opens its first connection, so commands that need no database start none.
"""

from pathlib import Path
from typing import Any


def database_settings(directory: Path, *, is_durable: bool = True) -> dict[str, Any]:
    """Settings of a database in the cluster that `directory` holds; without durability it is fast and disposable."""
    return {
        "ENGINE": "portal.embedded",
        "NAME": "broadsheet",
        "USER": "broadsheet",
        "OPTIONS": {"sslmode": "disable", "gssencmode": "disable"},
        "EMBEDDED": {"directory": directory, "is_durable": is_durable},
    }
