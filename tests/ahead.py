"""The database is migrated by the process that hands out the tests, while those that run them are still starting."""

from contextlib import redirect_stdout
from io import StringIO
from threading import Thread

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

MIGRATING = pytest.StashKey[Thread]()


def pytest_sessionstart(session: pytest.Session) -> None:
    if getattr(session.config.option, "numprocesses", None):
        session.config.stash[MIGRATING] = Thread(target=migrate, args=[session.config], name="migrates")
        session.config.stash[MIGRATING].start()


def migrate(config: pytest.Config) -> None:
    """What the first worker would do, and the others would wait for."""
    with config.stash[blocking_manager_key].unblock(), redirect_stdout(StringIO()):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if MIGRATING in session.config.stash:
        session.config.stash[MIGRATING].join()
