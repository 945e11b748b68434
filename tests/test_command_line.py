"""Commands in a newsroom that is not set up, or that are stopped, say so in one sentence."""

import atexit
import signal
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from articles.bundle import loading
from articles.management.bar import Bar
from articles.models import Article
from portal import command_line
from portal.environment import database

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaves_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command line that leaves the test's connection open, and usable after an error."""

    def execute(arguments: list[str]) -> None:
        before = transaction.savepoint_create()
        try:
            call_command(*arguments[1:])
        except DatabaseError:
            transaction.savepoint_rollback(before)
            raise

    monkeypatch.setattr(command_line, "execute_from_command_line", execute)


@pytest.mark.parametrize("lacking", ["articles_article", "articles_article.headline"])
def test_tables_that_a_migration_still_has_to_make_are_one_sentence(
    leaves_open: Any, article: Article, lacking: str, tmp_path: Path
) -> None:
    table, _dot, column = lacking.partition(".")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME {column} TO other")
    export = ["manage.py", "export_articles", str(tmp_path / "new.jsonl")]
    with pytest.raises(ProgrammingError):  # all that was to be done is done: a mistake of our own
        command_line.run(export)
    MigrationRecorder.Migration.objects.filter(app="articles").delete()
    with pytest.raises(SystemExit) as end:
        command_line.run(export)
    assert end.value.code == command_line.NOT_MIGRATED


def test_a_database_that_is_away_is_one_sentence_that_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    away = ConnectionHandler({"default": database("postgres://nobody@127.0.0.1:1/none")})["default"]
    monkeypatch.setattr(command_line, "execute_from_command_line", lambda arguments: away.ensure_connection())
    with pytest.raises(SystemExit) as end:
        command_line.run(["manage.py", "migrate"])
    assert "port 1 failed" in str(end.value.code)
    assert str(end.value.code).endswith("DATABASE_URL leads to it.")


def test_a_question_that_was_given_up_says_nothing_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "execute_from_command_line", lambda arguments: give_up())
    with pytest.raises(OperationalError, match="canceling"):
        command_line.run(["manage.py", "migrate"])


def give_up() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_cancel_backend(pg_backend_pid())")


def test_a_command_that_is_stopped_says_so_and_leaves_nothing_behind(
    leaves_open: Any, article: Article, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bar, "tell", Mock(side_effect=KeyboardInterrupt))  # Ctrl-C, when an article is written
    with pytest.raises(SystemExit) as end:
        command_line.run(["manage.py", "export_articles", f"{tmp_path}/new.jsonl", f"--photos={tmp_path}/photos"])
    assert (end.value.code, capsys.readouterr().err) == (130, f"{command_line.STOPPED}\n")
    assert not list(tmp_path.iterdir())


def test_a_lost_line_ends_a_command_in_order_and_nohup_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: dict[int, Any] = {}
    before = {signal.SIGTERM: signal.SIG_IGN, signal.SIGHUP: signal.SIG_DFL}
    monkeypatch.setattr(signal, "getsignal", before.get)
    monkeypatch.setattr(signal, "signal", set_to.__setitem__)
    done_last: list[Any] = []
    monkeypatch.setattr(atexit, "register", lambda *given: done_last.append(given))
    command_line.end_in_order()
    assert list(set_to) == [signal.SIGHUP]
    told, raised, at_the_end = set_to[signal.SIGHUP], list[int](), dict[int, Any]()

    def work(_arguments: list[str]) -> None:
        try:
            told(signal.SIGHUP, None)
        finally:
            at_the_end.update(set_to)

    monkeypatch.setattr(signal, "raise_signal", raised.append)
    monkeypatch.setattr(command_line, "execute_from_command_line", work)
    with pytest.raises(SystemExit) as end:  # where the signal ends nobody, as in a container
        command_line.run(["manage.py"])
    assert end.value.code == 129
    assert at_the_end == dict.fromkeys(before, signal.SIG_IGN), "it comes several times"
    for function, *given in done_last:
        function(*given)
    assert (raised, set_to[signal.SIGHUP]) == ([signal.SIGHUP], signal.SIG_DFL)


def test_an_import_that_is_stopped_says_what_went_in(
    leaves_open: Any, newsroom: Any, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.jsonl").write_text('{"id": "1", "headline": "One"}\n')
    monkeypatch.setattr(Bar, "tell", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(SystemExit):
        command_line.run(["manage.py", "import_articles", f"{tmp_path}/one.jsonl"])
    assert "1 article added" in capsys.readouterr().out
    assert Article.objects.get().headline == "One"


def test_an_import_that_is_stopped_before_anything_went_in_says_nothing_of_it(
    leaves_open: Any, newsroom: Any, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_stop(*given: Any) -> None:
        write(*given)
        raise KeyboardInterrupt

    (tmp_path / "one.jsonl").write_text('{"id": "1", "headline": "One"}\n')
    write = loading.write
    monkeypatch.setattr(loading, "write", write_and_stop)
    with pytest.raises(SystemExit):
        command_line.run(["manage.py", "import_articles", f"{tmp_path}/one.jsonl"])
    assert (capsys.readouterr().out, Article.objects.count()) == ("", 0)
