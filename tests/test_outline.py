"""A body's outline is kept with it, and never used for another body."""

import pytest
from django.test import Client

from articles import outline
from articles.models import Article
from articles.outline import digest

pytestmark = pytest.mark.django_db
TALLER = "<h2>Anew</h2>\n<p>A much longer first paragraph than there was.</p>\n<p>A second.</p>\n<p>A third.</p>"


def test_saving_outlines_the_body(article: Article) -> None:
    article.body = TALLER
    article.save()
    kept = Article.objects.get(pk=article.pk).outline
    assert kept["of"] == digest(article.body)
    assert [article.body[:end].endswith("</p>") for end in kept["ends"]] == [True] * 3
    assert outline.parts(article.body, [], kept) == outline.parts(article.body, [])


def test_a_body_that_changes_without_its_outline_is_shown_as_it_is(client: Client, full: Article) -> None:
    assert Article.objects.get(pk=full.pk).outline["of"] == digest(full.body)
    Article.objects.filter(pk=full.pk).update(body=TALLER)
    page = client.get(full.get_absolute_url()).text
    body = page[page.index('class="body"') :]
    assert body.index("A second.</p>") < body.index("Reeds on the bank.") < body.index("<p>A third.</p>")
