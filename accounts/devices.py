"""Where a reader is logged in: the browser's name and the moment, and no address of the network."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

# The first that a user agent names wins: browsers name those that they descend from as well.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
BROWSERS |= {"FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"Mac OS X": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}
NO_ADDRESS = "0.0.0.0"  # noqa: S104


def device_of(user_agent: str) -> str:
    """The browser and its system in words that their owner knows, e.g. “Firefox, Windows”."""
    names = [next((name for sign, name in known.items() if sign in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names)) or _("An unknown browser")


@receiver(pre_save, sender=UserSession)
def keep_no_address(instance: UserSession, **_signal: Any) -> None:
    """The list needs a browser and a moment; where someone was is nothing that we keep."""
    instance.ip = NO_ADDRESS
