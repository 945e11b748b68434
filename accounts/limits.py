"""How often one may try: decided before a password is looked at, and so that no stranger locks a reader out."""

import re

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts import known_browsers
from accounts.models import User
from accounts.networks import allotment_of, network_of

# Tries within their time, of what the key names.
OF_ONE_ACCOUNT = "5/15m/key"
FROM_ONE_NETWORK = "30/15m/key"
FROM_ALL_STRANGERS = "50/15m/key"
LOG_INS = "20/15m/key"  # with right passwords too, each of which takes half a second of a processor
SIGN_UPS = "5/1h/key"
PICTURES = "20/1h/key"
CODES = "3/15m/key"  # as long as any of them lasts
WRONG_STEPS, TOLD_OF_WRONG_STEPS = "2/15m/key", "1/1d/key"  # of a second step, before its owner is told of the next
# E-mails that anyone can have sent by typing an address.
LETTERS, LETTERS_FROM_ALL_STRANGERS, LETTERS_FROM_ONE_NETWORK = "5/1h/key", "10/1h/key", "60/1h/key"
# The first that a network asks for is none of the ten: its owner may ask from where no stranger has asked yet.
FIRST_LETTER, FIRST_LETTERS_FROM_ALL_STRANGERS = "1/1h/key", "40/1h/key"


def hashed_key(key: str, prefix: str, version: int) -> str:
    """What the shared cache keeps instead of a key: limits name people and networks, and no table shall."""
    return salted_hmac("cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()


def admit_password(request: HttpRequest, email: str) -> RateLimitUsage | None:
    """Count one more try to log in to the account of `email`, if there may be one; to be rolled back if it was right.

    A browser in which the account has logged in before has tries of its own, whatever strangers use up.
    """
    account, network = known_browsers.sign_of(email), network_of(request)
    if browser := known_browsers.known_as(request, account):
        tries = consume(request, (OF_ONE_ACCOUNT, f"{browser} {account}"))
    else:
        strangers = (FROM_ONE_NETWORK, network), (FROM_ALL_STRANGERS, account)
        tries = consume(request, (OF_ONE_ACCOUNT, f"{network} {account}"), *strangers)
    return tries if tries and consume(request, (LOG_INS, f"log-ins {network} {account}")) else None


def admit_present_password(request: HttpRequest, user: User) -> RateLimitUsage | None:
    """Count one more try at the password of who is logged in, if there may be one; to be rolled back if it was right.

    Whoever sits down at an open browser guesses no oftener than at the door; the owner's own log-in stays open.
    """
    return consume(request, (OF_ONE_ACCOUNT, f"present {user.pk}"))


def admit_code(request: HttpRequest, code: str, at: float) -> RateLimitUsage | None:
    """Count one more try at the `code` that was sent, asked for `at` that moment, if there may be one.

    What a session counts by itself is not enough: of tries that come at once, each finds it as it was before all, and
    of log-ins that come at once, each makes a session of its own that knows the code.
    """
    return consume(request, (CODES, f"code {code} {at}"))


def admit_sign_up(request: HttpRequest) -> RateLimitUsage | None:
    """Count one more account from this network, if there may be one."""
    return consume(request, (SIGN_UPS, f"sign-up {network_of(request)}"))


def admit_letter(request: HttpRequest, email: str) -> RateLimitUsage | None:
    """Count one more e-mail that somebody has sent to `email`, if there may be one; to be rolled back if none was sent.

    So nobody fills a mailbox. What strangers use up leaves the owner's own browser its tries, and one to any network
    from which nobody has asked, unless they ask from very many.
    """
    owner, account = known_browsers.sign_of(email), known_browsers.sign_of(re.sub(r"\+[^@]*@", "@", email))
    if browser := known_browsers.known_as(request, owner):
        return consume(request, (LETTERS, f"letter {browser} {account}"))
    network, allotment = network_of(request), allotment_of(request)
    own = (LETTERS, f"letter {network} {account}"), (LETTERS_FROM_ONE_NETWORK, f"letters {network}")
    first = (FIRST_LETTER, f"first {allotment} {account}"), (FIRST_LETTERS_FROM_ALL_STRANGERS, f"first {account}")
    return consume(request, *own, *first) or consume(request, *own, (LETTERS_FROM_ALL_STRANGERS, f"letter {account}"))


def admit_social(request: HttpRequest) -> RateLimitUsage | None:
    """Count one more way to another site from this network, each of which takes both sites' time."""
    return consume(request, (FROM_ONE_NETWORK, f"social {network_of(request)}"))


def admit_picture(request: HttpRequest, reader: User) -> RateLimitUsage | None:
    """Count one more picture of this reader's, if there may be one: each takes a moment to be looked at."""
    return consume(request, (PICTURES, f"picture {reader.pk}"))


def is_guessed_at(request: HttpRequest, user: User) -> bool:
    """Count a wrong second step; whether `user` is to be told: of the third in a quarter of an hour, once a day."""
    if consume(request, (WRONG_STEPS, f"wrong steps {user.pk}")):
        return False
    return consume(request, (TOLD_OF_WRONG_STEPS, f"told of wrong steps {user.pk}")) is not None


def consume(request: HttpRequest, *limits: tuple[str, str]) -> RateLimitUsage | None:
    """Count one try at each of `limits`, or, when one of them is used up, none."""
    usage = RateLimitUsage(usage=[])
    for rate, key in limits:
        used = ratelimit.consume(request, app="accounts", action="try", config={"try": rate}, key=key, limit_get=True)
        if not used:
            usage.rollback()
            return None
        usage.usage += used.usage
    return usage
