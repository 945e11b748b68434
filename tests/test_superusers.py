"""Superusers at the desk: only they make others, and nobody else lays hands on their accounts."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.cast import PASSWORD
from tests.forms import undrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

PAGES = ("/admin/accounts/user/{user}/", "/admin/account/emailaddress/{address}/")


@pytest.fixture
def owner(db: None) -> User:
    owner = User.objects.create_superuser("owner@example.com", PASSWORD)
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    return owner


@pytest.fixture
def pages(owner: User) -> list[str]:
    """The owner's account and address at the desk."""
    numbers = {"user": owner.pk, "address": owner.emailaddress_set.get().pk}
    return [page.format(**numbers) for page in PAGES]


@pytest.fixture
def client(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def test_an_administrator_changes_and_deletes_nothing_of_a_superuser(client, owner, pages):
    account, _address = pages
    asked = [f"{account}password/", *(f"{page}{verb}/" for page in pages for verb in ("delete", "change"))]
    assert {client.post(each, {"email": "mine@example.com", "post": "yes"}).status_code for each in asked} == {403}
    chosen = {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"}
    client.post("/admin/accounts/user/", chosen)
    assert User.objects.get(pk=owner.pk).email == EmailAddress.objects.get(user=owner).email == "owner@example.com"


def test_an_administrator_gives_a_superuser_no_other_address(client, owner):
    new = {"user": owner.pk, "email": "mine@example.com", "verified": "on"}
    with undrawn():
        assert client.post("/admin/account/emailaddress/add/", new).status_code == 200
    assert EmailAddress.objects.get(user=owner).email == "owner@example.com"


def test_an_administrator_gives_roles_and_makes_nobody_a_superuser(client, administrator, reader):
    group = administrator.groups.get().pk
    new = {"email": reader.email, "display_name": "Ngân", "is_active": "on", "is_staff": "on", "groups": [group]}
    for account in (reader, administrator):
        sent = new | {"email": account.email, "is_superuser": "on", "user_permissions": [1]}
        assert client.post(f"/admin/accounts/user/{account.pk}/change/", sent).status_code == 302
        account.refresh_from_db()
        assert (account.is_superuser, account.user_permissions.count(), account.groups.count()) == (False, 0, 1)


def test_a_superuser_makes_another_and_changes_their_address(client, owner, reader, pages):
    client.force_login(owner)
    sent = {"email": reader.email, "display_name": "Ngân", "is_active": "on", "is_superuser": "on"}
    assert client.post(f"/admin/accounts/user/{reader.pk}/change/", sent).status_code == 302
    assert client.get(f"{pages[1]}change/").status_code == 200
    assert User.objects.get(pk=reader.pk).is_superuser
