"""An account that is deleted is nowhere any more: in no table, whether Django knows it or not, and in no file."""

import logging
import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import leaving
from accounts.appeals import appeal
from accounts.emails import choose
from accounts.following import follow, save_article
from accounts.history import note_reading, switch_on
from accounts.models import (
    Case,
    Picture,
    Print,
    Reaction,
    ReactionKind,
    Reading,
    Receipt,
    Rule,
    SavedArticle,
    User,
)
from accounts.moderation import decide
from accounts.pictures import give_picture
from accounts.privacy import export
from accounts.reactions import react
from accounts.reports import report
from accounts.sanctions import Measure
from articles.models import Article, Section, Tally
from tests.accounts import log_in
from tests.moderators import INSULT, held_by
from tests.notes import case_of, reason, write
from tests.pictures import file, picture
from tests.stories import at, story

pytestmark = pytest.mark.django_db

UID = "google-number-7001"
JUDGED = {"accounts_decision", "accounts_report", "accounts_appeal", "accounts_rulehit", "django_admin_log"}


def judged(reader: User, article: Article, second_reader: User, moderator: User) -> None:
    """Leave of the reader a note that a rule held, readers reported and a moderator took down, and one that waits."""
    note = write(reader, article, INSULT)
    held_by("Insults", note, INSULT)
    Rule.objects.update(words="fool")  # the newsroom's, which stay
    decide(case_of(note), moderator, "approve")
    report(second_reader, note, "insult")
    decision = decide(case_of(note), moderator, "hide", reason=reason(), words=INSULT, measure=Measure("warning"))
    appeal(reader, decision, f"Nobody minds “{INSULT}”.")
    waiting = write(reader, story("Another ferry"), INSULT)
    decide(case_of(waiting), moderator, "approve")
    report(second_reader, waiting, "spam")


def at_the_desk(administrator: User, reader: User) -> None:
    """Have the log of the desk name the reader: a reaction of theirs is removed, their address looked after."""
    client = Client()
    client.force_login(administrator)
    given = react(reader, story("A third ferry"), ReactionKind.objects.first())
    client.post(f"/admin/accounts/reaction/{given.pk}/delete/", {"post": "yes"})
    assert not Reaction.objects.filter(pk=given.pk).exists()
    LogEntry.objects.log_actions(
        administrator.pk, EmailAddress.objects.filter(user=reader), 2, change_message="primary"
    )


@pytest.fixture
def whole(
    reader: User, article: Article, media: Path, second_reader: User, moderator: User, administrator: User
) -> User:
    """A reader who used everything that there is for readers."""
    judged(reader, article, second_reader, moderator)
    at_the_desk(administrator, reader)
    log_in(Client(headers={"user-agent": "Firefox of Ngân"}), reader.email)
    Client().post("/accounts/password/reset/", {"email": reader.email})
    give_picture(reader, file(picture()))
    save_article(reader, article)
    follow(reader, article.section)
    switch_on(reader)
    note_reading(reader, article)
    choose(reader, ["digest"])
    SocialAccount.objects.create(user=reader, provider="google", uid=UID)
    Authenticator.objects.create(user=reader, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return reader


def tables_that_hold(*words: str) -> set[str]:
    """The tables of the database in which one of `words` stands anywhere, in any case of letters."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            conditions = " OR ".join(["t::text ILIKE %s"] * len(words))
            cursor.execute(f"SELECT 1 FROM {name} AS t WHERE {conditions} LIMIT 1", [f"%{word}%" for word in words])
            found |= {table} if cursor.fetchone() else set()
    return found


def depart(reader: User) -> None:
    leaving.ask_to_leave(reader, keeps_reactions=True)
    with at(timezone.now() + timedelta(hours=25)):
        assert leaving.carry_out_due() == 1


def test_no_table_and_no_file_holds_anything_of_a_reader_who_left(whole, media):
    words = (whole.email, whole.display_name, UID, Picture.objects.get().name, "Firefox of", INSULT)
    assert {"accounts_user", "account_emailaddress", "accounts_picture", *JUDGED} <= tables_that_hold(*words)
    depart(whole)
    assert tables_that_hold(*words) == set()
    assert not [session for session in Session.objects.all() if whole.email in str(session.get_decoded())]
    assert not Print.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert not Case.objects.open().exists()


def test_an_account_that_the_desk_deletes_is_gone_as_one_whose_reader_left(whole, administrator):
    words, client = (whole.email, whole.display_name, INSULT), Client()
    client.force_login(administrator)
    client.post(f"/admin/accounts/user/{whole.pk}/delete/", {"post": "yes"})
    Session.objects.all().delete()  # what the administrator is told names the account once more
    assert tables_that_hold(*words) == set()
    assert [tally.reactions for tally in Tally.objects.filter(reactions__gt=0)] == []
    assert Receipt.objects.exists()


def test_the_receipt_counts_what_was_removed_and_neither_it_nor_the_log_says_whose(
    whole, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG, "accounts")
    email = whole.email
    with django_capture_on_commit_callbacks(execute=True):
        depart(whole)
    assert email not in caplog.text
    receipt = Receipt.objects.get()
    for kind in ("accounts.Picture", "accounts.EmailPreference", "socialaccount.SocialAccount", "accounts.Reading"):
        assert receipt.removed[kind] >= 1
    assert str(receipt.number) in mail.outbox[-1].body
    assert email not in str(receipt.__dict__)


def test_everything_of_a_reader_with_thousands_of_rows_is_there_within_seconds(reader, section: Section):
    moment = timezone.now() - timedelta(hours=1)
    articles = Article.objects.bulk_create(
        Article(headline=f"Story {number}", section=section, status="published", published_at=moment, slug=f"s{number}")
        for number in range(1_000)
    )
    SavedArticle.objects.bulk_create(SavedArticle(reader=reader, article=article) for article in articles)
    Reading.objects.bulk_create(Reading(reader=reader, article=article) for article in articles)
    began = time.monotonic()
    archive = export(reader)
    assert time.monotonic() - began < 30
    assert len(archive) > 10_000
