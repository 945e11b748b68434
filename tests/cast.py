"""The fixed cast of the tests: who reads, and what there is to read."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Section

PASSWORD = "seven ferries at dawn"


def account(email: str, name: str, **fields: object) -> User:
    """An account with a confirmed address, whose password is PASSWORD."""
    user = User.objects.create_user(email, PASSWORD, display_name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


@pytest.fixture
def reader(db: None) -> User:
    return account("ngan@example.com", "Bùi Ngân")


@pytest.fixture
def second_reader(db: None) -> User:
    return account("tomas@example.com", "Tomás Ortega")


def colleague(role: str, email: str, name: str) -> User:
    """A member of the newsroom in one of its roles."""
    user = account(email, name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def journalist(db: None) -> User:
    return colleague("Journalist", "tuyet@example.com", "Nguyễn Ánh Tuyết")


@pytest.fixture
def editor(db: None) -> User:
    return colleague("Editor", "mateo@example.com", "Mateo Bolaño")


@pytest.fixture
def moderator(db: None) -> User:
    return colleague("Moderator", "huong@example.com", "Phan Hoài Hương")


@pytest.fixture
def second_moderator(db) -> User:
    return colleague("Moderator", "lien@example.com", "Đỗ Liên")


@pytest.fixture
def administrator(db: None) -> User:
    return colleague("Administrator", "bao@example.com", "Trịnh Gia Bảo")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The editor's browser, logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def section(db: None) -> Section:
    return Section.objects.create(name="Vietnam")


@pytest.fixture
def article(section: Section) -> Article:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    return Article.objects.create(
        headline="A ferry for the night shift", section=section, status="published", published_at=an_hour_ago
    )


@pytest.fixture
def draft(section: Section) -> Article:
    return Article.objects.create(headline="Not ready to be read", section=section)
