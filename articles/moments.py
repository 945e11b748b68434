"""Moments by the paper's clock: where its days end, and how colleagues tell each other day, minute and whose clock."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

# What people say where the zone's own name is not what they go by.
CALLED = {"Asia/Ho_Chi_Minh": gettext_noop("Hanoi"), "Etc/UTC": "UTC", "Asia/Kolkata": gettext_noop("India")}


def midnight_before(moment: datetime) -> datetime:
    """The first moment of the day that holds `moment`."""
    zone = timezone.get_default_timezone()
    return datetime.combine(moment.astimezone(zone).date(), time.min, zone)


def midnight_after(moment: datetime) -> datetime:
    """The first moment of the next day."""
    return midnight_before(moment) + timedelta(days=1)  # of the calendar: the clock may be changed that night


def in_full(moment: datetime) -> str:
    """`24 November 2026 at 06:00, Hanoi time (Asia/Ho_Chi_Minh)`, in the paper's time zone."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    day, clock = date_format(local, pgettext("date format", "j F Y")), date_format(local, "H:i")
    return _("%(day)s at %(clock)s, %(place)s time (%(zone)s)") % {"day": day, "clock": clock, **_zone()}


def zone_in_words() -> str:
    """`Hanoi time (Asia/Ho_Chi_Minh)`: whose clock every time at the desk goes by."""
    return _("%(place)s time (%(zone)s)") % _zone()


def _zone() -> dict[str, str]:
    zone = timezone.get_default_timezone_name()
    return {"zone": zone, "place": _(CALLED[zone]) if zone in CALLED else zone.rpartition("/")[2].replace("_", " ")}
