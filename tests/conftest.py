"""What every test has."""

import gc
import os
from collections.abc import Generator

import pytest

ROOMS = ("ahead", "cast", "browser", "elsewhere", "pictures", "newspaper", "press")
pytest_plugins = [f"tests.{room}" for room in ROOMS]

COMMITTING = {"transactional_db", "live_server"}


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than there are cores, because each now and then waits for a browser, a lock or a clock."""
    return (yield) + 1


def pytest_collection_finish() -> None:
    """Spare the garbage collector what was imported: it stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Let `tests.engine` alone bring back what migrations made, after each test that commits."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if (marker and marker.kwargs.get("transaction")) or COMMITTING & set(getattr(item, "fixturenames", ())):
            item.fixturenames.append("django_db_serialized_rollback")


def _refuse_to_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
        report.longrepr = f"In CI nothing may be skipped, but this was. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_to_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_to_skip(report)
    return report
