"""What is kept of people: written down whole, given to them whole, and gone when they go."""

import csv
import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts import leaving
from accounts.following import follow, save_article
from accounts.models import Leaving, Reaction, ReactionKind, Receipt, Rule, RuleHit, User
from accounts.privacy import KEPT, export, table
from accounts.reactions import counts_for, react
from articles.models import Tally
from tests.accounts import is_logged_in, log_in
from tests.cast import PASSWORD
from tests.forms import undrawn
from tests.notes import write
from tests.stories import at, hidden_stories

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent.parent / "docs" / "privacy.md"


def confirmed(client: Client, reader: User) -> Client:
    client.force_login(reader)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def busy(reader, second_reader, article) -> User:
    """A reader of whom there is something of every kind that readers have."""
    for each, kind in ((reader, "angry"), (second_reader, "angry")):
        react(each, article, ReactionKind.objects.get(key=kind))
    save_article(reader, article)
    follow(reader, article.section)
    Authenticator.objects.create(user=reader, type=Authenticator.Type.TOTP, data={"secret": "never in an export"})
    return reader


def models_about_people() -> set[str]:
    relations = [field for field in User._meta.get_fields(include_hidden=True) if field.auto_created]
    return {relation.related_model._meta.label for relation in relations if not relation.concrete}


def test_every_table_that_is_about_people_is_written_down_and_no_other():
    written = set(re.findall(r"^\| `([\w.]+)` \|", TABLE.read_text(), re.MULTILINE))
    assert written == models_about_people() | {"accounts.User", "sessions.Session"}
    assert all(apps.get_model(label) for label in written if "_" not in label)


def test_every_table_that_is_about_people_is_in_the_export():
    through = {"accounts.User_groups", "accounts.User_user_permissions"}  # there as roles and permissions
    assert models_about_people() - through <= {kept.model for kept in KEPT}


def test_the_archive_holds_everything_as_json_and_as_tables(client, busy, article):
    response = confirmed(client, busy).get("/me/privacy/export/")
    assert response["Content-Disposition"].startswith('attachment; filename="my-account-')
    archive = zipfile.ZipFile(BytesIO(response.content))
    everything = json.loads(archive.read("all.json"))
    assert everything["profile"][0]["email"] == busy.email
    assert (everything["reactions"][0]["kind__key"], everything["saved"][0]["headline"]) == ("angry", article.headline)
    assert everything["following"][0]["section__name"] == article.section.name
    for kept in KEPT:
        has_table = f"{kept.file}.csv" in archive.namelist()
        assert has_table == bool(everything[kept.file])
    rows = list(csv.DictReader(StringIO(archive.read("reactions.csv").decode("utf-8-sig"))))
    assert rows[0]["address"] == article.get_absolute_url()


def test_the_archive_says_what_rules_found_in_ones_notes(reader, article):
    RuleHit.objects.create(rule=Rule.objects.first(), note=write(reader, article), found="a word of the list")
    everything = json.loads(zipfile.ZipFile(BytesIO(export(reader))).read("all.json"))
    assert everything["held-notes"][0]["found"] == "a word of the list"


def test_the_archive_holds_no_secret_nothing_of_others_and_nothing_hidden(busy, second_reader):
    for hidden in hidden_stories():
        Reaction.objects.create(reader=busy, article=hidden, kind=ReactionKind.objects.first())
    archive = zipfile.ZipFile(BytesIO(export(busy)))
    text = "".join(archive.read(name).decode() for name in archive.namelist())
    for word in ("never in an export", busy.password, second_reader.email, "A hidden"):
        assert word not in text


def test_the_archive_is_given_only_to_who_confirms_that_it_is_they(client, busy):
    assert client.get("/me/privacy/export/").status_code == 302
    client.force_login(busy)
    assert client.get("/me/privacy/export/")["Location"].startswith("/accounts/reauthenticate/")
    # With `download`, the browser would save the page that asks for the password and show it to nobody.
    assert '<a class="button" href="/me/privacy/export/">' in client.get("/me/privacy/").content.decode()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '"=1+1'])
@pytest.mark.parametrize("before", ["", "So it is;", "So it is,\n", "So it is,\r"])
def test_no_cell_is_a_formula_wherever_one_begins(before, cell):
    assert f"{before}'{cell}" in table([{"name": before + cell}]).replace('""', '"')


def test_leaving_can_be_taken_back_for_a_day(client, busy):
    confirmed(client, busy).post("/me/privacy/leave/", {"reactions": "keep"})
    client.post("/me/privacy/leave/", {"reactions": "keep"})
    assert Leaving.objects.get().due_at - timezone.now() > timedelta(hours=23)
    assert "will be deleted in a day" in mail.outbox[-1].subject
    assert "/me/privacy/\n" in mail.outbox[-1].body
    assert "Keep my account" in client.get("/me/privacy/").text
    assert leaving.carry_out_due() == 0
    client.post("/me/privacy/stay/")
    with at(timezone.now() + timedelta(hours=25)):
        assert leaving.carry_out_due() == 0
    assert User.objects.filter(pk=busy.pk).exists()


@pytest.mark.parametrize(("choice", "left"), [("remove", 1), ("keep", 2)])
def test_after_a_day_the_person_is_gone_and_the_counts_are_exact(
    client, busy, article, choice, left, django_capture_on_commit_callbacks
):
    confirmed(client, busy).post("/me/privacy/leave/", {"reactions": choice})
    Client().post("/accounts/login/", {"login": busy.email, "password": PASSWORD})  # half a log-in, which has its pk
    with at(timezone.now() + timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
        call_command("delete_due_accounts")
    assert not is_logged_in(client)
    counts = {kind.key: count for kind, count in counts_for(article)}
    assert (counts["angry"], Tally.objects.get().reactions, Reaction.objects.count()) == (left, left, left)
    assert not User.objects.filter(email=busy.email).exists()
    assert not [session for session in Session.objects.all() if busy.email in str(session.get_decoded())]
    receipt = Receipt.objects.get()
    assert str(receipt.number) in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["ngan@example.com"]
    assert receipt.removed["accounts.SavedArticle"] == 1
    assert "ngan" not in json.dumps(receipt.removed).lower()


def test_no_table_holds_the_address_or_the_name_afterwards(client, busy, administrator, article):
    client.force_login(administrator)
    LogEntry.objects.create(
        user=administrator, content_type_id=1, object_id=str(busy.pk), object_repr="x", action_flag=2
    )
    with undrawn():
        assert client.get(f"/admin/accounts/user/{busy.pk}/change/").status_code == 200
    LogEntry.objects.log_actions(administrator.pk, [busy], 2, change_message="name")
    leaving.ask_to_leave(busy, keeps_reactions=True)
    with at(timezone.now() + timedelta(hours=25)):
        assert leaving.carry_out_due() == 1
    held = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    assert not [row for row in held if "ngan@example.com" in row or "Bùi Ngân" in row]


def test_who_leaves_takes_nothing_of_those_whose_addresses_contain_theirs(busy, administrator):
    others = ["van.ngan@example.com", "ngan@example.com.vn"]
    told = ["NGAN@example.com, as asked.", *(json.dumps([{"changed": each}]) for each in others)]
    for words in told:
        LogEntry.objects.log_actions(administrator.pk, [administrator], 2, change_message=words)
    for email in (busy.email, *others):
        half_a_log_in = SessionStore()
        half_a_log_in["account_login"] = {"email": email}
        half_a_log_in.save()
    leaving.remove(busy, keeps_reactions=False)
    assert set(LogEntry.objects.values_list("change_message", flat=True)) == {"", *told[1:]}
    assert {session.get_decoded()["account_login"]["email"] for session in Session.objects.all()} == {*others}


def test_who_is_due_cannot_log_in_or_change_their_mind(client, busy):
    client.force_login(busy)
    leaving.ask_to_leave(busy, keeps_reactions=True)
    Leaving.objects.update(asked_at=timezone.now() - timedelta(days=2), due_at=timezone.now() - timedelta(days=1))
    assert "is over" in client.post("/me/privacy/stay/").text
    assert log_in(Client(), busy.email)["Location"] == "/accounts/inactive/"
    assert Leaving.objects.exists()


def test_any_readers_page_carries_out_what_is_due(busy, monkeypatch):
    leaving.ask_to_leave(busy, keeps_reactions=True)
    Leaving.objects.update(asked_at=timezone.now() - timedelta(days=2), due_at=timezone.now() - timedelta(days=1))
    monkeypatch.setattr(leaving, "SECONDS_BETWEEN_LOOKS", 0)
    Client().get("/about/")
    assert User.objects.filter(pk=busy.pk).exists()
    Client().get("/me/state/")
    assert not User.objects.filter(pk=busy.pk).exists()


def test_whoever_works_here_is_refused_in_words(client, journalist):
    response = confirmed(client, journalist).post("/me/privacy/leave/", {"reactions": "remove"})
    assert response.status_code == 400
    assert "You work here." in response.text
    assert not Leaving.objects.exists()


def test_an_article_of_a_former_colleague_stays(journalist, article):
    article.created_by = journalist
    article.save()
    User.objects.update(is_staff=False)
    journalist.refresh_from_db()
    leaving.ask_to_leave(journalist, keeps_reactions=False)
    with at(timezone.now() + timedelta(hours=25)):
        assert leaving.carry_out_due() == 1
    article.refresh_from_db()
    assert article.created_by is None


@pytest.mark.parametrize("path", ["leave/", "stay/"])
def test_only_the_readers_own_form_changes_anything(reader, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.post(f"/me/privacy/{path}").status_code == 403
    assert client.get(f"/me/privacy/{path}").status_code == 405
    assert not Leaving.objects.exists()
