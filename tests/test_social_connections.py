"""What other sites log in: connected by the reader, taken away by the reader, named by the environment."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.social_log_in import social_log_in
from tests.accounts import code_in_the_mail, is_logged_in, log_in
from tests.cast import PASSWORD
from tests.elsewhere import APP, LAN, come_back, connected

pytestmark = pytest.mark.django_db


def test_a_reader_connects_a_site_after_the_password_and_is_told_by_e_mail(client, reader, elsewhere):
    log_in(client, reader.email)
    assert come_back(client, "github")["Location"].startswith("/accounts/reauthenticate/")
    assert not SocialAccount.objects.exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert SocialAccount.objects.get().user == reader
    assert mail.outbox[-1].subject == "GitHub logs you in now"
    assert "GitHub" in client.get("/me/security/").text
    assert come_back(Client(), "github")["Location"] == "/me/"


def test_an_account_elsewhere_belongs_to_one_account_here(client, reader, second_reader, elsewhere):
    connected(second_reader)
    log_in(client, reader.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    come_back(client, "google")
    assert "logs in to another account here" in client.get("/accounts/social/").text
    assert SocialAccount.objects.get().user == second_reader


def test_a_reader_takes_a_site_away_and_nobody_elses(client, reader, second_reader, elsewhere):
    own, others = connected(reader), connected(second_reader, uid="7002")
    log_in(client, reader.email)
    assert client.get("/accounts/social/")["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for number in (others.pk, "x", "", "9" * 40, "9" * 5000, "٣"):
        client.post("/accounts/social/", {"account": number})
    assert SocialAccount.objects.count() == 2
    client.post("/accounts/social/", {"account": own.pk})
    assert SocialAccount.objects.get() == others
    assert mail.outbox[-1].subject == "Google logs you in no longer"


def test_an_account_without_password_or_site_is_entered_by_the_code(client, elsewhere):
    elsewhere.person = LAN
    come_back(client, "google")
    client.post("/accounts/social/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    owner = Client()
    owner.post("/accounts/password/reset/", {"email": "lan@example.org"})
    confirmed = owner.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail()})
    owner.post(confirmed["Location"], {"password1": "another four quiet words"})
    assert is_logged_in(owner)


def test_a_site_that_is_no_longer_offered_can_still_be_taken_away(client, reader, settings, elsewhere):
    gone = connected(reader, "facebook")
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [APP]}}
    log_in(client, reader.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert "Facebook" in client.get("/accounts/social/").text
    client.post("/accounts/social/", {"account": gone.pk})
    assert not SocialAccount.objects.exists()


def test_the_environment_says_all_of_it(monkeypatch):
    assert social_log_in() == {}
    said = {"SOCIAL_LOGIN": " google, openid_connect ,"}
    said |= {f"SOCIAL_LOGIN_{name}": "x" for name in ("GOOGLE_ID", "GOOGLE_SECRET", "OPENID_CONNECT_ID")}
    said |= {"SOCIAL_LOGIN_OPENID_CONNECT_SECRET": "s", "SOCIAL_LOGIN_OPENID_CONNECT_NAME": "Staff"}
    said |= {"SOCIAL_LOGIN_OPENID_CONNECT_URL": "https://sso.example/"}
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    configured = social_log_in()
    assert list(configured) == ["google", "openid_connect"]
    app = configured["openid_connect"]["APPS"][0]
    assert (app["name"], app["settings"]["server_url"]) == ("Staff", "https://sso.example")


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"SOCIAL_LOGIN": "google"}, "SOCIAL_LOGIN=google needs SOCIAL_LOGIN_GOOGLE_ID"),
        ({"SOCIAL_LOGIN": "google", "SOCIAL_LOGIN_GOOGLE_ID": "x"}, "needs SOCIAL_LOGIN_GOOGLE_SECRET"),
        ({"SOCIAL_LOGIN": "Google"}, "SOCIAL_LOGIN=Google is not known: write google, github"),
        ({"SOCIAL_LOGIN": "openid_connect", "SOCIAL_LOGIN_OPENID_CONNECT_ID": "x"}, "OPENID_CONNECT_SECRET"),
    ],
)
def test_what_is_missing_is_named_at_start(monkeypatch, said, complaint):
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=complaint):
        social_log_in()


def test_a_server_without_tls_is_refused_at_start(monkeypatch):
    monkeypatch.setenv("SOCIAL_LOGIN", "openid_connect")
    for what, value in {"ID": "x", "SECRET": "x", "NAME": "x", "URL": "http://sso.example"}.items():
        monkeypatch.setenv(f"SOCIAL_LOGIN_OPENID_CONNECT_{what}", value)
    with pytest.raises(ImproperlyConfigured, match="must begin with https://"):
        social_log_in()
