"""Sessions in the database, the accounts that are logged in by them and what these may do: a prepared question each.

Nothing is remembered from one request to the next: a session that was ended, or an account that was closed, is found
gone by the very next request.
"""

from collections.abc import Sequence
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Permission
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import FETCH_ONE, CharField, Q
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

from accounts.models import User
from articles.prepared import NOW, Gap, Prepared, PreparedRows, Statement, one

# Seconds that a visitor's session lasts, which holds what they pressed or half a log-in: both are over by then.
OF_VISITORS = 3600

SESSION = Prepared(
    lambda: one(
        Session.objects.filter(
            session_key=Gap("key", CharField(max_length=40)), expire_date__gt=timezone.now()
        ).values_list("session_data")
    )
)
ACCOUNT = PreparedRows(lambda: User.objects.filter(pk=Gap("account")), FETCH_ONE)
CREATE = """
INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING
"""
GRANTED = Prepared(
    lambda: one(
        Permission.objects.filter(
            Q(pk__in=User.user_permissions.through.objects.filter(user=Gap("account")).values("permission"))
            | Q(group__in=User.groups.through.objects.filter(user=Gap("account")).values("group"))
        )
        .order_by()
        .values_list("content_type__app_label", "codename")
    )
)

# A session's row does not say whose it is, but allauth keeps beside it who logged in there. What else there is of an
# account is fetched where somebody wants to know it.
OF_ACCOUNT = {"id", "password", "email", "display_name", "language", "keeps_history", "is_staff", "is_active"}
COLUMNS = [column.attname for column in User._meta.concrete_fields if column.attname in OF_ACCOUNT]
WHO = f"""
SELECT session.session_data, {", ".join(f"account.{column}" for column in COLUMNS)}
FROM django_session AS session
JOIN usersessions_usersession AS log_in USING (session_key)
JOIN accounts_user AS account ON account.id = log_in.user_id
WHERE session_key = %s AND session.expire_date > %s
"""  # noqa: S608 (our own SQL)
WHO_ASKS = RawSQL("SELECT id FROM who", ())  # the reader, in a question that is asked along


def with_who(question: Statement) -> Statement:
    """A question along with a session and who is logged in by it: no row where that is not to be told."""
    sql, params = question
    along = f"WITH who AS MATERIALIZED ({WHO}) SELECT who.*, answer.* FROM who CROSS JOIN ({sql}) AS answer"  # noqa: S608
    return along, [Gap("key"), Gap(NOW), *params]


class SessionStore(db.SessionStore):
    """Django's own, but for the ways in which it reads and writes: one question for each."""

    account: User | None = None  # as it was read along with the session
    answer: Sequence[Any] = ()  # to what was asked along

    def get_session_cookie_age(self) -> int:
        return settings.SESSION_COOKIE_AGE if SESSION_KEY in self else OF_VISITORS

    def load(self) -> dict[str, Any]:
        found = SESSION.rows(key=self.session_key)
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])

    def read_along(self, question: Prepared, **values: Any) -> None:
        """Read the session, its account and the row that answers a question `with_who`, if all of them are there."""
        for row in question.rows(key=self.session_key, **values):
            self.take(*row)

    def take(self, data: str, *row: Any) -> None:
        """What was read along."""
        self._session_cache = self.decode(data)
        self.account = User.from_db("default", COLUMNS, row[: len(COLUMNS)])
        self.answer = row[len(COLUMNS) :]

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002
        if self.session_key is None:
            self.create()
            return
        row: Any = self.create_model_instance(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        if must_create and not is_created(row):
            raise CreateError
        kept = {"session_data": row.session_data, "expire_date": row.expire_date}
        if not must_create and not Session.objects.filter(pk=row.pk).update(**kept):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        Session.objects.filter(pk=session_key or self.session_key).delete()

    def _get_new_session_key(self) -> str:
        """Nobody is asked whether it is new: whoever creates a session with it is told, and takes another."""
        return get_random_string(32, VALID_KEY_CHARS)


def is_created(session: Session) -> bool:
    """Write a new session; False when there is one with its key."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE, [session.session_key, session.session_data, session.expire_date])
        return bool(cursor.rowcount)


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


BACKEND = f"{Backend.__module__}.{Backend.__qualname__}"


def read_all_along(sessions: Sequence[SessionStore], question: Prepared, **values: Sequence[Any]) -> None:
    """Read several sessions along with a question `with_who` that is asked `of_each`, with a value for each session."""
    for place, *row in question.rows(key=[session.session_key for session in sessions], **values):
        sessions[place - 1].take(*row)


def read_along(request: HttpRequest) -> Sequence[Any]:
    """The row that was read along with the session; none where the request came the long way (portal.shortcut)."""
    session: Any = request.session
    return session.answer


def logged_in(session: SessionStore) -> User | None:
    """The account that was read along, when the session proves to be its own as Django demands; none in doubt."""
    account = session.account
    if not account or not Backend().user_can_authenticate(account):
        return None
    who, backend, proof = (session.get(name, "") for name in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY))
    is_proved = constant_time_compare(proof, account.get_session_auth_hash())
    return account if is_proved and (who, backend) == (str(account.pk), BACKEND) else None


def forget_ended(at_most: int = 10_000) -> int:
    """Remove sessions that have ended; how many. Anyone has one made by asking, as often as they like."""
    ended = Session.objects.filter(expire_date__lte=timezone.now()).order_by("expire_date").values("pk")
    removed, _of_what = Session.objects.filter(pk__in=ended[:at_most]).delete()
    return removed
