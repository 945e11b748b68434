"""An account that is deleted is nowhere any more: in no table, whether Django knows it or not, and in no file."""

import logging
import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import leaving
from accounts.emails import choose
from accounts.following import follow, save_article
from accounts.history import note_reading, switch_on
from accounts.models import Picture, Print, Reading, Receipt, SavedArticle, User
from accounts.pictures import give_picture
from accounts.privacy import export
from articles.models import Article, Section
from tests.pictures import file, picture
from tests.stories import at
from tests.test_accounts import log_in

pytestmark = pytest.mark.django_db

UID = "google-number-7001"


@pytest.fixture
def whole(reader: User, article: Article, media: Path) -> User:
    """A reader who used everything that there is for readers."""
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
    words = (whole.email, whole.display_name, UID, Picture.objects.get().name, "Firefox of")
    assert {"accounts_user", "account_emailaddress", "accounts_picture"} <= tables_that_hold(*words)
    depart(whole)
    assert tables_that_hold(*words) == set()
    assert not [session for session in Session.objects.all() if whole.email in str(session.get_decoded())]
    assert not Print.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_nothing_that_is_logged_meanwhile_names_the_reader(whole, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG, "accounts")
    depart(whole)
    assert whole.email not in caplog.text


def test_the_receipt_counts_what_was_removed_and_says_nothing_of_whose(whole, django_capture_on_commit_callbacks):
    email = whole.email
    with django_capture_on_commit_callbacks(execute=True):
        depart(whole)
    receipt = Receipt.objects.get()
    for kind in ("accounts.Picture", "accounts.EmailPreference", "socialaccount.SocialAccount", "accounts.Reading"):
        assert receipt.removed[kind] >= 1
    assert str(receipt.number) in mail.outbox[-1].body
    assert email not in str(receipt.__dict__)


def test_everything_of_a_reader_with_thousands_of_rows_is_there_within_seconds(reader, section: Section):
    moment = timezone.now() - timedelta(hours=1)
    articles = Article.objects.bulk_create(
        Article(headline=f"Story {number}", section=section, status="published", published_at=moment, slug=f"s{number}")
        for number in range(3_000)
    )
    SavedArticle.objects.bulk_create(SavedArticle(reader=reader, article=article) for article in articles)
    Reading.objects.bulk_create(Reading(reader=reader, article=article) for article in articles)
    began = time.monotonic()
    archive = export(reader)
    assert time.monotonic() - began < 30
    assert len(archive) > 10_000
