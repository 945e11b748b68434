"""Who asks."""

from django.http import HttpRequest

from accounts.models import User


class ReaderRequest(HttpRequest):
    """The request of someone who is logged in."""

    user: User


def reader_of(request: HttpRequest) -> User | None:
    """The account that is logged in, if one is."""
    return request.user if isinstance(request.user, User) else None
