"""A new e-mail address for an account: the old one agrees before it counts, is told, and can object for a week.

Until that week is over the account gets no third address: its owner's link is about the second.
"""

import secrets
from datetime import UTC, datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts import limits
from accounts.leaving import end_sessions
from accounts.models import Leaving, User
from accounts.refused import Refused

SALT = "address-change"
LASTS = timedelta(days=7)
ASKED = "address_change"  # in the session: the new address, the code for the old one, until when, how often tried
CODE_LASTS = timedelta(minutes=15)
TRIES = 3
BEFORE_IT = timedelta(days=1)  # in which whoever took the account may have made a key for themselves
AFTER_IT = timedelta(hours=1)  # in which the e-mail to the old address was surely written


def ask_the_old(request: HttpRequest, user: User, new: str) -> None:
    """Send a code to the present address, with which its owner agrees that `new` takes its place; raises Refused."""
    if cache.get(_key(user)):
        raise Refused(_too_soon())
    code = get_adapter(request).generate_email_verification_code()
    until = (timezone.now() + CODE_LASTS).timestamp()
    request.session[ASKED] = {"new": new, "code": code, "until": until, "tries": 0}
    get_adapter(request).send_mail("account/email/address_change", user.email, {"code": code, "new": new})


def asked_for(request: HttpRequest) -> str | None:
    """The address about which the old one was asked, while its code can be written."""
    asked = request.session.get(ASKED)
    return asked["new"] if asked and asked["until"] > timezone.now().timestamp() and asked["tries"] < TRIES else None


def agree(request: HttpRequest, code: str) -> bool:
    """Whether `code` is the one that the old address got; it works once, and three wrong ones end it."""
    asked = request.session[ASKED]
    may_try = limits.admit_code(request, asked["code"], asked["until"]) is not None
    is_right = may_try and constant_time_compare(_as_sent(code), _as_sent(asked["code"]))
    if is_right:
        del request.session[ASKED]
    else:
        request.session[ASKED] = asked | {"tries": asked["tries"] + 1}
    return is_right


def _as_sent(code: str) -> str:
    return code.replace("-", "").replace(" ", "").upper()


def is_one(address: EmailAddress) -> bool:
    """Whether an address that is being confirmed takes the place of another."""
    return EmailAddress.objects.filter(user=address.user, verified=True).exclude(pk=address.pk).exists()


def begin(user: User) -> None:
    """Have the week begin in which the old address can object; raises Refused while that of another change lasts."""
    if not cache.add(_key(user), 1, (LASTS + AFTER_IT).total_seconds()):
        raise Refused(_too_soon())


def _key(user: User) -> str:
    return f"address change {user.pk}"


def _too_soon() -> str:
    return _(
        "This account's address changed less than a week ago, and the old one can still object."
        " Wait until the week is over."
    )


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
    """Give the account back to its old address: nobody else stays logged in or keeps a way in; raises Refused."""
    with transaction.atomic():
        pk, old, new, at = read(token)
        user = User.objects.select_for_update().get(pk=pk)
        changed_at = datetime.fromtimestamp(at, UTC)
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=old, primary=True, verified=True)
        Authenticator.objects.filter(user=user, created_at__gte=changed_at - BEFORE_IT).delete()
        SocialAccount.objects.filter(user=user, date_joined__gte=changed_at - BEFORE_IT).delete()
        Leaving.objects.filter(reader=user, asked_at__gte=changed_at - BEFORE_IT).delete()
        user.email = old
        user.set_password(secrets.token_urlsafe(32))  # which ends every session
        user.save(update_fields=["email", "password"])
        end_sessions(pk, old, new)  # those too in which a code for a new password is waited for
    cache.delete(_key(user))
    return old
