"""Networks are kept as keyed hashes, for a month at most, and an address of one nowhere at all."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from accounts import leaving
from accounts.models import Reaction, User
from accounts.networks import forget_old, network_of, sign_of_network
from tests.accounts import SIGN_UP, code_in_the_mail
from tests.cast import account
from tests.stories import at

pytestmark = pytest.mark.django_db

ADDRESS, NEIGHBOUR, ELSEWHERE = "203.0.113.77", "203.0.113.9", "198.51.100.4"
PREFIXES = ("203.0.113", "cb0071")  # as it is written, and in hexadecimal


def sign_up(client: Client) -> None:
    """Sign up and confirm by the code in the e-mail."""
    client.post("/accounts/signup/", SIGN_UP)
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})


def test_a_reaction_and_a_sign_up_keep_a_hash_that_neighbours_share(client, article, reader, rf):
    browser = Client(REMOTE_ADDR=ADDRESS)
    browser.post(f"/me/react/{article.pk}/", {"kind": "angry"})
    sign_up(browser)
    given, made = Reaction.objects.get(), User.objects.get(email="ha@example.com")
    same, other = (sign_of_network(rf.get("/", REMOTE_ADDR=address)) for address in (NEIGHBOUR, ELSEWHERE))
    assert given.network == made.joined_from == same != other
    assert len(same) == 64


@pytest.mark.parametrize(
    ("told", "network"),
    [
        (ADDRESS, "203.0.113.0/24"),
        (f"::ffff:{ADDRESS}", "203.0.113.0/24"),  # how a server that listens to both kinds has the older
        (f"{ADDRESS}:4711", "203.0.113.0/24"),
        ("[2001:db8:1:2ff::1]:4711", "2001:db8:1:200::/56"),
    ],
)
def test_an_address_is_known_however_it_is_written(rf, settings, told, network):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network_of(rf.get("/", headers={"x-forwarded-for": f"forged, {told}"})) == network


def test_no_table_and_no_log_holds_the_address_of_anyone(article, caplog, capfd):
    browser = Client(REMOTE_ADDR=ADDRESS)
    sign_up(browser)
    browser.post("/accounts/login/", {"login": "ha@example.com", "password": "not this one at all"})
    browser.post(f"/me/react/{article.pk}/", {"kind": "angry"})
    assert Reaction.objects.exists()
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    said = [caplog.text, *capfd.readouterr()]
    assert not [row for row in (*rows, *said) for prefix in PREFIXES if prefix in row]


def test_networks_are_forgotten_within_a_month_by_any_page_of_readers(article, reader, monkeypatch):
    late = account("late@example.com", "Late", joined_from="b" * 64)
    with at(timezone.now() - timedelta(days=29, minutes=1)):
        old = Reaction.objects.create(reader=reader, article=article, kind_id=1, network="a" * 64)
    User.objects.filter(pk=reader.pk).update(joined_from="a" * 64, date_joined=old.created_at)
    young = Reaction.objects.create(reader=late, article=article, kind_id=1, network="b" * 64)
    monkeypatch.setattr(leaving, "SECONDS_BETWEEN_LOOKS", 0)
    Client().get("/me/state/")
    assert Reaction.objects.exclude(network="").get() == young
    assert User.objects.exclude(joined_from="").get() == late
    assert forget_old() == 0
