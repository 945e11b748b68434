"""Writers, other readers and moderators who do something to one note at the same moment: nobody waits in a circle."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts import leaving, notes
from accounts.claims import open_to
from accounts.models import Agreement, Case, Leaving, Note, Receipt, Report, User
from accounts.reactions import withdraw
from accounts.reports import report
from tests.notes import review, write

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

A_DAY = timedelta(days=1)
Begin = Callable[..., Future[Any]]


@pytest.fixture
def note(reader, article) -> Note:
    review("none")
    return write(reader, article)


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Does something on a connection of its own, which gives up when it waits for others for long."""

    def do(deed: Callable[..., Any], *about: Any) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            return deed(*about)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        yield lambda deed, *about: pool.submit(do, deed, *about)


def until_it_waits(deed: Future[Any]) -> None:
    """Go on once `deed` waits for a row that we hold, or is done."""
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        while not deed.done():
            cursor.execute(waiting)
            if cursor.fetchone():
                return


def test_a_report_is_taken_while_a_moderator_decides(note, second_reader, administrator, moderator, begin):
    case = report(administrator, note, "spam").case
    with transaction.atomic():
        open_to(case, moderator)
        begin(report, second_reader, note, "insult").result()
    assert case.reports.count() == 2


def test_a_note_is_taken_back_while_another_agrees(note, reader, second_reader, article, begin):
    with transaction.atomic():
        notes.agree(second_reader, note)
        taken_back = begin(withdraw, reader, article)
        until_it_waits(taken_back)
    taken_back.result()
    assert (Note.objects.count(), Agreement.objects.count()) == (0, 0)


def test_an_account_is_deleted_while_another_reports_its_note(note, reader, second_reader, begin, monkeypatch):
    wish = leaving.ask_to_leave(reader, keeps_reactions=True)
    Leaving.objects.update(asked_at=wish.asked_at - A_DAY, due_at=timezone.now())
    deleted: list[Future[Any]] = []

    def open_meanwhile(*about: Any) -> Case:
        deleted.append(begin(leaving.erase, wish))
        until_it_waits(deleted[0])
        return open_the_case(*about)

    open_the_case = notes.open_case
    monkeypatch.setattr(notes, "open_case", open_meanwhile)
    report(second_reader, note, "spam")
    assert isinstance(deleted[0].result(), Receipt)
    assert (Note.objects.exists(), User.objects.filter(pk=reader.pk).exists()) == (False, False)
    assert Report.objects.get().text == ""
