"""What the page of an article says of a refusal: once, with its field and how to mend it, and nothing typed is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.models import Article, PlacedPhoto, Section
from tests.article_desk import ADD_ARTICLE, embargo, page_of, press, typed
from tests.deskful import a_photo
from tests.forms import HTMLForm, form_sent, judged, messages_of

pytestmark = pytest.mark.django_db


def test_what_is_wrong_is_listed_with_links_to_its_fields(client: Client, editor: User, article: Article) -> None:
    client.force_login(editor)
    rows = {"bylines-TOTAL_FORMS": 2, "bylines-0-author": "99999", "bylines-0-position": 0, "bylines-1-position": "x"}
    html = client.post(ADD_ARTICLE, typed(article.section, headline="Kept", **rows) | {"section": ""}).content.decode()
    assert '<a href="#id_section">Section</a>: This field is required.' in html
    first = html.index('<a href="#id_bylines-0-author">Authors</a>: Select a valid choice.')
    assert first < html.index('<a href="#id_bylines-1-position">Authors</a>: Enter a whole number.')
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
    assert " ".join(html.split()).count('<a href="#id_body">Body</a>: The photo “') == 1
    assert "double-click it in the text" in html
    assert '<details class="workflow-schedule" open>' in html
    assert 'value="2031-01-01T06:00"' in html


def test_whatever_keeps_an_article_from_readers_is_told_at_once_each_at_its_field(
    client: Client, editor: User, section: Section
) -> None:
    bare, lead = a_photo(), a_photo(digest="c")
    type(bare).objects.update(credit="", alt="")
    missing: dict[str, Any] = {"body": f'<figure data-photo="{bare.pk}"></figure>', "lead_photo": lead.pk}
    missing |= {"headline": "", "publish_at": "nonsense", **embargo(timezone.now() + timedelta(days=2))}
    missing |= {"bylines-TOTAL_FORMS": 1, "bylines-0-author": "99999", "bylines-0-position": 0}
    client.force_login(editor)
    page = judged(client, ADD_ARTICLE, typed(section, _step="schedule", **missing))
    told = sorted(f"{each.place}: {each.sentence}"[:38] for each in page["refusals"])
    assert told == [
        "id_body: The photo “Ferry” has no cred",
        "id_body: The photo “Ferry” has no text",
        "id_bylines-0-author: Select a valid ch",
        "id_embargoed_until_0: It is embargoed ",
        "id_headline: This field is required.",
        "id_lead_alt: The photo “Ferry” has no ",
        "id_lead_credit: The photo “Ferry” has ",
        "id_publish_at: Enter a valid date/time",
    ]
    given = {"lead_alt": "A ferry", "lead_credit": "Photo: Đức", "lead_photo": lead.pk}
    client.post(ADD_ARTICLE, typed(section, _step="publish", **given))
    assert Article.objects.published().exists()


def test_a_public_article_keeps_the_photos_that_it_has_and_takes_no_other_without_its_words(
    editor: User, article: Article
) -> None:
    held, other = a_photo(), a_photo(digest="c")  # of one name, so that the same is said of both
    type(held).objects.update(credit="")
    PlacedPhoto.objects.create(article=article, photo=held)
    figures = [f'<figure data-photo="{photo.pk}"></figure>' for photo in (held, other)]
    sent = [typed(article.section, body=body) for body in (figures[0], "".join(figures))]
    assert [set(form_sent(editor, article, fields).errors) for fields in sent] == [set(), {"body"}]


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


def test_a_photo_that_stands_twice_is_told_of_once(client: Client, editor: User, draft: Article) -> None:
    bare = a_photo()
    type(bare).objects.update(credit="")
    PlacedPhoto.objects.create(article=draft, photo=bare, is_lead=True)
    PlacedPhoto.objects.create(article=draft, photo=bare, position=1)
    client.force_login(editor)
    assert client.get(page_of(draft)).text.count("has no credit") == 1


def test_what_comes_of_a_refused_form_begins_at_the_head_wherever_a_link_has_led(
    client: Client, editor: User, draft: Article
) -> None:
    form = press(client, editor, draft, "publish", headline="").text.partition('id="article_form"')[0][-200:]
    assert f'action="{page_of(draft)}"' in form


def test_a_moment_that_the_pressed_button_does_not_keep_is_told_of(
    client: Client, editor: User, draft: Article
) -> None:
    moment = {"publish_at": "2031-01-01T06:00"}
    saved = " ".join(messages_of(client, press(client, editor, draft, "", **moment)))
    assert "The moment that you typed, 1 January 2031 at 06:00" in saved
    scheduled = messages_of(client, press(client, editor, draft, "schedule", **moment))
    assert not any("not kept" in each for each in [*scheduled, *messages_of(client, press(client, editor, draft, ""))])


def test_a_moment_that_was_there_and_is_shown_without_its_seconds_is_not_taken_for_typed(
    client: Client, editor: User, draft: Article
) -> None:
    for step in (publishing.publish, publishing.withdraw, publishing.reopen):
        step(draft, editor)
    client.force_login(editor)
    shown = HTMLForm(client.get(page_of(draft)).text, "article_form").fields["publish_at"]
    assert shown
    said = messages_of(client, press(client, editor, draft, "", publish_at=shown))
    assert not any("not kept" in each for each in said)


def test_what_is_saved_beside_a_scheduled_article_tells_what_became_of_its_moment(
    client: Client, editor: User, draft: Article
) -> None:
    publishing.publish(draft, editor, at=datetime(2031, 1, 1, 6, tzinfo=timezone.get_default_timezone()))
    beside: dict[str, Any] = {"_propose": "1", "headline": "Two ferries", "note": "Look at the number."}
    beside |= {"publish_at": "2032-01-01T06:00", **embargo(timezone.now())}
    said = messages_of(client, press(client, editor, draft, "", **beside))
    assert "Kept as proposal 1; the article stays as it was and appears on 1 January 2031 at 06:00" in said[0]
    assert "The moment that you typed, 1 January 2032 at 06:00" in said[1]
    assert said[2].startswith("“Embargoed until” was not changed")
    assert draft.notes.get().text == "Look at the number."
    emptied = " ".join(messages_of(client, press(client, editor, draft, "", publish_at="")))
    assert "it still appears on 1 January 2031 at 06:00" in emptied


def test_a_correction_beside_a_proposal_is_refused_and_not_lost(client: Client, editor: User, article: Article) -> None:
    note = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "correction"}
    sent = typed(article.section, _propose="1", **note, **{"corrections-0-text": "It is 4.2 km."})
    client.force_login(editor)
    refused = client.post(page_of(article), sent)
    assert "A proposal is not published" in refused.text
    assert "It is 4.2 km." in refused.text
    assert not article.revisions.filter(is_proposal=True).exists()
