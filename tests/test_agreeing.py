"""Agreeing with others' notes and reporting them, on plain pages and at once, before and after logging in."""

import re

import pytest
from django.test import Client

from accounts import leaving, notes
from accounts.models import Agreement, Closing, Note, Report, User
from accounts.reports import report
from articles.freshness import content_changed, making
from articles.models import Article
from tests.accounts import log_in
from tests.cast import PASSWORD, account
from tests.forms import JSON
from tests.notes import notes_page, review, write
from tests.reactions import FROM_ELSEWHERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(reader: User, article: Article) -> Note:
    """A note that everyone can read."""
    review("none")
    return write(reader, article)


@pytest.fixture
def browser_of(second_reader: User) -> Client:
    """The browser of another reader."""
    client = Client()
    client.force_login(second_reader)
    return client


def test_readers_agree_and_take_that_back(note, browser_of):
    address, back = f"/me/agree/{note.pk}/", notes_page(note.article, "?page=2")
    assert "Agree with this note?" in browser_of.get(address).text
    assert not Agreement.objects.exists()
    assert browser_of.post(address)["Location"] == f"{note.article.get_absolute_url()}#note-{note.pk}"
    assert browser_of.post(f"{address}?next={back}")["Location"] == f"{back}#note-{note.pk}"
    assert browser_of.post(f"{address}?next=//evil.example/")["Location"].startswith("/vietnam/")
    assert Agreement.objects.count() == 1
    assert browser_of.get("/me/state/", {"article": note.article_id}).json()["agreed"] == [note.pk]
    assert "You agree with this note" in browser_of.get(address).text
    assert browser_of.post(address, {"intent": "remove"}, headers=JSON).json() == {"is_on": False, "count": 0}


def test_ones_own_note_is_neither_agreed_with_nor_reported(client, note):
    client.force_login(note.reaction.reader)
    assert client.post(f"/me/agree/{note.pk}/", headers=JSON).json() == {"error": "This is your own note."}
    assert "This is your own note." in client.get(f"/me/report/{note.pk}/").text
    assert client.post(f"/me/report/{note.pk}/", {"about": "spam"}).status_code == 400
    assert not Agreement.objects.exists()
    assert not Report.objects.exists()


def test_a_report_has_a_reason_and_is_confirmed(note, browser_of):
    address = f"/me/report/{note.pk}/?next={note.article.get_absolute_url()}"
    assert "It insults or threatens someone" in browser_of.get(address).text
    for wrong in ({}, {"about": "nonsense", "words": "Look!"}, {"about": "spam", "words": "x" * 501}):
        page = browser_of.post(address, wrong)
        assert (page.status_code, wrong.get("words", "") in page.text) == (400, True)
    assert not Report.objects.exists()
    answer = browser_of.post(address, {"about": "insult", "words": "It is about my mother."}, follow=True)
    assert answer.redirect_chain[0][0].startswith(f"/me/report/{note.pk}/")
    assert "You have reported this note" in answer.text
    assert f'href="{note.article.get_absolute_url()}"' in answer.text
    Note.objects.update(state="held")
    assert "You have reported this note" in browser_of.get(address).text
    assert browser_of.get("/me/state/", {"article": note.article_id}).json()["reported"] == [note.pk]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_strangers_agreement_is_done_after_logging_in(client, note, second_reader, method):
    answer = getattr(client, method)(f"/me/agree/{note.pk}/")
    assert not Agreement.objects.exists()
    place = f"{note.article.get_absolute_url()}#note-{note.pk}"
    logged_in = client.post(answer["Location"], {"login": second_reader.email, "password": PASSWORD})
    assert logged_in["Location"] == place
    assert Agreement.objects.get().reader == second_reader


def test_a_strangers_report_is_asked_for_after_logging_in_and_a_sent_one_is_kept(client, note, second_reader):
    asked = client.get(f"/me/report/{note.pk}/")
    assert f"next=/me/report/{note.pk}/" in asked["Location"]
    sent = client.post(f"/me/report/{note.pk}/", {"about": "spam", "words": "Twice a day."})
    client.post(sent["Location"], {"login": second_reader.email, "password": PASSWORD})
    assert (Report.objects.get().about, Report.objects.get().words) == ("spam", "Twice a day.")


def test_a_link_from_elsewhere_agrees_with_nothing(note, second_reader):
    for headers in FROM_ELSEWHERE:
        client = Client()
        answer = client.get(f"/me/agree/{note.pk}/", headers=headers)
        client.post(answer["Location"], {"login": second_reader.email, "password": PASSWORD})
        client.get(f"/me/agree/{note.pk}/", headers=headers)
        assert not Agreement.objects.exists(), headers


def test_what_was_pressed_and_is_gone_by_then_does_not_stop_the_log_in(client, note, second_reader):
    client.get(f"/me/agree/{note.pk}/")
    Note.objects.update(state="hidden")
    assert log_in(client, second_reader.email).status_code == 302
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("closes", ["notes", "reactions"])
def test_nobody_agrees_under_a_closed_article_and_every_page_says_why(client, note, browser_of, second_reader, closes):
    address, nods = f"/me/agree/{note.pk}/", Agreement.objects
    client.get(address)
    Closing.objects.create(article=note.article, closes=closes, why="Closed while the trial lasts.")
    assert log_in(client, second_reader.email).status_code == 302
    assert browser_of.post(address, headers=JSON).json() == {"error": "Closed while the trial lasts."}
    assert (browser_of.post(address).status_code, nods.exists()) == (400, False)
    for place in (note.article.get_absolute_url(), notes_page(note.article), address):
        page = browser_of.get(place).text
        assert "Closed while the trial lasts." in page
        assert not re.search(r'href="/me/agree/|>Agree</button>', page)
    nods.create(reader=second_reader, note=note)
    assert "Do not agree any longer" in browser_of.get(address).text
    assert browser_of.post(address, {"intent": "remove"}, headers=JSON).json() == {"is_on": False, "count": 0}


def test_a_page_with_notes_is_made_of_them_and_of_what_their_readers_are_called(client, note):
    for address in (note.article.get_absolute_url(), notes_page(note.article)):
        with making() as made:
            client.get(address)
        assert {f"reactions-{note.article_id}", f"user-{note.reaction.reader_id}"} <= made.rows


def test_pages_hear_of_it_when_who_agrees_leaves(note, second_reader):
    notes.agree(second_reader, note)
    heard: list[str] = []

    def hear(keys: list[str], **_about: object) -> None:
        heard.extend(keys)

    content_changed.connect(hear)
    leaving.remove(second_reader, keeps_reactions=True)
    content_changed.disconnect(hear)
    assert heard == [f"reactions-{note.article_id}"]
    assert Note.objects.under(note.article).get().agree == 0


def test_nobody_is_called_by_their_address_in_public(note, browser_of):
    User.objects.update(display_name="")  # an account that the desk made
    for place in (note.article.get_absolute_url(), notes_page(note.article), f"/me/agree/{note.pk}/"):
        page = browser_of.get(place).text
        assert "A reader</bdi>" in page
        assert "ngan</bdi>" not in page


def test_what_a_reader_said_agreed_with_or_reported_is_told_to_nobody_else(client, note, second_reader):
    report(second_reader, note, "spam")
    notes.agree(second_reader, note)
    for who in (None, account("chi@example.com", "Chi")):
        if who:
            client.force_login(who)
        told = client.get("/me/state/", {"article": note.article_id}).json()
        assert (told["reported"], told["agreed"], told["note"]) == ([], [], None)
