"""A press before logging in: kept where it was made on a page of ours, and done after the log-in."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import pressed
from accounts.models import Reaction
from articles.models import Article
from tests.accounts import log_in
from tests.cast import PASSWORD
from tests.forms import JSON
from tests.reactions import FROM_ELSEWHERE, address


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_anonymous_press_is_done_after_logging_in(client, reader, article, method):
    response = getattr(client, method)(address(article), {"kind": "worried"})
    assert response.status_code == 302
    assert not Reaction.objects.exists()
    logged_in = client.post(response["Location"], {"login": reader.email, "password": PASSWORD})
    assert (logged_in.status_code, logged_in["Location"]) == (302, f"{article.get_absolute_url()}#reactions")
    assert Reaction.objects.get().kind.key == "worried"
    assert pressed.KEY not in client.session


def test_script_that_finds_nobody_logged_in_is_told_where_to_log_in(client, reader, article):
    response = client.post(address(article), {"kind": "worried"}, headers=JSON)
    assert response.status_code == 401
    client.post(response.json()["log_in"], {"login": reader.email, "password": PASSWORD})
    assert Reaction.objects.get().kind.key == "worried"


def test_a_link_from_elsewhere_neither_gives_nor_keeps_a_reaction(client, reader, article, subtests):
    known = Client()
    known.force_login(reader)
    for headers in FROM_ELSEWHERE:
        with subtests.test(**headers):
            response = client.get(address(article), {"kind": "angry"}, headers=headers)
            assert (response.status_code, pressed.KEY in client.session) == (302, False)
            assert known.get(address(article, "?kind=angry"), headers=headers).status_code == 200
    response = client.post(response["Location"], {"login": reader.email, "password": PASSWORD})
    assert response["Location"] == address(article, "?kind=angry")
    assert not Reaction.objects.exists()


def test_a_press_on_our_own_page_is_kept(client, article):
    client.get(address(article), {"kind": "angry"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert client.session[pressed.KEY]["kind"] == "angry"
    client.get(address(article), {"kind": "hopeful"}, headers={"Referer": "http://testserver/vietnam/"})
    assert client.session[pressed.KEY]["kind"] == "hopeful"


def test_a_press_of_long_ago_is_forgotten(client, reader, article, monkeypatch):
    client.get(address(article), {"kind": "angry"})
    monkeypatch.setattr(pressed, "KEPT_FOR", timedelta(seconds=-1))
    assert log_in(client, reader.email).status_code == 302
    assert not Reaction.objects.exists()


def test_a_press_on_what_is_gone_by_then_does_not_stop_the_log_in(client, reader, article):
    client.get(address(article), {"kind": "angry"})
    Article.objects.update(status="withdrawn")
    assert log_in(client, reader.email).status_code == 302
    assert not Reaction.objects.exists()
