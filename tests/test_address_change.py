"""A new e-mail address: confirmed by its own code, told to the old one, which can take the account back."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.cast import PASSWORD, account
from tests.stories import at
from tests.test_accounts import code_in_the_mail, is_logged_in, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def thief(reader) -> Client:
    """Someone with the reader's password, who has changed the address to one of their own and made a key."""
    client = Client()
    log_in(client, reader.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "thief@example.com", "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    Authenticator.objects.create(user=reader, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return client


def link_in_the_mail() -> str:
    message = next(
        message for message in mail.outbox if message.to == ["ngan@example.com"] and "take-back" in message.body
    )
    return re.search(r"http://testserver(/me/take-back/\S+/)", message.body)[1]


def test_the_old_address_is_told_and_takes_the_account_back(client, reader, thief):
    assert User.objects.get().email == "thief@example.com"
    link = link_in_the_mail()
    assert "thief@example.com" in client.get(link).text
    assert is_logged_in(thief)
    response = client.post(link, follow=True)
    assert "The account is yours again" in response.text
    assert not is_logged_in(thief)
    reader.refresh_from_db()
    assert (reader.email, reader.check_password(PASSWORD)) == ("ngan@example.com", False)
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [("ngan@example.com", True, True)]
    assert not Authenticator.objects.exists()
    client.post("/accounts/password/reset/", {"email": "ngan@example.com"})
    confirmed = client.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail()})
    client.post(confirmed["Location"], {"password1": "another four quiet words"})
    assert is_logged_in(client)


def test_looking_changes_nothing_and_the_link_works_once(client, reader, thief):
    link = link_in_the_mail()
    client.get(link)
    assert User.objects.get().email == "thief@example.com"
    client.post(link)
    assert client.post(link).status_code == client.get(link).status_code == 400
    assert "no longer the one" in client.get(link).text


def test_after_a_week_the_link_is_over(client, reader, thief):
    link = link_in_the_mail()
    with at(timezone.now() + timedelta(days=8)), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp())
        assert "that is over" in client.get(link).text
        assert client.post(link).status_code == 400


def test_an_address_that_others_have_by_now_is_not_taken_from_them(client, reader, thief):
    link = link_in_the_mail()
    account("ngan@example.com", "Another Ngân")
    assert "belongs to another account" in client.post(link).text
    assert User.objects.filter(email="thief@example.com").exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "%F0%9F%99%82", "x" * 3000])
def test_a_link_that_we_did_not_write_is_refused(client, reader, token):
    assert client.post(f"/me/take-back/{token}/").status_code == 400


def test_an_older_key_of_the_owner_stays(client, reader, thief):
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=30))
    client.post(link_in_the_mail())
    assert Authenticator.objects.count() == 1
