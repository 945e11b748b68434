"""Who asks, and one request of theirs after the other."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User


class ReaderRequest(HttpRequest):
    """The request of someone who is logged in."""

    user: User


def reader_of(request: HttpRequest) -> User | None:
    """The account that is logged in, if one is."""
    return request.user if isinstance(request.user, User) else None


def confirmed_addresses(reader: Any) -> QuerySet[EmailAddress]:
    """The addresses that a reader (or an outer query's row) has confirmed; who has none never counts."""
    return EmailAddress.objects.filter(user=reader, verified=True)


def one_request_at_a_time(reader: User) -> None:
    """Hold the reader's row until the transaction ends: their requests wait for each other, other readers' do not."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=reader.pk)


def one_change_at_a_time(reader: int | None) -> None:
    """The same for what others change of a reader's: whoever decides on their words holds this row before any other.

    Then come the note, its case and what was decided, in this order, so that nobody waits in a circle. All are held as
    rows that others may still refer to (`no_key`).
    """
    if reader is not None:
        list(User.objects.select_for_update(no_key=True).filter(pk=reader).values_list("pk"))


def name_of(user: User) -> str:
    """What others, and their own devices, call them."""
    return user.get_full_name()
