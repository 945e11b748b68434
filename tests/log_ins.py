"""Ways in which a log-in ends elsewhere, while its browser knows nothing of it."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User


def change_password(reader: User) -> None:
    reader.set_password("another ferry at noon")
    reader.save()


ENDS: dict[str, Callable[[User], object]] = {
    "session": lambda reader: Session.objects.all().delete(),
    "over": lambda reader: Session.objects.update(expire_date=timezone.now()),
    "account": lambda reader: User.objects.update(is_active=False),
    "password": change_password,
    "deleted": lambda reader: User.objects.all().delete(),
}
