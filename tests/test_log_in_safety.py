"""Guessing passwords: stopped before one is looked at, without locking the owner out."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client

from accounts import limits
from accounts.models import User
from tests.accounts import LEADING_ELSEWHERE, SIGN_UP, code_in_the_mail, is_logged_in, log_in
from tests.cast import PASSWORD, account
from tests.forms import JSON, judged, undrawn

pytestmark = pytest.mark.django_db

HOME, CAFE = "203.0.113.9", "198.51.100.7"


def try_from(address: str, email: str, password: str = "a wrong one", client: Client | None = None, **extra: str):
    form = {"login": email, "password": password}
    return (client or Client()).post("/accounts/login/", form, REMOTE_ADDR=address, **extra)


def guess(times: int, address: str, email: str, client: Client | None = None) -> None:
    """Try so many wrong passwords; nobody looks at what the pages say."""
    with undrawn():
        for _try in range(times):
            try_from(address, email, client=client)


def is_refused(response) -> bool:
    return "Too many tries" in response.text if response.status_code == 200 else response.status_code == 429


@pytest.fixture
def never_looked_at(monkeypatch):
    def watch() -> None:
        monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("the password was looked at"))

    return watch


def test_the_sixth_wrong_password_from_a_network_is_not_looked_at(reader, never_looked_at):
    assert not any(is_refused(try_from(HOME, reader.email)) for _try in range(5))
    never_looked_at()
    neighbour, shouting = HOME.replace(".9", ".200"), reader.email.upper()
    for address, email in ((HOME, reader.email), (neighbour, reader.email), (HOME, shouting), (HOME, f" {shouting} ")):
        assert is_refused(try_from(address, email, PASSWORD))


def test_a_header_that_anyone_can_write_is_no_other_network(reader, never_looked_at):
    with undrawn():
        for number in range(5):
            try_from(HOME, reader.email, HTTP_X_FORWARDED_FOR=f"192.0.{number}.1")
    never_looked_at()
    assert is_refused(try_from(HOME, reader.email, HTTP_X_FORWARDED_FOR="192.0.99.1"))


def test_a_stranger_elsewhere_does_not_lock_the_owner_out(reader):
    guess(9, CAFE, reader.email)
    assert try_from(HOME, reader.email, PASSWORD).status_code == 302


def test_a_stranger_in_the_same_network_does_not_lock_a_known_browser_out(reader, second_reader):
    known = Client()
    assert try_from(HOME, reader.email, PASSWORD, known).status_code == 302
    known.post("/accounts/logout/")
    guess(9, HOME, reader.email)
    assert is_refused(try_from(HOME, reader.email, PASSWORD))
    assert is_refused(try_from(HOME, reader.email, PASSWORD, logged_in_as(second_reader)))
    assert try_from(HOME, reader.email, PASSWORD, known).status_code == 302


def logged_in_as(other: User) -> Client:
    client = Client()
    try_from("192.0.2.1", other.email, PASSWORD, client)
    client.post("/accounts/logout/")
    return client


def test_a_known_browser_has_five_tries_too(reader, never_looked_at):
    known = logged_in_as(reader)
    guess(5, HOME, reader.email, known)
    never_looked_at()
    assert is_refused(try_from(CAFE, reader.email, PASSWORD, known))


def test_many_networks_together_are_stopped_and_the_owner_comes_in_by_e_mail(reader, monkeypatch, never_looked_at):
    monkeypatch.setattr(limits, "FROM_ALL_STRANGERS", "8/15m/key")
    known = logged_in_as(reader)
    for number in range(8):
        guess(1, f"10.0.{number}.1", reader.email)
    assert try_from("10.1.0.1", reader.email, PASSWORD, known).status_code == 302
    never_looked_at()
    assert is_refused(try_from("10.1.0.1", reader.email, PASSWORD))
    owner = Client()
    owner.post("/accounts/password/reset/", {"email": reader.email})
    confirmed = owner.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail()})
    owner.post(confirmed["Location"], {"password1": "another four quiet words"})
    assert is_logged_in(owner)


def test_a_network_that_tries_many_accounts_is_stopped(reader, monkeypatch, never_looked_at):
    monkeypatch.setattr(limits, "FROM_ONE_NETWORK", "6/15m/key")
    for number in range(6):
        guess(1, HOME, f"nobody-{number}@example.com")
    never_looked_at()
    assert is_refused(try_from(HOME, reader.email, PASSWORD))


def test_right_passwords_use_nothing_up(reader):
    assert not any(is_refused(try_from(HOME, reader.email, PASSWORD)) for _time in range(6))


def test_an_account_logs_in_from_a_network_so_often_and_no_more(reader, monkeypatch, never_looked_at):
    monkeypatch.setattr(limits, "LOG_INS", "2/15m/key")
    known = Client()
    assert [try_from(HOME, reader.email, PASSWORD, each).status_code for each in (known, Client())] == [302, 302]
    del known.cookies["sessionid"]
    never_looked_at()
    assert is_refused(try_from(HOME, reader.email, PASSWORD, Client()))
    assert is_refused(try_from(HOME, reader.email, PASSWORD, known))


def test_it_is_refused_in_the_same_words_whether_or_not_there_is_an_account(reader):
    pages = []
    for email in (reader.email, "nobody@example.com"):
        guess(5, CAFE, email)
        page = try_from(CAFE, email)
        pages.append(page.text.partition('role="alert"')[2].partition("</div>")[0])
    assert pages[0] == pages[1]
    assert "Forgot your password?" in pages[0]


def test_a_cookie_that_we_did_not_sign_makes_no_browser_known(client, reader):
    guess(5, HOME, reader.email)
    for cookie in ("x", "eyJpZCI6MX0:1:2", "", '"\\000"'):
        client.defaults["HTTP_COOKIE"] = f"known_browser={cookie}"
        assert is_refused(try_from(HOME, reader.email, PASSWORD, client)), cookie


def test_the_cookie_is_for_the_log_in_page_alone_and_names_nobody(client, reader):
    cookie = log_in(client, reader.email).cookies["known_browser"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/accounts/", True, "Lax")
    assert reader.email not in cookie.value


def test_no_limit_keeps_an_address_of_the_network_or_of_a_person(reader):
    try_from(HOME, reader.email)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert not [key for key in keys if HOME in key or "203.0.113" in key or reader.email in key or ":" in key]


def test_whoever_is_logged_in_guesses_the_password_no_oftener(client, reader, never_looked_at):
    client.force_login(reader)
    old = {"oldpassword": "a wrong one", "password1": "another four quiet words"}
    for _try in range(3):
        wrong = judged(client, "/accounts/reauthenticate/", {"password": "x"})
        assert "This is not your password" in str(wrong["form"].errors)
    with undrawn():
        for _try in range(2):
            client.post("/accounts/password/change/", old)
    never_looked_at()
    assert "Too many tries" in client.post("/accounts/reauthenticate/", {"password": PASSWORD}).text
    assert "Too many tries" in client.post("/accounts/password/change/", old | {"oldpassword": PASSWORD}).text


def test_the_owners_log_in_stays_open_meanwhile(client, reader):
    client.force_login(reader)
    with undrawn():
        for _try in range(6):
            client.post("/accounts/reauthenticate/", {"password": "x"})
    assert try_from(HOME, reader.email, PASSWORD).status_code == 302


def test_the_key_of_the_session_is_another_after_logging_in(client, reader, article):
    client.get(f"/me/react/{article.pk}/", {"kind": "hopeful"})
    before = client.cookies["sessionid"].value
    log_in(client, reader.email)
    assert client.cookies["sessionid"].value != before
    stale = Client()
    stale.cookies["sessionid"] = before
    assert not is_logged_in(stale)


def test_logging_in_takes_as_long_whether_or_not_there_is_an_account(reader, monkeypatch):
    """As many hashes: for one that is there, none, one without a password, one that is closed."""
    account("social@example.com", "Lan")
    User.objects.filter(email="social@example.com").update(password="!x")
    account("closed@example.com", "Closed", is_active=False)
    made = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append(args[1]) or encode(*args))
    for email in (reader.email, "nobody@example.com", "social@example.com", "closed@example.com"):
        made.clear()
        page = log_in(Client(), email, "a wrong one").text
        assert (len(made), "do not belong together" in page) == (1, True), email


def test_resetting_does_the_same_work_whether_or_not_there_is_an_account(reader):
    for email in (reader.email, "nobody@example.com"):
        mail.outbox.clear()
        Client().post("/accounts/password/reset/", {"email": email})
        assert [message.to for message in mail.outbox] == [[email]]


def test_a_passkeys_page_tells_of_nobody(client, reader):
    """It is asked without an address, so there is nothing to tell."""
    answer = client.get("/accounts/2fa/webauthn/login/", headers=JSON).json()
    assert not answer["request_options"]["publicKey"].get("allowCredentials")


@pytest.mark.parametrize("url", LEADING_ELSEWHERE[:3])
def test_next_stays_here_when_the_password_is_reset_or_asked_for_again(client, reader, url):
    client.post("/accounts/password/reset/", {"email": reader.email, "next": url})
    confirmed = client.post("/accounts/password/reset/confirm/", {"code": code_in_the_mail(), "next": url})
    new = {"password1": "another four quiet words", "next": url}
    assert client.post(confirmed["Location"], new)["Location"] == "/me/"
    again = {"password": "another four quiet words", "next": url}
    assert client.post("/accounts/reauthenticate/", again)["Location"] == "/me/"


def test_five_accounts_come_from_a_network_in_an_hour(reader):
    for number in range(5):
        assert sign_up(f"{number}@example.com", HOME).status_code == 302
    assert sign_up("6@example.com", HOME).status_code == 429
    assert sign_up(reader.email, HOME).status_code == 429
    assert User.objects.count() == 6
    assert len(mail.outbox) == 5
    assert sign_up("6@example.com", CAFE).status_code == 302


def test_who_signs_up_twice_at_once_is_answered_as_who_has_an_account(monkeypatch):
    """The second press finds no account yet when it begins."""
    admit = limits.admit_sign_up
    first = lambda request: account(SIGN_UP["email"], "Hà") and admit(request)  # noqa: E731
    monkeypatch.setattr(limits, "admit_sign_up", first)
    assert sign_up(SIGN_UP["email"], HOME)["Location"] == "/accounts/confirm-email/"
    assert (User.objects.count(), [message.to for message in mail.outbox]) == (1, [[SIGN_UP["email"]]])


def test_no_transaction_waits_for_the_mail_server_while_somebody_signs_up(reader, monkeypatch):
    """Others from the same network, whose tries are counted in the same rows, would wait as well."""
    outside, sent = len(connection.savepoint_ids), []
    note = lambda _backend, _messages: sent.append(len(connection.savepoint_ids))  # noqa: E731
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", note)
    for email in (reader.email, "new@example.com"):
        sign_up(email, HOME)
    assert sent == [outside, outside]


def sign_up(email: str, address: str):
    return Client().post("/accounts/signup/", SIGN_UP | {"email": email}, REMOTE_ADDR=address)


def ask_for_a_code(email: str, address: str, client: Client | None = None) -> int:
    return (client or Client()).post("/accounts/password/reset/", {"email": email}, REMOTE_ADDR=address).status_code


def test_nobody_fills_a_mailbox_by_asking_for_codes(reader, monkeypatch):
    monkeypatch.setattr(limits, "LETTERS_FROM_ALL_STRANGERS", "5/1h/key")
    knows = Client()
    log_in(knows, reader.email)
    mail.outbox.clear()
    with undrawn():
        for email in (reader.email, "nobody@example.com"):
            boxes = [*(email.replace("@", f"+{number}@") for number in range(5)), email]
            assert [ask_for_a_code(each, HOME) for each in boxes] == [302] * 5 + [429]
            assert [ask_for_a_code(email, CAFE) for _time in range(3)] == [302, 302, 429]
        assert len(mail.outbox) == 14
        assert ask_for_a_code(reader.email, CAFE, knows) == 302


def test_whoever_asks_from_a_network_of_their_own_gets_a_code_whatever_strangers_used_up(reader, monkeypatch):
    monkeypatch.setattr(limits, "LETTERS_FROM_ALL_STRANGERS", "1/1h/key")
    monkeypatch.setattr(limits, "FIRST_LETTERS_FROM_ALL_STRANGERS", "3/1h/key")
    asked = [HOME, HOME, HOME, "2001:db8:1:100::1", "2001:db8:1:f00::1", CAFE, "192.0.2.1"]
    with undrawn():
        assert [ask_for_a_code(reader.email, each) for each in asked] == [302, 302, 429, 302, 429, 302, 429]


def test_an_e_mail_that_is_not_sent_is_not_counted(reader, monkeypatch):
    monkeypatch.setattr(limits, "LETTERS", "1/1h/key")
    with monkeypatch.context() as away:
        away.setattr(mail.EmailMessage, "send", lambda *_: (_ for _ in ()).throw(ConnectionRefusedError))
        ask_for_a_code(reader.email, HOME)
    assert [ask_for_a_code(reader.email, HOME) for _time in range(2)] == [302, 429]


def test_a_network_writes_to_few(reader, monkeypatch):
    monkeypatch.setattr(limits, "LETTERS_FROM_ONE_NETWORK", "2/1h/key")
    assert [ask_for_a_code(f"{number}@example.com", HOME) for number in range(3)] == [302, 302, 429]
