"""By-lines: begun with the writer's own name, and missed visibly."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article, Author, Byline, Section
from tests.article_desk import ADD_ARTICLE, LIST, choose, page_of, press
from tests.forms import HTMLForm, judged, messages_of, undrawn
from tests.kept import opened

pytestmark = pytest.mark.django_db
UNSIGNED = "No by-line: readers will see no author"
EMPTY = "readers will find nothing below the headline"


def unsigned(client: Client) -> int:
    """How many articles the list finds that have no by-line."""
    with undrawn():
        answer: Any = client.get(LIST, {"without": "byline"})
    return answer.context_data["cl"].result_count


def begun(client: Client, by: User) -> dict[str, str]:
    """What the form of a new article sends before anything is typed."""
    client.force_login(by)
    return HTMLForm(client.get(ADD_ARTICLE).content.decode(), "article_form").fields


def test_a_new_article_begins_with_its_writer_in_the_by_line(
    client: Client, journalist: User, section: Section
) -> None:
    author = Author.objects.create(name="Nguyễn Ánh Tuyết", account=journalist)
    client.post(ADD_ARTICLE, begun(client, journalist) | {"headline": "One", "section": section.pk})
    assert [byline.author for byline in Article.objects.get().bylines.all()] == [author]


def test_a_new_article_begins_in_the_language_of_its_writers_last_one(
    client: Client, journalist: User, section: Section
) -> None:
    assert begun(client, journalist)["language"] == "en"
    Article.objects.create(headline="Đò ngang", section=section, language="vi", created_by=journalist)
    Article.objects.create(headline="Ferry", section=section)
    assert begun(client, journalist)["language"] == "vi"


def test_who_is_no_author_begins_without_one(client: Client, editor: User) -> None:
    Author.objects.create(name="Somebody else")
    assert "bylines-0-author" not in begun(client, editor)


def test_an_article_without_a_by_line_says_so_before_and_after_it_is_published(
    client: Client, editor: User, draft: Article
) -> None:
    client.force_login(editor)
    assert UNSIGNED in client.get(page_of(draft)).content.decode()
    (told,) = messages_of(client, press(client, editor, draft, "publish"))
    assert "It has no by-line." in told
    assert unsigned(client) == 1
    Byline.objects.create(article=draft, author=Author.objects.create(name="Mateo Bolaño"))
    assert UNSIGNED not in client.get(page_of(draft)).content.decode()
    assert unsigned(client) == 0


def test_a_headline_published_alone_says_so(client: Client, editor: User, draft: Article) -> None:
    (told,) = messages_of(client, press(client, editor, draft, "publish"))
    assert "It has no text." in told
    assert EMPTY in client.get(page_of(draft)).text
    Article.objects.filter(pk=draft.pk).update(body="<p>Chuyến phà.</p>")
    assert EMPTY not in client.get(page_of(draft)).text


def test_many_published_at_once_are_told_apart_by_what_they_lack(
    client: Client, editor: User, draft: Article, section: Section
) -> None:
    signed = Article.objects.create(headline="Signed", section=section, body="<p>Chuyến phà.</p>")
    Byline.objects.create(article=signed, author=Author.objects.create(name="Mateo Bolaño"))
    told = choose(client, editor, "publish_selected", draft, signed)
    assert sorted(each.partition(": ")[2] for each in told) == [
        "Published: readers have it now.",
        "Published: readers have it now. It has no text. It has no by-line.",
    ]


def test_a_row_that_stays_is_heeded_by_those_that_change(client: Client, editor: User, draft: Article) -> None:
    first, second = (Byline.objects.create(article=draft, author=Author.objects.create(name=name)) for name in "AB")
    client.force_login(editor)
    sent = opened(client, draft)
    page = judged(client, page_of(draft), sent | {"bylines-1-author": first.author_id})
    assert [each.field for each in page["refusals"]] == ["authors"]
    client.post(page_of(draft), sent | {"bylines-1-DELETE": "on"})
    assert list(draft.bylines.all()) == [first]
    assert not Byline.objects.filter(pk=second.pk).exists()
