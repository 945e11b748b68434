"""An import beside colleagues and other imports that name the same things at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from articles import bundle as bundles
from articles.bundle import Report
from articles.models import Article, Author, Section, Tag, Topic
from tests.bundles import LINE, bundle, load
from tests.threads import is_anyone_waiting

pytestmark = pytest.mark.usefixtures("media")
side_by_side = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def loaded(path: Path) -> tuple[str, str]:
    """What an import tells that runs in another thread, with a connection of its own."""
    try:
        return load(path)
    finally:
        connection.close()


@contextmanager
def colleague_who(*statements: str) -> Iterator[Any]:
    """A colleague's connection, by which this much is written and not committed."""
    with closing(connection.copy()) as colleague:
        colleague.set_autocommit(False)
        with colleague.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        yield colleague


def loaded_beside(colleague: Any, path: Path) -> tuple[str, str]:
    """What an import tells that waits for what a colleague has written until they commit it."""
    with ThreadPoolExecutor(1) as pool, connection.cursor() as cursor:
        told = pool.submit(loaded, path)
        while not told.done() and not is_anyone_waiting(cursor):
            pass
        colleague.commit()
        return told.result()


@side_by_side
def test_an_import_takes_what_a_colleague_names_at_the_same_moment(tmp_path: Path) -> None:
    path = bundle(tmp_path, LINE | {"section": "World", "topics": ["Floods"], "tags": ["Rain"], "authors": ["Le"]})
    described = "name, slug, names, description, descriptions"
    with colleague_who(
        f"INSERT INTO articles_section ({described}, position) VALUES ('World', 'world', '{{}}', '', '{{}}', 1)",
        f"INSERT INTO articles_topic ({described}) VALUES ('Floods', 'floods', '{{}}', '', '{{}}')",
        "INSERT INTO articles_tag (name, slug) VALUES ('Rain', 'rain')",
        "INSERT INTO articles_author (name, slug, role, biography) VALUES ('Lê', 'le', 'Reporter', '')",
    ) as colleague:
        assert loaded_beside(colleague, path)[1] == ""
    article = Article.objects.get()
    assert (article.section.position, article.topics.get().name, article.tags.get().name) == (1, "Floods", "Rain")
    assert [kind.objects.count() for kind in (Section, Topic, Tag)] == [1, 1, 1]
    # Who has the same letters but for their marks is somebody else.
    assert set(Author.objects.values_list("name", "slug")) == {("Lê", "le"), ("Le", "le-2")}


@side_by_side
def test_a_name_in_another_language_that_a_colleague_gives_away_meanwhile_is_told(tmp_path: Path) -> None:
    Section.objects.create(name="World")
    sport = Section.objects.create(name="Sport")
    path = bundle(tmp_path, LINE | {"section": {"name": "World", "names": {"es": "Mundo"}}})
    with colleague_who(f'UPDATE articles_section SET names = \'{{"es": "mundo"}}\' WHERE id = {sport.pk}') as colleague:
        _told, complained = loaded_beside(colleague, path)
    assert complained == "line 1: “Mundo” means “Sport” already; “World” gets no name in “es”.\n"
    assert Article.objects.get().section.name == "World"


@side_by_side
def test_two_imports_side_by_side_load_the_same_articles_once(tmp_path: Path) -> None:
    lines = [
        LINE
        | {"id": f"{number}", "tags": [f"Tag {number}"], "section": f"Section {number}", "related": [f"{number ^ 1}"]}
        for number in range(24)
    ]
    paths = []
    for name, several in (("there", lines), ("back", lines[::-1])):
        (tmp_path / name).mkdir()
        paths.append(bundle(tmp_path / name, *several))
    with ThreadPoolExecutor(2) as pool:
        complaints = [complained for _told, complained in pool.map(loaded, paths)]
    assert complaints == ["", ""]
    assert [kind.objects.count() for kind in (Article, Section, Tag)] == [24, 24, 24]


@pytest.mark.django_db
def test_a_section_that_is_gone_when_its_articles_are_written_keeps_those_out_alone(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []

    def problem(line: int, sentence: str) -> None:
        told.append((line, sentence))
        Section.objects.filter(name="World").delete()

    lines = [LINE | {"section": "World", "told": "before anything is written"}, LINE | {"id": "b"}]
    report = Report(problem=problem)
    bundles.load(bundle(tmp_path, *lines), None, report)
    assert (report.added, report.refused, Article.objects.get().external_id) == (1, 1, "b")
    assert told[-1][0] == 1
    assert "the database refused it" in told[-1][1]
