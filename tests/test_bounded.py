"""Long lists at the desk: they end early, say so, and count nothing that they do not show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Reaction, ReactionKind, User
from tests.stories import story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["articles_article", "accounts_reaction"])
def test_a_list_that_ends_early_says_so_and_counts_no_further(
    client: Client, administrator: User, reader: User, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    client.force_login(administrator)
    kind = ReactionKind.objects.get(key="angry")
    articles = [story(f"Story {number}") for number in range(3)]
    Reaction.objects.bulk_create(Reaction(article=article, reader=reader, kind=kind) for article in articles)
    address = reverse(f"admin:{model}_changelist")
    assert b"There are more than" not in client.get(address).content
    monkeypatch.setattr("articles.admin.bounded.MOST_COUNTED", 2)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address, {"_facets": "True"})
    assert b"There may be more than these 2" in page.content
    counts = [query["sql"] for query in asked if "COUNT(" in query["sql"]]
    assert counts
    assert all("LIMIT 2" in sql for sql in counts)
