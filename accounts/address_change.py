"""When an account's e-mail address changes, the old one is told, and for a week it can take the account back."""

import secrets
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refused import Refused

SALT = "address-change"
LASTS = timedelta(days=7)
BEFORE_IT = timedelta(days=1)  # in which whoever took the account may have made a key for themselves


def objection(old: str, new: str) -> str | None:
    """What the e-mail to the old address carries, so that its owner can object; none where nobody has the new one."""
    address = EmailAddress.objects.filter(email__iexact=new, primary=True).first()
    return signing.dumps([address.user_id, old, new, timezone.now().timestamp()], salt=SALT) if address else None


def read(token: str) -> tuple[int, str, str, float]:
    """The account, its old and new address, and when it changed; raises Refused."""
    try:
        pk, old, new, at = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as error:
        raise Refused(_("This link worked for a week, and that is over. Write to the newsroom.")) from error
    except signing.BadSignature as error:
        raise Refused(_("This link is not whole. Open it from the e-mail once more.")) from error
    if not User.objects.filter(pk=pk, email__iexact=new).exists():
        raise Refused(_("The address of this account is no longer the one that this link is about."))
    if User.objects.exclude(pk=pk).filter(email__iexact=old).exists():
        raise Refused(_("This address belongs to another account by now. Write to the newsroom."))
    return pk, old, new, at


def give_back(token: str) -> str:
    """Give the account back to its old address: nobody else stays logged in or keeps a key; raises Refused."""
    with transaction.atomic():
        pk, old, _new, at = read(token)
        user = User.objects.select_for_update().get(pk=pk)
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=old, primary=True, verified=True)
        Authenticator.objects.filter(user=user, created_at__gte=datetime.fromtimestamp(at, UTC) - BEFORE_IT).delete()
        user.email = old
        user.set_password(secrets.token_urlsafe(32))  # which ends every session
        user.save(update_fields=["email", "password"])
    return old
