"""E-mails to readers: only those that they want, in their language, each with a way out that one press opens."""

import re
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from threading import BoundedSemaphore, Event
from typing import ClassVar

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client, override_settings
from django.utils.translation import gettext_lazy as _

from accounts import emails
from accounts.emails import KINDS, choose, is_wanted, send_to_reader, signed
from accounts.models import Decision, EmailPreference
from portal import troubles
from portal.mail_behind import sending
from portal.settings import MAILERS
from tests.cast import account
from tests.moderators import TOGETHER, desk_of, notes_of
from tests.notes import case_of, reason

pytestmark = pytest.mark.django_db

SUBJECT = _("New in what you follow")
LETTER = '{% extends "email/base.txt" %}{% block content %}Your note on “{{ article }}” <was> hidden.{% endblock %}'


@pytest.fixture(autouse=True)
def letter(settings, tmp_path):
    """A template of this test's own, as another part of the site would bring one."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "letter.txt").write_text(LETTER)
    configured = settings.TEMPLATES[0]
    settings.TEMPLATES = [configured | {"DIRS": [*configured["DIRS"], tmp_path]}]


@pytest.fixture
def write(django_capture_on_commit_callbacks):
    def send(reader, kind="decisions", subject="About “%(article)s”", **context):
        with django_capture_on_commit_callbacks(execute=True):
            send_to_reader(reader, kind, subject, "letter", {"article": "The ferry & the bridge"} | context)
        return mail.outbox[-1] if mail.outbox else None

    return send


def way_out(message) -> str:
    return re.fullmatch(r"<http://127.0.0.1:8000(/me/unsubscribe/\S+/)>", message.extra_headers["List-Unsubscribe"])[1]


def html_of(message) -> str:
    return message.alternatives[0].content


def test_it_is_text_and_html_and_says_who_writes(reader, write):
    message = write(reader)
    assert (message.to, message.subject) == ([reader.email], "About “The ferry & the bridge”")
    assert message.body.startswith("Dear Bùi Ngân,\n\nYour note on “The ferry & the bridge” <was> hidden.")
    assert "&lt;was&gt; hidden" in html_of(message)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_speaks_the_readers_language(write):
    reader = account("ha@example.com", "Đỗ Thị Hà", language="vi")
    message = write(reader, subject=SUBJECT)
    assert message.subject != str(SUBJECT)
    assert '<html lang="vi">' in html_of(message)


def test_a_subject_stays_on_its_line(reader, write):
    assert write(reader, article="A\r\nBcc: all@example.com").subject == "About “A Bcc: all@example.com”"


def test_what_is_undone_is_not_told(reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        send_to_reader(reader, "decisions", SUBJECT, "letter")
        transaction.set_rollback(True)
    assert not mail.outbox


def test_an_address_that_nobody_confirmed_is_not_written_to(reader, write):
    EmailAddress.objects.update(verified=False)
    assert write(reader, "sanctions") is None


def test_a_server_that_refuses_stops_nothing_and_no_log_names_the_reader(reader, write, monkeypatch, caplog):
    def refuse(*_args):
        raise SMTPRecipientsRefused({reader.email: (550, b"no")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    assert write(reader) is None
    assert "could not be sent: SMTPRecipientsRefused" in caplog.text
    assert reader.email not in caplog.text


class Slow(BaseEmailBackend):
    """A mail server that answers when it is let, and takes the first e-mail alone."""

    may_answer = Event()
    sent: ClassVar[list[str]] = []

    def send_messages(self, messages):
        assert self.may_answer.wait(30)
        if self.sent:
            raise SMTPServerDisconnected(messages[0].to)
        self.sent.append(messages[0].to[0])


def test_a_slow_server_holds_up_no_moderator_and_one_that_fails_undoes_nothing(
    moderator, settings, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Slow"}, "behind": MAILERS["behind"]}
    monkeypatch.setattr("portal.mail_behind.places", BoundedSemaphore(2))
    words = ("First.", "Second.", "One too many.")
    cases, failed = [case_of(note).pk for note in notes_of(*words)], troubles.counted[troubles.EMAIL]
    fields = {"case": cases, "action": "reject", "sure": "yes", "reason": reason().pk}
    fields |= {f"seen-{case}": text for case, text in zip(cases, words, strict=True)}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk_of(moderator).post(TOGETHER, fields).status_code == 302
    assert (Decision.objects.count(), Slow.sent) == (3, [])
    assert "An e-mail is dropped" in caplog.text
    Slow.may_answer.set()
    sending.submit(bool).result(30)
    assert Slow.sent == ["reader0@example.com"]
    assert caplog.messages[-1] == "An e-mail could not be sent: SMTPServerDisconnected"
    assert troubles.counted[troubles.EMAIL] == failed + 2


def test_a_press_of_the_mail_program_ends_one_kind_without_logging_in(reader, write):
    message = write(reader)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client = Client(enforce_csrf_checks=True)
    for _time in range(3):
        assert client.post(way_out(message), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert EmailPreference.objects.get().kind == "decisions"
    mail.outbox.clear()
    assert write(reader) is None
    assert write(reader, "sanctions").to == [reader.email]


def test_looking_at_the_link_ends_nothing(reader, write):
    address = way_out(write(reader))
    page = Client().get(address)
    main = page.text.partition('id="main"')[2].partition("</main>")[0]
    assert (main.count("<button"), main.count('method="post"')) == (1, 1)
    Client().head(address)
    assert not EmailPreference.objects.exists()


def test_the_link_stands_in_the_text_and_in_the_html(reader, write):
    message = write(reader)
    assert way_out(message) in message.body
    assert way_out(message) in html_of(message)


def test_what_the_reader_must_be_told_has_no_way_out(reader, write):
    choose(reader, [])
    message = write(reader, "sanctions")
    assert "List-Unsubscribe" not in message.extra_headers
    assert "unsubscribe" not in message.body + html_of(message)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%F0%9F%99%82", "x" * 3000])
def test_a_link_that_we_did_not_write_is_refused_in_words(token):
    for method in (Client().get, Client().post):
        page = method(f"/me/unsubscribe/{token}/")
        assert (page.status_code, "This link is not whole." in page.text) == (400, True)


def test_a_link_for_something_else_is_no_way_out(reader):
    assert Client().post(f"/me/unsubscribe/{signing.dumps([reader.pk, 'decisions'], salt='other')}/").status_code == 400


def test_the_link_of_an_account_that_is_gone_is_answered_as_ever(reader):
    address = f"/me/unsubscribe/{signed(reader, KINDS['digest'])}/"
    reader.delete()
    assert Client().post(address).status_code == 200


def test_a_reader_chooses(client, reader):
    client.force_login(reader)
    page = client.get("/me/emails/").text
    assert re.search(r'value="decisions" checked>', page)
    assert re.search(r'value="sanctions" checked disabled>', page)
    assert re.search(r'value="digest">', page)
    assert client.post("/me/emails/", {"kinds": ["digest", "approvals"]})["Location"] == "/me/emails/"
    wanted = {kind.key for kind in KINDS.values() if is_wanted(reader, kind)}
    assert wanted == {"sanctions", "digest", "approvals"}
    client.post("/me/emails/", {})
    assert not EmailPreference.objects.filter(is_wanted=True).exists()
    assert is_wanted(reader, KINDS["sanctions"])


def test_saving_the_same_again_changes_no_row(reader):
    choose(reader, ["digest"])
    before = list(EmailPreference.objects.order_by("pk").values())
    choose(reader, ["digest"])
    assert list(EmailPreference.objects.order_by("pk").values()) == before


def test_a_kind_that_is_none_is_refused_and_nothing_changes(client, reader):
    client.force_login(reader)
    for kind in ("newsletter", "\0", "d" * 5000):
        assert client.post("/me/emails/", {"kinds": ["digest", kind]}).status_code == 400
    assert not EmailPreference.objects.exists()


def test_a_stranger_chooses_for_nobody(reader):
    assert Client().post("/me/emails/", {})["Location"].startswith("/accounts/login/")
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(reader)
    assert forged.post("/me/emails/", {}).status_code == 403
    assert not EmailPreference.objects.exists()


def test_a_kind_that_another_part_adds_is_on_the_page(client, reader, monkeypatch):
    monkeypatch.setitem(emails.KINDS, "thanks", emails.EmailKind("thanks", "Thanks", "When we are thankful."))
    client.force_login(reader)
    assert "When we are thankful." in client.get("/me/emails/").text


@override_settings(SITE_URL="https://news.example")
def test_links_lead_to_the_site_that_is_configured(reader, write):
    assert write(reader).extra_headers["List-Unsubscribe"].startswith("<https://news.example/me/unsubscribe/")
