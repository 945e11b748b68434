"""Logging in with an account of another site: believed little, kept less, and not there unless it is configured."""

import json
import re
import zipfile
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from accounts import limits
from accounts.models import User
from accounts.privacy import export
from tests.accounts import LEADING_ELSEWHERE, code_in_the_mail, is_logged_in, without_tokens
from tests.elsewhere import LAN, begin, come_back, connected

pytestmark = pytest.mark.django_db

SITES = ["google", "github", "facebook", "openid"]
VERIFYING = ["google", "github", "openid"]


@pytest.mark.parametrize("site", VERIFYING)
def test_a_confirmed_address_makes_an_account_and_the_next_time_logs_in(client, elsewhere, site):
    elsewhere.person = LAN
    assert come_back(client, site)["Location"] == "/me/"
    assert is_logged_in(client)
    user = User.objects.get()
    assert (user.email, user.display_name, user.language) == ("lan@example.org", "Lan Phạm", "en")
    assert not user.has_usable_password()
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("lan@example.org", True, True)]
    again = Client()
    assert come_back(again, site)["Location"] == "/me/"
    assert is_logged_in(again)
    assert User.objects.count() == 1


@pytest.mark.parametrize("site", SITES)
def test_an_address_that_nobody_confirmed_is_confirmed_by_our_code_first(client, elsewhere, site):
    elsewhere.person = {"email": "lan@example.org", "email_verified": False}
    assert come_back(client, site)["Location"] == "/accounts/confirm-email/"
    assert not is_logged_in(client)
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert is_logged_in(client)


@pytest.mark.parametrize("word", ["false", "no", "true", 1, None])
def test_confirmed_means_true_and_no_word_for_it(client, elsewhere, word):
    elsewhere.person = {"email": "lan@example.org", "email_verified": word}
    come_back(client, "openid")
    assert not is_logged_in(client)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("is_verified", [True, False])
def test_no_site_leads_into_an_account_that_it_is_not_connected_with(client, reader, elsewhere, site, is_verified):
    elsewhere.person = {"email": reader.email.upper(), "email_verified": is_verified}
    assert come_back(client, site)["Location"] == "/accounts/confirm-email/"
    assert not is_logged_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1
    assert "It has an account already" in mail.outbox[0].body
    client.post("/accounts/confirm-email/", {"code": "BCDF-GHJX"})
    assert not is_logged_in(client)


def test_it_looks_the_same_whether_or_not_an_address_has_an_account(reader, elsewhere):
    pages = []
    for email in (reader.email, "nobody@example.org"):
        client = Client()
        elsewhere.person = {"email": email, "sub": email}
        response = come_back(client, "facebook")
        page = client.get(response["Location"]).text
        pages.append((response.status_code, without_tokens(page).replace(email, "…")))
    assert pages[0] == pages[1]


def test_without_an_address_one_is_asked_for_and_confirmed(client, elsewhere):
    elsewhere.person = {"email": None}
    assert come_back(client, "facebook")["Location"] == "/accounts/social/sign-up/"
    page = client.get("/accounts/social/sign-up/").text
    assert 'value="Lan Phạm"' in page
    form = {"display_name": "Lan", "email": "lan@example.org"}
    assert client.post("/accounts/social/sign-up/", form)["Location"] == "/accounts/confirm-email/"
    assert not is_logged_in(client)
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert is_logged_in(client)
    assert SocialAccount.objects.get().user.display_name == "Lan"


def test_of_the_other_site_nothing_is_kept_but_a_number(client, elsewhere):
    elsewhere.person = {"email": None, "picture": "https://elsewhere.example/face.jpg", "phone_number": "+84 901"}
    come_back(client, "openid")
    assert "face.jpg" not in json.dumps([session.get_decoded() for session in Session.objects.all()])
    elsewhere.person |= LAN
    come_back(Client(), "openid")
    held = SocialAccount.objects.get()
    assert (held.uid, held.extra_data) == ("7001", {})
    assert not held.socialtoken_set.exists()
    assert "7001" in zipfile.ZipFile(BytesIO(export(held.user))).read("other-sites.csv").decode()


def test_of_several_addresses_only_the_confirmed_one_is_taken(client, elsewhere):
    elsewhere.answers["https://api.github.com/user/emails"] = [
        {"email": "7+lan@users.noreply.github.com", "primary": False, "verified": True},
        {"email": "old@example.org", "primary": True, "verified": False},
        {"email": "lan@example.org", "primary": False, "verified": True},
    ]
    come_back(client, "github")
    assert is_logged_in(client)
    assert list(EmailAddress.objects.values_list("email", "primary")) == [("lan@example.org", True)]
    assert User.objects.get().email == "lan@example.org"


@pytest.mark.parametrize("name", ["", "\u202egnp", "\u200b", "x" * 200, "🙂"])
def test_a_name_that_may_not_stand_here_is_left_out(client, elsewhere, name):
    elsewhere.person = LAN | {"name": name}
    come_back(client, "openid")
    assert User.objects.get().display_name == ""


def test_whoever_works_here_still_takes_the_second_step(client, journalist, elsewhere):
    TOTP.activate(journalist, "JBSWY3DPEHPK3PXP")
    connected(journalist)
    elsewhere.person = {"email": journalist.email, "email_verified": True}
    assert come_back(client, "google")["Location"] == "/accounts/2fa/authenticate/"
    assert not is_logged_in(client)
    assert client.get("/admin/").status_code == 302


def test_the_desk_asks_for_a_second_step_however_one_came_in(client, journalist, settings, elsewhere):
    settings.REQUIRE_SECOND_FACTOR = True
    connected(journalist)
    come_back(client, "google")
    assert is_logged_in(client)
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_a_closed_account_stays_closed(client, reader, elsewhere):
    connected(reader)
    User.objects.update(is_active=False)
    come_back(client, "google")
    assert not is_logged_in(client)


def test_five_accounts_an_hour_come_from_a_network_this_way_too(elsewhere, monkeypatch):
    monkeypatch.setattr(limits, "SIGN_UPS", "2/1h/key")
    for number in range(2):
        elsewhere.person = LAN | {"sub": str(number), "email": f"lan-{number}@example.org"}
        assert come_back(Client(), "openid").status_code == 302
    elsewhere.person = LAN | {"sub": "3"}
    assert come_back(Client(), "openid").status_code == 429
    elsewhere.person = {"sub": "4", "email": None}
    client = Client()
    come_back(client, "openid")
    form = {"display_name": "Lan", "email": "lan@example.org"}
    assert client.post("/accounts/social/sign-up/", form).status_code == 429
    assert User.objects.count() == 2


def test_the_way_there_is_a_page_of_ours_so_that_no_form_may_leave_the_site(client, elsewhere):
    address = begin(client, "google")
    page = client.post("/accounts/social/google/")
    assert f'http-equiv="refresh" content="0; url={page.context["address"].replace("&", "&amp;")}"' in page.text
    assert "form-action 'self';" in page["Content-Security-Policy"] + ";"
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith("https://accounts.google.com/")
    assert asked["redirect_uri"] == "http://testserver/accounts/social/google/callback/"
    assert set(asked["scope"].split()) == {"profile", "email"}
    assert asked["code_challenge_method"] == "S256"


def test_one_comes_back_to_where_one_was_and_never_elsewhere(reader, article, elsewhere):
    connected(reader)
    place = article.get_absolute_url()
    assert come_back(Client(), "google", next=place)["Location"] == place
    for url in LEADING_ELSEWHERE[:3]:  # tests/test_accounts.py tries them all
        assert come_back(Client(), "google", next=url)["Location"] == "/me/"


def test_only_the_buttons_own_form_begins_and_only_its_own_browser_comes_back(client, reader, elsewhere):
    connected(reader)
    assert client.get("/accounts/social/google/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/accounts/social/google/").status_code == 403
    state = parse_qs(urlsplit(begin(Client(), "google")).query)["state"][0]
    for answer in ({"code": "c", "state": state}, {"code": "c"}, {"code": "c", "state": "\ufffd" * 500}, {}):
        response = client.get("/accounts/social/google/callback/", answer)
        assert response["Location"] == "/accounts/login/"
    assert "did not tell us who you are" in client.get("/accounts/login/").text
    assert not is_logged_in(client)


def test_an_answer_works_once_and_at_its_own_site_alone(client, reader, elsewhere):
    connected(reader)
    state = parse_qs(urlsplit(begin(client, "google")).query)["state"][0]
    assert (
        client.get("/accounts/social/github/callback/", {"code": "c", "state": state})["Location"] == "/accounts/login/"
    )
    answer = {"code": "c", "state": state}
    assert client.get("/accounts/social/google/callback/", answer)["Location"] == "/me/"
    client.post("/accounts/logout/")
    assert client.get("/accounts/social/google/callback/", answer)["Location"] == "/accounts/login/"
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://oauth2.googleapis.com/token", None),
        ("https://oauth2.googleapis.com/token", b"<html>"),
        ("https://oauth2.googleapis.com/token", {"error": "lan@example.org is not welcome"}),
        ("https://oauth2.googleapis.com/token", {"access_token": "t", "id_token": "x.y.z"}),
        ("https://oauth2.googleapis.com/token", ["t"]),
    ],
)
def test_an_odd_answer_is_said_in_a_sentence_and_no_log_names_a_person(client, elsewhere, caplog, address, answer):
    elsewhere.answers[address] = answer
    assert come_back(client, "google")["Location"] == "/accounts/login/"
    page = client.get("/accounts/login/").text
    assert "Google did not tell us who you are." in page
    assert "lan@example.org" not in page + caplog.text


def test_a_site_that_is_away_is_said_in_a_sentence(client, elsewhere, monkeypatch):
    def away(*_args, **_options):
        raise requests.ConnectionError("sso.example")

    monkeypatch.setattr(requests.Session, "request", away)
    assert client.post("/accounts/social/openid/")["Location"] == "/accounts/login/"
    assert "Staff did not tell us who you are." in client.get("/accounts/login/").text


def test_whoever_changes_their_mind_at_the_other_site_is_back_with_a_word(client, elsewhere):
    state = parse_qs(urlsplit(begin(client, "github")).query)["state"][0]
    client.get("/accounts/social/github/callback/", {"error": "access_denied", "state": state})
    assert "You did not log in with GitHub." in client.get("/accounts/login/").text


def test_buttons_stand_at_log_in_and_sign_up_and_only_send_forms(client, elsewhere):
    for path in ("/accounts/login/", "/accounts/signup/"):
        page = client.get(path, {"next": "/about/"}).text
        for site, name in zip(SITES, ("Google", "GitHub", "Facebook", "Staff"), strict=True):
            form = re.search(
                rf'<form[^>]*method="post" action="/accounts/social/{site}/">(.*?)</form>', page, re.DOTALL
            )[1]
            assert f"Continue with {name}" in form
            assert 'value="/about/"' in form


def test_nothing_of_it_is_there_where_it_is_not_configured(client, reader):
    client.force_login(reader)
    for path in ("", "sign-up/", *(f"{site}/{rest}" for site in SITES for rest in ("", "callback/"))):
        for method in (client.get, client.post):
            assert method(f"/accounts/social/{path}").status_code in (404, 405), path


def test_where_it_is_not_configured_no_page_shows_it_and_no_query_asks_for_it(
    client, reader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as queries:
        assert "/accounts/social/" not in client.get("/accounts/login/").text + client.get("/accounts/signup/").text
        client.force_login(reader)
        assert "Other sites" not in client.get("/me/security/").text
    assert not [query for query in queries.captured_queries if "socialaccount" in query["sql"]]


def test_the_desk_has_no_pages_for_it(client, administrator):
    administrator.is_superuser = True
    administrator.save()
    client.force_login(administrator)
    assert "socialaccount" not in client.get("/admin/").text
    assert client.get("/admin/socialaccount/socialapp/").status_code == 404
