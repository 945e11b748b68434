"""Sessions in the database, the accounts that are logged in by them and what these may do: a prepared question each.

Nothing is remembered from one request to the next: a session that was ended, or an account that was closed, is found
gone by the very next request.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import FETCH_ONE, CharField, Q
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
GRANTED = Prepared(
    lambda: one(
        Permission.objects.filter(
            Q(pk__in=User.user_permissions.through.objects.filter(user=Slot("account")).values("permission"))
            | Q(group__in=User.groups.through.objects.filter(user=Slot("account")).values("group"))
        )
        .order_by()
        .values_list("content_type__app_label", "codename")
    )
)


class SessionStore(db.SessionStore):
    """Django's own, but for the way in which it reads."""

    def load(self) -> dict[str, Any]:
        found = SESSION.rows(key=self.session_key)
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])


class Backend(AuthenticationBackend):
    """allauth's own, but for the way in which it finds who is logged in, and what they may do."""

    def get_user(self, user_id: int) -> User | None:
        user = ACCOUNT.first(account=user_id)
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """What an account may do by itself and by its roles, asked at once and once in a request."""
        if obj is not None or not user_obj.is_active or user_obj.is_superuser or user_obj.pk is None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            granted = GRANTED.rows(account=user_obj.pk)
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in granted}
        return user_obj._perm_cache
