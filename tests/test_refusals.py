"""What the page of an article says of a refusal: once, with its field and how to mend it, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, PlacedPhoto
from tests.deskful import a_photo
from tests.forms import messages_of
from tests.test_desk import ADD_ARTICLE, typed
from tests.test_workflow import press

pytestmark = pytest.mark.django_db


def test_what_is_wrong_is_listed_with_links_to_its_fields(client: Client, editor: User, article: Article) -> None:
    client.force_login(editor)
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": "99999", "bylines-0-position": 0}
    html = client.post(ADD_ARTICLE, typed(article.section, headline="Kept", **rows) | {"section": ""}).content.decode()
    assert '<a href="#id_section">Section</a>: This field is required.' in html
    assert '<a href="#bylines-group">Authors</a>: Select a valid choice.' in html
    assert "Please correct" not in html
    assert "Everything that you typed is still here." in html
    assert "Kept" in html


def test_a_refused_moment_stands_open_with_its_reason_once_and_how_to_mend_it(
    client: Client, editor: User, draft: Article
) -> None:
    photo = a_photo()
    type(photo).objects.update(credit="")
    PlacedPhoto.objects.create(article=draft, photo=photo)
    figure = f'<figure data-photo="{photo.pk}"></figure>'
    answer = press(client, editor, draft, "schedule", publish_at="2031-01-01T06:00", body=figure)
    html = answer.content.decode()
    assert html.count("has no credit: say whose it is") == 1
    assert "double-click it in the text" in html
    assert '<details class="workflow-schedule" open>' in html
    assert 'value="2031-01-01T06:00"' in html


def test_a_step_says_one_thing(client: Client, editor: User, draft: Article) -> None:
    first, again = (messages_of(client, press(client, editor, draft, "approve")) for _time in range(2))
    assert (first, again) == (["Approved."], ["Saved. It stood so already."])


def test_a_note_of_a_correction_is_confirmed(client: Client, editor: User, article: Article) -> None:
    rows: dict[str, Any] = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0}
    note = {"corrections-0-kind": "correction", "corrections-0-text": "It is 4.2 km."}
    said = " ".join(messages_of(client, press(client, editor, article, "", **rows, **note)))
    assert "Correction published: readers see it on the article and in the log of corrections." in said
    assert article.corrections.get().published_at <= timezone.now()
    assert "It is 4.2 km." in Client().get(reverse("corrections")).content.decode()
