"""How one logs in: passkeys, the second step for whoever works here, and where one is logged in."""

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import sessions
from accounts.devices import device_of
from articles import later
from tests.accounts import is_logged_in, log_in, present_code
from tests.cast import PASSWORD
from tests.forms import JSON, judged, undrawn
from tests.stories import at

pytestmark = pytest.mark.django_db

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
NO_PASSKEYS = ["", "x", "1", "[]", "{}", '"text"', '{"id": 1}', '{"response": 7}', '{"response": {"userHandle": "/"}}']
NO_PASSKEYS += [json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"userHandle": "MQ"}})]


def confirmed(client: Client, user: object) -> Client:
    """The client logged in and asked for the password a moment ago."""
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("role", ["journalist", "editor", "moderator", "administrator"])
def test_the_desk_opens_only_with_a_second_step_where_one_is_asked_for(client, request, settings, role):
    settings.REQUIRE_SECOND_FACTOR = True
    colleague = request.getfixturevalue(role)
    client.force_login(colleague)
    for address in ("/admin/", "/admin/articles/article/add/", "/admin/nothing/"):
        for method in (client.get, client.post):
            assert method(address)["Location"] == "/accounts/2fa/"
    TOTP.activate(colleague, "JBSWY3DPEHPK3PXP")
    with undrawn():
        assert client.get("/admin/").status_code == 200
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_a_colleague_is_told_of_the_second_step_and_sets_it_up(client, journalist, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    confirmed(client, journalist)
    assert "The desk opens once you have set up one" in client.get("/accounts/2fa/").text
    secret = re.search(r"<code>([A-Z2-7]+)</code>", client.get("/accounts/2fa/totp/activate/").text)[1]
    client.post("/accounts/2fa/totp/activate/", {"code": present_code(secret)})
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client, journalist, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    Authenticator.objects.create(user=journalist, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(journalist)
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"
    assert client.post("/admin/logout/").status_code in (200, 302)
    assert not is_logged_in(client)


def test_who_guesses_at_the_second_step_is_told_of_once_and_let_in_by_no_wrong_code(client, journalist):
    TOTP.activate(journalist, "JBSWY3DPEHPK3PXP")
    right = present_code("JBSWY3DPEHPK3PXP")
    for number in range(5):
        log_in(client, journalist.email)
        client.post("/accounts/2fa/authenticate/", {"code": f"{(int(right) + 7_919 * (number + 1)) % 10**6:06}"})
        assert [letter.to for letter in mail.outbox] == [[journalist.email]] * (number >= 2)
    assert not is_logged_in(client)
    assert "three wrong codes" in mail.outbox[0].body


def test_the_demo_and_readers_are_not_asked_for_one(client, journalist, reader, settings):
    client.force_login(journalist)
    assert client.get("/admin/").status_code == 200
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(reader)
    assert "The desk opens" not in client.get("/accounts/2fa/").text


def test_what_is_no_passkey_logs_nobody_in(client):
    for answer in NO_PASSKEYS:
        client.get("/accounts/2fa/webauthn/login/", headers=JSON)
        response = client.post("/accounts/2fa/webauthn/login/", {"credential": answer}, follow=True)
        assert response.redirect_chain[-1] == ("/accounts/login/", 302), answer
        assert 'class="message error"' in response.text, answer
        assert not is_logged_in(client), answer


def test_what_is_no_passkey_is_not_kept_as_one(client, reader):
    confirmed(client, reader)
    add, typed = "/accounts/2fa/webauthn/add/", {"name": "x", "passwordless": "on"}
    assert 'id="id_name"' in client.get(add).text
    for answer in NO_PASSKEYS:
        assert judged(client, add, typed | {"credential": answer})["form"].errors, answer
    assert 'class="form-error" role="alert"' in client.post(add, typed | {"credential": answer}).text
    assert not Authenticator.objects.exists()


def test_adding_a_passkey_asks_for_the_password_once_more(client, reader):
    client.force_login(reader)
    assert client.get("/accounts/2fa/webauthn/add/")["Location"].startswith("/accounts/reauthenticate/")


def test_pages_of_security_are_in_the_papers_dress_without_inline_script(client, reader):
    TOTP.activate(reader, "JBSWY3DPEHPK3PXP")
    confirmed(client, reader)
    for path in ("/me/security/", "/accounts/sessions/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/"):
        response = client.get(path)
        assert 'class="wrap account-page"' in response.text
        assert "nonce" not in response["Content-Security-Policy"]
        for attributes, words in re.findall(r"<script([^>]*)>(.*?)</script>", response.text, re.DOTALL):
            assert "src=" in attributes or re.search("json|speculationrules", attributes) or words == later.SCRIPT


def test_one_sees_where_one_is_logged_in_and_logs_out_elsewhere(reader):
    here, there = Client(headers={"user-agent": WINDOWS}), Client(headers={"user-agent": IPHONE})
    for client in (here, there):
        log_in(client, reader.email)
    page = here.get("/accounts/sessions/").text
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page
    assert "Here and in 1 other browser" in here.get("/me/security/").text
    here.post("/accounts/sessions/")
    assert (is_logged_in(here), is_logged_in(there)) == (True, False)
    assert "Safari, iPhone" not in here.get("/accounts/sessions/").text


def test_no_address_of_the_network_is_kept_with_a_session(client, reader):
    client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    assert UserSession.objects.get().ip == "0.0.0.0"
    assert "203.0.113.9" not in client.get("/accounts/sessions/").text


def test_a_password_change_ends_the_other_sessions(reader):
    here, there = Client(), Client()
    for client in (here, there):
        log_in(client, reader.email)
    new = {"oldpassword": PASSWORD, "password1": "another four quiet words"}
    assert here.post("/accounts/password/change/", new)["Location"] == "/me/security/"
    assert (is_logged_in(here), is_logged_in(there)) == (True, False)
    assert "was changed" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [(WINDOWS, "Firefox, Windows"), (IPHONE, "Safari, iPhone"), (EDGE, "Edge, Windows"), ("", "An unknown browser")],
)
def test_a_browser_is_named_in_plain_words(user_agent, words):
    assert device_of(user_agent) == words


def test_a_visitors_session_ends_in_an_hour_and_a_readers_in_sixty_days(reader):
    browser, visitor = Client(), Client()
    for each in (browser, visitor):
        each.get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
        assert each.cookies["sessionid"]["max-age"] == 3600
    log_in(browser, reader.email)
    assert browser.cookies["sessionid"]["max-age"] == 60 * 24 * 3600
    with at(timezone.now() + timedelta(minutes=61)):
        assert sessions.forget_ended() == 1
    assert Session.objects.get().session_key == browser.cookies["sessionid"].value


def test_a_colleague_changes_the_password_where_every_account_does(client, editor):
    client.force_login(editor)
    asked = {
        "old_password": PASSWORD,
        "new_password1": "four other quiet words",
        "new_password2": "four other quiet words",
    }
    for page in (client.get("/admin/password_change/"), client.post("/admin/password_change/", asked)):
        assert page["Location"] == "/accounts/password/change/"
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
