"""Accounts: signing up, logging in and out, and nobody told who has one."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import Reaction, User
from portal.environment import mailer
from tests.accounts import LEADING_ELSEWHERE, SIGN_UP, code_in_the_mail, is_logged_in, log_in, without_tokens
from tests.cast import PASSWORD
from tests.forms import judged, undrawn

pytestmark = pytest.mark.django_db

FOR_EVERYONE = ["login/", "signup/", "password/reset/", "inactive/"]
ODD_PORT = "9999"  # which a stranger names, and the owner of an address would be sent to
FOR_READERS = ["email/", "password/change/", "logout/", "reauthenticate/", "2fa/"]


def test_a_reader_signs_up_and_confirms_with_the_code(client):
    response = client.post("/accounts/signup/", SIGN_UP)
    assert (response.status_code, response["Location"]) == (302, "/accounts/confirm-email/")
    assert not is_logged_in(client)
    assert mail.outbox[0].to == ["ha@example.com"]
    assert "Đỗ Thị Hà" not in mail.outbox[0].body
    assert client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})["Location"] == "/me/"
    assert is_logged_in(client)
    reader = User.objects.get()
    assert (reader.email, reader.display_name, reader.language) == ("ha@example.com", "Đỗ Thị Hà", "en")
    assert reader.check_password(PASSWORD)


def test_where_e_mails_are_printed_the_page_for_the_code_speaks_of_that_and_of_none_that_was_sent(client, settings):
    sent = client.post("/accounts/signup/", SIGN_UP, follow=True).text
    settings.MAILERS = {"default": mailer("consolemail://")}
    printed = client.get("/accounts/confirm-email/").text
    for page, is_sent in ((sent, True), (printed, False)):
        assert ("We have sent an e-mail" in page, "spam folder" in page) == (is_sent, is_sent)
        assert ("This site sends no e-mail: the one to <strong>ha@example.com</strong>" in page) is not is_sent


def test_while_the_mail_server_is_away_nobody_is_lost_and_a_new_code_can_be_asked_for(
    client, reader, monkeypatch, caplog
):
    def fail(message: mail.EmailMessage) -> None:
        raise ConnectionRefusedError(str(message.to))

    def ask(email: str):
        return Client().post("/accounts/password/reset/", {"email": email}, follow=True)

    with monkeypatch.context() as away:
        away.setattr(mail.EmailMessage, "send", fail)
        pages = [client.post("/accounts/signup/", SIGN_UP, follow=True), ask(reader.email), ask("unknown@example.com")]
    assert [page.status_code for page in pages] == [200] * 3
    assert all("We could not send you an e-mail just now." in page.text for page in pages)
    assert "example.com" not in caplog.text
    cache.clear()  # a few minutes later
    client.post("/accounts/confirm-email/", {"action": "resend"})
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert is_logged_in(client)


def test_a_press_survives_signing_up_with_the_code(client, article):
    login = client.get(f"/me/react/{article.pk}/", {"kind": "hopeful"})["Location"]
    signup = re.search(r'href="(/accounts/signup/[^"]*)"', client.get(login).text)[1]
    form = client.get(signup).text
    following = re.search(r'name="next" value="([^"]*)"', form)[1]
    client.post("/accounts/signup/", SIGN_UP | {"next": following})
    assert not Reaction.objects.exists()
    confirmed = client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert confirmed["Location"] == f"{article.get_absolute_url()}#reactions"
    assert Reaction.objects.get().kind.key == "hopeful"


def test_a_wrong_code_confirms_nothing_and_three_end_it(client):
    client.post("/accounts/signup/", SIGN_UP)
    for _try in range(2):
        page = client.post("/accounts/confirm-email/", {"code": "BCDF-GHJX"})
        assert "This is not the code that we sent." in page.text
    assert client.post("/accounts/confirm-email/", {"code": "BCDF-GHJX"})["Location"] == "/accounts/login/"
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert not is_logged_in(client)


def test_an_account_whose_address_is_not_confirmed_cannot_log_in(client):
    User.objects.create_user("new@example.com", PASSWORD)
    assert log_in(client, "new@example.com")["Location"] == "/accounts/confirm-email/"
    assert not is_logged_in(client)


def test_signing_up_with_a_taken_address_looks_the_same_and_tells_its_owner(reader):
    def sign_up(email: str) -> str:
        client = Client(SERVER_PORT=ODD_PORT)
        client.post("/accounts/signup/", SIGN_UP | {"email": email})
        page = client.get("/accounts/confirm-email/")
        assert page.status_code == 200
        return without_tokens(page.text).replace(email, "…")

    assert sign_up(reader.email) == sign_up("new@example.com")
    assert User.objects.filter(email=reader.email).count() == 1
    assert [message.to for message in mail.outbox] == [[reader.email], ["new@example.com"]]
    assert "It has an account already" in mail.outbox[0].body
    assert "testserver" not in mail.outbox[0].body + mail.outbox[1].body


def test_logging_in_says_the_same_of_an_unknown_address_and_a_wrong_password(client, reader):
    unknown = log_in(client, "unknown@example.com").text.replace("unknown@example.com", "…")
    wrong = log_in(client, reader.email, "not my password").text.replace(reader.email, "…")
    assert without_tokens(unknown) == without_tokens(wrong)
    assert "do not belong together" in unknown


def test_resetting_says_the_same_of_every_address(reader):
    def ask(email: str) -> str:
        client = Client(SERVER_PORT=ODD_PORT)
        assert client.post("/accounts/password/reset/", {"email": email}).status_code == 302
        page = client.get("/accounts/password/reset/confirm/")
        wrong = client.post("/accounts/password/reset/confirm/", {"code": "BCDF-GHJX"})
        return without_tokens(page.text + wrong.text).replace(email, "…")

    assert ask(reader.email) == ask("unknown@example.com")
    assert "testserver" not in mail.outbox[0].body + mail.outbox[1].body


def test_a_forgotten_password_is_replaced_with_a_code_and_one_is_back_where_one_was(client, reader, article):
    following = article.get_absolute_url()
    client.post("/accounts/password/reset/", {"email": reader.email, "next": following})
    confirmed = client.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail(), "next": following})
    done = client.post(confirmed["Location"], {"password1": "another four quiet words", "next": following})
    assert (done.status_code, done["Location"]) == (302, following)
    assert is_logged_in(client)
    reader.refresh_from_db()
    assert reader.check_password("another four quiet words")
    assert "was changed" in mail.outbox[-1].body


def test_what_was_typed_is_kept_and_the_error_stands_at_its_field(client):
    page = client.post("/accounts/signup/", SIGN_UP | {"password1": "password"}).text
    assert 'value="Đỗ Thị Hà"' in page
    assert 'value="ha@example.com"' in page
    assert re.search(r'id="id_password1_error"><p>[^<]*too short', page)
    assert 'aria-describedby="id_password1_helptext id_password1_error"' in page
    assert "placeholder" not in page.partition('id="main"')[2].partition("</main>")[0]


@pytest.mark.parametrize("name", ["", "   ", "\0", "a\u202eb", "\u200b", "…", "x" * 61, "🙂", "a" + "\u0316" * 9])
def test_a_name_that_others_could_not_read_is_refused(client, name):
    assert judged(client, "/accounts/signup/", SIGN_UP | {"display_name": name})["form"].errors["display_name"]
    assert not User.objects.exists()


def test_logging_in_leads_back_to_the_article(client, reader, article):
    response = log_in(client, reader.email, next=article.get_absolute_url())
    assert response["Location"] == article.get_absolute_url()


@pytest.mark.parametrize(("place", "url"), list(enumerate(LEADING_ELSEWHERE)))
def test_next_never_leaves_the_site(client, reader, place, url):
    path = ("/accounts/login/", "/accounts/signup/")[place % 2]
    main = client.get(path, {"next": url}).text.partition('id="main"')[2].partition("</main>")[0]
    assert all(re.match(r"/\w", address) for address in re.findall(r'(?:href|action)="([^"]*)"', main))
    assert log_in(client, reader.email, next=url)["Location"] == "/me/"
    assert client.get("/accounts/login/", {"next": url})["Location"] == "/me/"
    assert client.post("/accounts/logout/", {"next": url})["Location"] == "/"


def test_the_hint_comes_with_the_log_in_and_goes_with_the_log_out(client, reader):
    hint = log_in(client, reader.email).cookies["signed_in"]
    session = client.cookies["sessionid"]
    assert (hint.value, hint["httponly"], hint["samesite"], hint["path"]) == ("1", "", "Lax", "/")
    assert hint["max-age"] == session["max-age"] == 60 * 24 * 3600
    assert not hint["secure"]
    gone = client.post("/accounts/logout/").cookies["signed_in"]
    assert (gone.value, gone["max-age"]) == ("", 0)


def test_the_hint_is_as_secure_as_the_session(client, reader, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert log_in(client, reader.email).cookies["signed_in"]["secure"]


def test_a_hint_without_a_session_is_taken_away(client, reader):
    client.cookies["signed_in"] = "1"
    assert client.get("/me/state/").cookies["signed_in"]["max-age"] == 0
    client.force_login(reader)
    client.cookies.pop("signed_in", None)
    assert client.get("/me/state/").cookies["signed_in"].value == "1"


def test_no_public_page_reads_the_session_or_sets_a_cookie(client, reader, article):
    log_in(client, reader.email)
    for address in ("/", article.get_absolute_url(), "/no-such-page/"):
        response = client.get(address)
        assert not response.wsgi_request.session.accessed
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", FOR_EVERYONE)
def test_a_page_of_accounts_is_in_the_papers_dress_and_kept_nowhere(client, path):
    response = client.get(f"/accounts/{path}")
    assert response.status_code == 200
    assert 'class="wrap account-page"' in response.text
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", FOR_READERS)
def test_a_page_of_readers_is_in_the_papers_dress_and_asks_strangers_to_log_in(client, reader, path):
    if path != "logout/":
        assert client.get(f"/accounts/{path}")["Location"].startswith("/accounts/login/")
    client.force_login(reader)
    response = client.get(f"/accounts/{path}")
    assert response.status_code == 200
    assert 'class="wrap account-page"' in response.text
    assert response["Cache-Control"] == "private, no-store"


def test_too_many_wrong_passwords_are_stopped_before_the_password_is_looked_at(client, reader, monkeypatch):
    with undrawn():
        for _try in range(5):
            log_in(client, reader.email, "not my password")
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("the password was looked at"))
    assert "Too many tries" in log_in(client, reader.email).text


def test_too_many_sign_ups_are_asked_to_wait(client):
    with undrawn():
        for number in range(20):
            Client().post("/accounts/signup/", SIGN_UP | {"email": f"{number}@example.com", "password1": "x"})
    response = client.post("/accounts/signup/", SIGN_UP)
    assert response.status_code == 429
    assert "Too many tries" in response.text
    assert not User.objects.exists()


def test_the_desk_is_entered_by_the_same_door(client, reader):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"
    User.objects.update(is_staff=True)
    assert log_in(client, reader.email, next="/admin/")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_reader_who_does_not_work_here_is_kept_from_the_desk(client, reader):
    client.force_login(reader)
    assert client.get("/admin/", follow=True).status_code == 403


def test_signing_up_takes_as_long_for_an_address_that_has_an_account(reader, monkeypatch):
    made = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append(args[1]) or encode(*args))
    for email in ("ha@example.com", reader.email):
        Client().post("/accounts/signup/", SIGN_UP | {"email": email})
    assert made == [PASSWORD, PASSWORD]
