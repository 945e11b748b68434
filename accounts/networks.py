"""From which network a request comes: kept as a keyed hash alone, and for a month at most."""

import ipaddress
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Reaction, Retreat, User

# Thirty days is the promise; the rest is for nights on which nobody comes by whose visit has them forgotten.
KEPT_FOR = timedelta(days=29)


def network_of(request: HttpRequest) -> str:
    """The network from which a request comes: neighbours in it count as one, and one who has it all as well."""
    address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 56), strict=False))


def sign_of_network(request: HttpRequest) -> str:
    """What is kept of the network: 64 letters that say whether two are the same, and not which."""
    return salted_hmac("network", network_of(request), algorithm="sha256").hexdigest()


@receiver(user_signed_up)
def keep_network_of_sign_up(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Keep where an account was made, so that accounts made together can be told for a month."""
    User.objects.filter(pk=user.pk).update(joined_from=sign_of_network(request))


def forget_old() -> int:
    """Remove what is older than is kept; from how many rows."""
    end = timezone.now() - KEPT_FOR
    reactions = Reaction.objects.filter(created_at__lte=end).exclude(network="").update(network="")
    accounts = User.objects.filter(date_joined__lte=end).exclude(joined_from="").update(joined_from="")
    retreats, _of_what = Retreat.objects.filter(at__lte=end).delete()
    return reactions + accounts + retreats
