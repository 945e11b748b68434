"""A new e-mail address: agreed to at the old one, confirmed at the new one, and for a week the old one can object."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.adapter import AccountAdapter
from accounts.models import Leaving, User
from tests.accounts import code_in_the_mail, is_logged_in, log_in, without_tokens
from tests.cast import PASSWORD, account
from tests.elsewhere import connected
from tests.stories import at

pytestmark = pytest.mark.django_db


def asking(reader: User, new: str = "thief@example.com") -> Client:
    """A browser in which someone with the reader's password has asked for another address."""
    client = Client(SERVER_PORT="9999")  # to which no link shall lead
    client.force_login(reader)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": new, "action_add": ""})
    return client


@pytest.fixture
def thief(reader) -> Client:
    """Someone with the reader's password and mailbox, who has changed the address to their own and made ways in."""
    client = asking(reader)
    client.post("/accounts/email/old/", {"code": code_in_the_mail()})
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    Authenticator.objects.create(user=reader, type=Authenticator.Type.TOTP, data={"secret": "x"})
    connected(reader)
    client.post("/me/privacy/leave/", {"reactions": "keep"})
    return client


def link_in_the_mail() -> str:
    message = next(
        message for message in mail.outbox if message.to == ["ngan@example.com"] and "take-back" in message.body
    )
    return re.search(rf"{settings.SITE_URL}(/me/take-back/\S+/)", message.body)[1]


def test_the_old_address_is_told_and_takes_the_account_back(client, reader, thief):
    assert User.objects.get().email == "thief@example.com"
    link = link_in_the_mail()
    waiting = [Client() for _browser in range(2)]
    for browser in waiting:
        browser.post("/accounts/password/reset/", {"email": "thief@example.com"})
    waiting[0].post("/accounts/password/reset/confirm/", {"code": code_in_the_mail(-2)})
    unused = code_in_the_mail()
    assert "thief@example.com" in client.get(link).text
    assert is_logged_in(thief)
    response = client.post(link, follow=True)
    assert "The account is yours again" in response.text
    assert not is_logged_in(thief)
    reader.refresh_from_db()
    assert (reader.email, reader.check_password(PASSWORD)) == ("ngan@example.com", False)
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [("ngan@example.com", True, True)]
    assert not any(made.objects.exists() for made in (Authenticator, SocialAccount, Leaving))
    waiting[1].post("/accounts/password/reset/confirm/", {"code": unused})
    for browser in waiting:
        browser.post("/accounts/password/reset/complete/", {"password1": "the four words of a thief"})
        assert not is_logged_in(browser)
    client.post("/accounts/password/reset/", {"email": "ngan@example.com"})
    confirmed = client.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail()})
    client.post(confirmed["Location"], {"password1": "another four quiet words"})
    assert is_logged_in(client)


def test_a_thief_who_goes_on_to_a_third_address_does_not_outrun_the_link(client, reader):
    """One browser is told so at once; another had asked for its code before the first changed the address."""
    browsers = [asking(reader, "thief@example.com"), asking(reader, "lair@example.com")]
    for number, browser in enumerate(browsers):
        browser.post("/accounts/email/old/", {"code": code_in_the_mail(number)})
    for number, browser in enumerate(browsers, 2):
        answer = browser.post("/accounts/confirm-email/", {"code": code_in_the_mail(number)}, follow=True)
    assert "the old one can still object" in answer.text
    assert "can still object" in browsers[0].post("/accounts/email/", {"email": "x@example.com", "action_add": ""}).text
    assert User.objects.get().email == "thief@example.com"
    client.post(link_in_the_mail())
    assert User.objects.get().email == "ngan@example.com"
    asking(reader := User.objects.get())
    assert mail.outbox[-1].to == [reader.email]


def test_no_week_begins_where_another_account_got_the_new_address_in_the_same_moment(rf, reader):
    account("free@example.com", "Another Ngân")
    request = rf.post("/accounts/confirm-email/")
    request._messages = CookieStorage(request)
    assert not AccountAdapter(request).confirm_email(request, EmailAddress(user=reader, email="free@example.com"))
    mail.outbox.clear()
    asking(reader)
    assert [message.to for message in mail.outbox] == [[reader.email]]


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


def test_the_new_address_gets_its_code_only_after_the_old_one_agreed(reader):
    client = asking(reader)
    assert [message.to for message in mail.outbox] == [[reader.email]]
    assert "thief@example.com" in mail.outbox[0].body
    assert reader.email in client.get("/accounts/email/old/").text
    agreed = client.post("/accounts/email/old/", {"code": code_in_the_mail().lower().replace("-", " ")})
    assert agreed["Location"] == "/accounts/confirm-email/"
    assert [message.to for message in mail.outbox] == [[reader.email], ["thief@example.com"]]
    assert User.objects.get().email == reader.email
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert User.objects.get().email == "thief@example.com"


def test_whoever_cannot_read_the_old_address_changes_nothing(reader):
    client = asking(reader)
    right = code_in_the_mail()
    assert client.get("/accounts/confirm-email/").status_code == 302
    assert (
        "This is not the code"
        in client.post("/accounts/email/old/", {"code": ""}).text
        + client.post("/accounts/email/old/", {"code": "BCDF-GHJX"}).text
    )
    for code in ("BCDF-GHJX", "ü\0", "x" * 500, right[:-1]):
        client.post("/accounts/email/old/", {"code": code})
    assert client.post("/accounts/email/old/", {"code": right})["Location"] == "/accounts/email/"
    assert [message.to for message in mail.outbox] == [[reader.email]]
    assert User.objects.get().email == reader.email


def test_the_code_for_the_old_address_works_once_for_a_quarter_of_an_hour_and_in_its_own_browser(reader):
    client = asking(reader)
    code = code_in_the_mail()
    other = Client()
    log_in(other, reader.email)
    assert other.post("/accounts/email/old/", {"code": code})["Location"] == "/accounts/email/"
    with at(timezone.now() + timedelta(minutes=16)):
        assert client.post("/accounts/email/old/", {"code": code})["Location"] == "/accounts/email/"
    assert client.post("/accounts/email/old/", {"code": code})["Location"] == "/accounts/confirm-email/"
    assert client.post("/accounts/email/old/", {"code": code})["Location"] == "/accounts/email/"


def test_an_address_of_another_account_looks_like_any_other(reader, second_reader):
    pages = []
    for new in (second_reader.email, "free@example.com"):
        client = Client()
        log_in(client, reader.email)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/email/", {"email": new, "action_add": ""})
        pages.append(client.post("/accounts/email/old/", {"code": code_in_the_mail()}, follow=True).text)
    first, second = (without_tokens(page) for page in pages)
    assert first.replace(second_reader.email, "…") == second.replace("free@example.com", "…")
