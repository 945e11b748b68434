"""What readers change themselves: name, language, address, password and the second step of logging in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from accounts.forms import ProfileForm
from accounts.models import Picture, Reaction, ReactionKind, User
from accounts.moderation import sanction, take_back
from accounts.reactions import react
from accounts.sanctions import Measure
from accounts.views.me import save
from articles.models import Article
from tests.accounts import code_in_the_mail, is_logged_in, log_in, present_code
from tests.cast import PASSWORD, account
from tests.notes import reason
from tests.pictures import file, picture

pytestmark = pytest.mark.django_db


def test_who_is_kept_out_says_nothing_by_name_or_picture_either(client, reader, moderator):
    ban = sanction(reader, moderator, Measure("ban"), reason=reason())
    client.force_login(reader)
    name = {"display_name": "A fool reads this", "language": "en"}
    assert "stay as they are" in client.post("/me/", name).text
    assert "stay as they are" in client.post("/me/picture/", {"picture": file(picture())}).text
    reader.refresh_from_db()
    assert (reader.display_name, Picture.objects.exists()) == ("Bùi Ngân", False)
    assert client.post("/me/", name | {"display_name": reader.display_name}).status_code == 302
    take_back(ban, moderator)
    assert client.post("/me/", name).status_code == 302
    assert client.post("/me/picture/", {"picture": file(picture())}).status_code == 302


def test_pages_and_e_mails_speak_the_readers_language(client):
    reader = account("ha@example.com", "Đỗ Thị Hà", language="vi")
    client.force_login(reader)
    response = client.get("/me/", headers={"Accept-Language": "es"})
    assert response["Content-Language"] == "vi"
    assert '<html lang="vi">' in response.text
    assert Client().get("/accounts/login/", headers={"Accept-Language": "es"})["Content-Language"] == "es"
    with translation.override("vi"):
        dear = translation.gettext("Dear %(name)s,") % {"name": reader.display_name}
    Client().post("/accounts/password/reset/", {"email": reader.email})
    assert mail.outbox[0].body.startswith(dear)


def test_e_mails_do_not_escape_what_they_say(client):
    account("fish@example.com", "Fish & Chips <3")
    client.post("/accounts/password/reset/", {"email": "fish@example.com"})
    assert mail.outbox[0].body.startswith("Dear Fish & Chips <3,")


def test_a_reader_changes_name_and_language(client, reader):
    client.force_login(reader)
    assert client.post("/me/", {"display_name": "  Nga\u0302n  Bùi ", "language": "vi"})["Location"] == "/me/"
    reader.refresh_from_db()
    assert (reader.display_name, reader.language) == ("Ngân Bùi", "vi")
    page = client.post("/me/", {"display_name": "", "language": "tlh"})
    assert page.text.count('class="error"') == 2
    assert "Ngân Bùi</h1>" in page.text


def test_nothing_else_of_an_account_is_written_with_its_name(reader):
    form = ProfileForm({"display_name": "Ngân", "language": "vi"}, instance=User.objects.get(pk=reader.pk))
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert save(form)
    reader.refresh_from_db()
    assert (reader.display_name, reader.is_active) == ("Ngân", False)


def test_a_new_address_counts_only_once_it_is_confirmed(client, reader):
    log_in(client, reader.email)
    add = {"email": "new@example.com", "action_add": ""}
    reauthenticate = client.post("/accounts/email/", add)["Location"]
    assert client.post(reauthenticate, {"password": PASSWORD, "next": "/accounts/email/"}).status_code == 302
    client.post("/accounts/email/old/", {"code": code_in_the_mail()})
    reader.refresh_from_db()
    assert reader.email == "ngan@example.com"
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    reader.refresh_from_db()
    assert reader.email == "new@example.com"


def test_changing_the_password_needs_the_present_one(client, reader):
    log_in(client, reader.email)
    new = {"password1": "another four quiet words"}
    assert "not your present password" in client.post("/accounts/password/change/", {"oldpassword": "x"} | new).text
    assert client.post("/accounts/password/change/", {"oldpassword": PASSWORD} | new)["Location"] == "/me/security/"
    assert is_logged_in(client)


def test_the_second_step_is_switched_on_and_then_asked_for(client, reader):
    client.force_login(reader)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").text
    assert "<svg" in page
    assert "data:" not in page
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    codes = client.post("/accounts/2fa/totp/activate/", {"code": present_code(secret)}, follow=True).text
    recovery = re.search(r"<li><code>(\d+)</code>", codes)[1]
    client = Client()
    assert log_in(client, reader.email)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_logged_in(client)
    assert "This code is not right" in client.post("/accounts/2fa/authenticate/", {"code": "000000"}).text
    assert client.post("/accounts/2fa/authenticate/", {"code": recovery})["Location"] == "/me/"
    assert is_logged_in(client)


def test_a_reader_sees_their_reactions_to_what_can_be_read(client, reader, article, draft):
    angry = ReactionKind.objects.get(key="angry")
    public = {"section": article.section, "status": "published", "published_at": article.published_at}
    others = Article.objects.bulk_create(Article(headline=f"Story {number}", **public) for number in range(25))
    Reaction.objects.bulk_create(Reaction(reader=reader, article=other, kind=angry) for other in others)
    Article.objects.filter(headline="Story 24").update(status="withdrawn")
    client.force_login(reader)
    first = client.get("/me/reactions/").text
    assert (first.count("<h2><a"), "Story 24" in first) == (20, False)
    assert client.get("/me/reactions/?page=2").text.count("<h2><a") == 4
    for page in ("0", "-1", "99", "a", "9" * 400, "x\0"):
        assert client.get("/me/reactions/", {"page": page}).status_code in (200, 400, 404)


def test_the_readers_reactions_take_few_queries(client, reader, article, django_assert_max_num_queries):
    react(reader, article, ReactionKind.objects.get(key="angry"))
    client.force_login(reader)
    with django_assert_max_num_queries(11) as queries:
        client.get("/me/reactions/")
    assert not [query for query in queries.captured_queries if '"body"' in query["sql"]]
