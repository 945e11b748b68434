"""From which network a request comes: kept as a keyed hash alone, and for a month at most."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.signals import user_signed_up
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Reaction, Retreat, User

# Thirty days is the promise; the rest is for nights on which nobody comes by whose visit has them forgotten.
KEPT_FOR = timedelta(days=29)
WITH_PORT = re.compile(r"\[([0-9a-fA-F:.]+)\](?::\d+)?|([0-9.]+):\d+")


def address_at(environ: Mapping[str, Any]) -> IPv4Address | IPv6Address | None:
    """The address from which a request comes: a proxy's word is taken where settings say that there is one."""
    told = environ.get("REMOTE_ADDR", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        told = (environ.get("HTTP_X_FORWARDED_FOR") or told).rpartition(",")[2]
    return address_told(told.strip())


@lru_cache(maxsize=10_000)  # reading one takes as long as refusing whoever asks from it
def address_told(told: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(told)
    except ValueError:
        with_port = WITH_PORT.fullmatch(told)
        return address_told(with_port[1] or with_port[2]) if with_port else None
    return getattr(address, "ipv4_mapped", None) or address


def address_of(request: HttpRequest) -> IPv4Address | IPv6Address:
    """The address from which a request comes; PermissionDenied where nothing says it."""
    address = address_at(request.META)
    if address is None:
        raise PermissionDenied("Nothing says from where this request comes.")
    return address


def network_of(request: HttpRequest) -> str:
    """The network from which a request comes: neighbours in it count as one, and one who has it all as well."""
    return network_around(address_of(request))


def allotment_of(request: HttpRequest) -> str:
    """The network with all others that are given to one customer: 256 of them, under IPv6."""
    return network_around(address_of(request), under_ipv6=48)


@lru_cache(maxsize=10_000)
def network_around(address: IPv4Address | IPv6Address, under_ipv6: int = 56) -> str:
    return str(ip_network((address, 24 if address.version == 4 else under_ipv6), strict=False))


def household_at(environ: Mapping[str, Any]) -> str:
    """Who shares one line: an IPv4 address, or the 64 bits that an IPv6 line has; "" where none is told."""
    address = address_at(environ)
    if address is None:
        return ""
    return str(address) if address.version == 4 else str(int(address) >> 64)


def sign_of_network(request: HttpRequest) -> str:
    """What is kept of the network from which a request comes."""
    return sign_of(network_of(request))


def sign_of(network: str) -> str:
    """What is kept of a network: 64 letters that say whether two are the same, and not which."""
    return salted_hmac("network", network, algorithm="sha256").hexdigest()


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
