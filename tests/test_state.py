"""What a public page asks in private: who reads, and what they answered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Reaction, ReactionKind
from accounts.reactions import react

pytestmark = pytest.mark.django_db

NOTHING_GIVEN = {"hopeful": 0, "well-reported": 0, "surprised": 0, "worried": 0, "angry": 0}
NOBODY = {
    "signed_in": False,
    "name": "",
    "csrf": "",
    "reaction": None,
    "saved": False,
    "history": False,
    "following": False,
    "note": None,
    "agreed": [],
    "reported": [],
    "kept_out": "",
}


def test_a_stranger_is_told_the_counts_and_given_no_cookie(client, article):
    response = client.get("/me/state/", {"article": article.pk})
    assert response.json() == NOBODY | {"counts": NOTHING_GIVEN}
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_a_reader_is_told_who_they_are_and_what_they_answered(client, reader, second_reader, article):
    react(reader, article, ReactionKind.objects.get(key="worried"))
    react(second_reader, article, ReactionKind.objects.get(key="angry"))
    client.force_login(reader)
    state = client.get("/me/state/", {"article": article.pk}).json()
    assert (state["signed_in"], state["name"], state["reaction"]) == (True, "Bùi Ngân", "worried")
    assert state["counts"] == NOTHING_GIVEN | {"worried": 1, "angry": 1}


def test_a_stranger_did_not_answer_what_someone_did_who_has_left(client, reader, article):
    react(reader, article, ReactionKind.objects.get(key="worried"))
    Reaction.objects.update(reader=None)
    state = client.get("/me/state/", {"article": article.pk}).json()
    assert (state["reaction"], state["counts"]["worried"]) == (None, 1)


def test_without_an_article_it_tells_only_who_reads(client, reader):
    client.force_login(reader)
    state = client.get("/me/state/").json()
    assert (state["name"], state["reaction"], state["counts"]) == ("Bùi Ngân", None, {})


def test_its_token_lets_the_page_send_forms(reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    token = client.get("/me/state/").json()["csrf"]
    assert client.post("/accounts/logout/", headers={"X-CSRFToken": token}).status_code == 302


def test_it_sets_the_cookie_of_its_token_only_where_there_is_none(client, reader):
    client.force_login(reader)
    first, second = (client.get("/me/state/") for _time in range(2))
    assert ("csrftoken" in first.cookies, "csrftoken" in second.cookies) == (True, False)
    assert second.json()["csrf"] == client.cookies["csrftoken"].value


def test_it_repeats_nothing_that_it_is_asked(client, reader, article):
    client.force_login(reader)  # whose token would else be compressed together with words of a stranger's choice
    asked = {"article": article.pk, "follow": "topic-4711471147114711", "canary": "canary"}
    answer = client.get("/me/state/", asked, headers={"Referer": "https://canary.example/"})
    assert answer.json()["csrf"]
    assert "4711471147114711" not in answer.text
    assert "canary" not in answer.text


def test_it_takes_three_queries(client, reader, article, django_assert_max_num_queries):
    react(reader, article, ReactionKind.objects.get(key="worried"))
    client.force_login(reader)
    with django_assert_max_num_queries(3):
        client.get("/me/state/", {"article": article.pk})


def test_what_the_public_cannot_see_has_no_counts(client, reader, article):
    react(reader, article, ReactionKind.objects.get(key="worried"))
    article.published_at = timezone.now() + timedelta(hours=1)
    article.save()
    client.force_login(reader)
    state = client.get("/me/state/", {"article": article.pk}).json()
    assert (state["reaction"], state["counts"]) == (None, NOTHING_GIVEN)


@pytest.mark.parametrize("number", ["404", str(2**63 - 1)])
def test_a_number_without_an_article_has_no_counts(client, number):
    assert client.get("/me/state/", {"article": number}).json()["counts"] == NOTHING_GIVEN


@pytest.mark.parametrize("number", ["-1", "0", "1a", "a", str(2**63), "9" * 5000, "\0", "1\0", "١", "🙂", "1 or 1"])
def test_what_is_no_number_is_refused(client, number):
    assert client.get("/me/state/", {"article": number}).status_code == 400


def test_it_can_only_be_asked(client):
    assert client.post("/me/state/").status_code == 405


def test_what_fits_in_one_packet_is_not_compressed_and_a_page_is(client, reader, article):
    client.force_login(reader)
    codings = [
        client.get(path, headers={"Accept-Encoding": "gzip"}).headers.get("Content-Encoding")
        for path in (f"/me/state/?article={article.pk}", "/me/")
    ]
    assert codings == [None, "gzip"]
