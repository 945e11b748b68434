"""What triggers keep beside the articles: filled once nobody writes past them, and made anew by a command."""

from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import (
    Author,
    Byline,
    HeadlineLexeme,
    HeadlineWords,
    Lacking,
    ListedWeek,
    TagPlacement,
)
from articles.tagging import set_tags
from tests.stories import hidden_stories, many_stories, story


def derived() -> tuple[Any, ...]:
    """All of it, and each week of a list as the sum that counts."""
    weeks = Counter[Any]()
    for kind, number, week, articles in ListedWeek.objects.values_list("kind", "number", "week", "articles"):
        weeks[kind, number, week] += articles
    lexemes = HeadlineLexeme.objects.values_list("lexeme").distinct()
    rows = (model.objects.values_list() for model in (Lacking, HeadlineWords, Byline, TagPlacement))
    return {week: articles for week, articles in weeks.items() if articles}, *(
        Counter(each) for each in (lexemes, *rows)
    )


@pytest.mark.django_db
def test_what_was_written_past_the_triggers_is_made_as_they_would_have_it() -> None:
    for article in (
        story("Ferries of now"),
        story("Bridges of then", language="es"),
        *hidden_stories(),
        *many_stories(3),
    ):
        set_tags(article, ["Water"])
    Byline.objects.create(article=article, author=Author.objects.create(name="Tuyết"))
    kept = derived()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in (ListedWeek, Lacking, HeadlineWords, HeadlineLexeme):
            model.objects.all().delete()
        for placed in (Byline, TagPlacement):
            placed.objects.update(listed_at=None)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    ListedWeek.objects.create(kind="tag", number=7, week="2020-01-06", articles=3)
    assert not any(was == found for was, found in zip(kept, derived(), strict=True))
    call_command("renew_derived", stdout=StringIO())
    assert derived() == kept
