"""The demonstration's accounts: one to log in with for each role, and readers who gave the reactions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import QuerySet

from accounts.models import User
from articles.models import Author
from articles.text import slug_of

HOST = "redriverpost.example"
PASSWORD = "paper-lantern-river"  # noqa: S105 (printed for everyone; production never has these accounts)
READERS = 150
NAMES = {
    "reader": "Bùi Thu Hà",
    "journalist": "Nguyễn Ánh Tuyết",
    "editor": "Emily Carrow",
    "moderator": "Trần Hải Yến",
    "administrator": "Đỗ Quang Huy",
}
FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "García", "Morales", "Ward", "Okafor")
GIVEN_NAMES = ("An", "Bình", "Chi", "Dũng", "Hà", "Khánh", "Lan", "Minh", "Ngọc", "Phúc", "Quân", "Thảo", "Yến")


class LogIn(NamedTuple):
    """What to type to try a role."""

    role: str
    email: str
    password: str


def log_ins() -> list[LogIn]:
    """The demonstration's log-ins by role, those whose accounts are there and can still log in."""
    if settings.PRODUCTION:
        return []
    wanted = [LogIn(role.capitalize(), f"{role}@{HOST}", PASSWORD) for role in NAMES]
    emails = [each.email for each in wanted]
    there = set(User.objects.filter(email__in=emails, is_active=True).values_list("email", flat=True))
    return [each for each in wanted if each.email in there]


def make_accounts() -> None:
    """An account for each role, its address confirmed; those that are there stay as they are."""
    for role, name in NAMES.items():
        email = f"{role}@{HOST}"
        if User.objects.filter(email=email).exists():
            continue
        user = User.objects.create_user(email, PASSWORD, display_name=name, is_staff=role != "reader")
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        if user.is_staff:
            user.groups.add(Group.objects.get(name=role.capitalize()))
        Author.objects.filter(name=name, account=None).update(account=user)


def make_readers() -> None:
    """Readers with names and without passwords."""
    locked = make_password(None)
    User.objects.bulk_create(
        (User(email=email_of(number), password=locked, display_name=name_of(number)) for number in range(READERS)),
        ignore_conflicts=True,
    )
    confirm(readers())


def confirm(accounts: Iterable[User]) -> None:
    """Have their addresses be confirmed."""
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=each, email=each.email, primary=True, verified=True) for each in accounts),
        ignore_conflicts=True,
    )


def make_newcomers(joined: Iterable[datetime], network: str) -> list[User]:
    """Readers who signed up at these moments from one network, of which the sign is given."""
    locked = make_password(None)
    made = User.objects.bulk_create(
        User(
            email=email_of(number),
            password=locked,
            display_name=name_of(number),
            date_joined=moment,
            joined_from=network,
        )
        for number, moment in enumerate(joined, start=READERS)
    )
    confirm(made)
    return made


def make_writer(name: str, now: datetime) -> User:
    """The reader of this name who writes notes: with a confirmed address, and here for some months by `now`."""
    found = User.objects.filter(display_name=name, email__endswith=f"@{HOST}").exclude(is_staff=True).first()
    if found:
        return found
    email = f"{slug_of(name)}@{HOST}"
    writer = User.objects.create(
        email=email,
        password=make_password(None),
        display_name=name,
        date_joined=now - timedelta(days=60 + 7 * len(name)),
    )
    EmailAddress.objects.create(user=writer, email=email, primary=True, verified=True)
    return writer


def readers() -> QuerySet[User]:
    return User.objects.filter(email__in=[email_of(number) for number in range(READERS)]).order_by("pk")


def email_of(number: int) -> str:
    return f"reader-{number + 1:03}@{HOST}"


def name_of(number: int) -> str:
    return f"{FAMILY_NAMES[number % len(FAMILY_NAMES)]} {GIVEN_NAMES[number % len(GIVEN_NAMES)]}"
