"""Articles closed to reactions or notes, from their page at the desk."""

import pytest
from django.urls import reverse

from accounts.models import Closing
from accounts.refused import Refused
from tests.article_desk import page_of
from tests.notes import write

pytestmark = pytest.mark.django_db

ADD = reverse("admin:accounts_closing_add")


def test_an_editor_closes_an_article_from_its_page_says_why_and_opens_it_again(client, editor, reader, article):
    client.force_login(editor)
    assert f"{ADD}?article={article.pk}" in client.get(page_of(article)).content.decode()
    form = client.get(f"{ADD}?article={article.pk}").context["adminform"].form
    assert form.initial["article"] == article
    closed = client.post(ADD, {"article": article.pk, "closes": "notes", "why": "Closed while the trial lasts."})
    assert closed["Location"] == page_of(article)
    closing = Closing.objects.get()
    assert closing.closed_by == editor
    assert "Closed while the trial lasts." in client.get(page_of(article)).content.decode()
    with pytest.raises(Refused, match="trial"):
        write(reader, article)
    opened = client.post(reverse("admin:accounts_closing_delete", args=[closing.pk]), {"post": "yes"})
    assert opened["Location"] == page_of(article)
    article.refresh_from_db()
    assert write(reader, article)


@pytest.mark.parametrize("why", ["", "   ", "\x07", "\u200b", "a" * 301])
def test_a_closing_says_why_in_one_sentence(client, editor, article, why):
    client.force_login(editor)
    answer = client.post(ADD, {"article": article.pk, "closes": "reactions", "why": why})
    assert answer.context["adminform"].form.errors["why"]
    assert not Closing.objects.exists()


def test_a_closing_of_what_is_no_article_is_shown_again(client, editor):
    client.force_login(editor)
    for number in ("x", "9" * 40, "null"):
        answer = client.post(ADD, {"article": number, "closes": "notes", "why": "Closed."})
        assert "article" in answer.context["adminform"].form.errors, number


def test_a_journalist_reads_that_an_article_is_closed_and_is_offered_nothing(client, journalist, article):
    Closing.objects.create(article=article, why="Closed while the trial lasts.")
    client.force_login(journalist)
    shown = client.get(page_of(article)).content.decode()
    assert "Closed while the trial lasts." in shown
    assert "/admin/accounts/closing/" not in shown
