"""From which network a request comes: kept as a keyed hash alone, and for a month at most."""

import ipaddress
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Reaction

KEPT_FOR = timedelta(days=30)


def network_of(request: HttpRequest) -> str:
    """The network from which a request comes: neighbours in it count as one, and one who has it all as well."""
    address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 56), strict=False))


def sign_of_network(request: HttpRequest) -> str:
    """What is kept of the network: 64 letters that say whether two are the same, and not which."""
    return salted_hmac("network", network_of(request), algorithm="sha256").hexdigest()


def forget_old() -> int:
    """Remove what is older than is kept; from how many rows."""
    old = Reaction.objects.filter(created_at__lte=timezone.now() - KEPT_FOR).exclude(network="")
    return old.update(network="")
