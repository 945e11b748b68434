"""Sessions in the database and the accounts that are logged in by them, each fetched by a prepared statement.

Nothing is remembered from one request to the next: a session that was ended, or an account that was closed, is found
gone by the very next request.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import FETCH_ONE, CharField
from django.utils import timezone

from accounts.models import User
from articles.prepared import Prepared, PreparedRows, Slot, one

SESSION = Prepared(
    lambda: one(
        Session.objects.filter(
            session_key=Slot("key", CharField(max_length=40)), expire_date__gt=timezone.now()
        ).values_list("session_data")
    )
)
ACCOUNT = PreparedRows(lambda: User.objects.filter(pk=Slot("account")), FETCH_ONE)


class SessionStore(db.SessionStore):
    """Django's own, but for the way in which it reads."""

    def load(self) -> dict[str, Any]:
        found = SESSION.rows(key=self.session_key)
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])


class Backend(AuthenticationBackend):
    """allauth's own, but for the way in which it finds who is logged in."""

    def get_user(self, user_id: int) -> User | None:
        user = ACCOUNT.first(account=user_id)
        return user if user and self.user_can_authenticate(user) else None
