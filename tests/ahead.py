"""What the workers need alike is done once, and while they are starting where it can be."""

from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from tests.postgres import one_at_a_time

MIGRATED = pytest.StashKey[Future[None]]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """The database is migrated by the process that hands out the tests."""
    if getattr(session.config.option, "numprocesses", None):
        session.config.stash[MIGRATED] = ThreadPoolExecutor().submit(migrate, session.config)


def migrate(config: pytest.Config) -> None:
    """What the first worker would do, and the others would wait for."""
    with config.stash[blocking_manager_key].unblock(), redirect_stdout(StringIO()):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Tell of what went wrong there, after all else was told."""
    if MIGRATED in config.stash:
        config.stash[MIGRATED].result()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """The first worker compiles the tests, in a new clone for seconds; the others then find them compiled."""
    with one_at_a_time("collecting"):
        return (yield)
