"""Dates as a newspaper writes them, in its time zone and the page's language; never relative, since pages are kept."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def day(moment: datetime) -> str:
    """`23 November 2026`."""
    return date_format(timezone.localtime(moment), pgettext("date format", "j F Y"))


@register.filter
def weekday(moment: datetime) -> str:
    """`Monday 23 November 2026`."""
    return date_format(timezone.localtime(moment), pgettext("date format", "l j F Y"))


@register.filter
def short_day(moment: datetime) -> str:
    """`23 November`, with the year when it is not this one."""
    local = timezone.localtime(moment)
    is_this_year = local.year == timezone.localdate().year
    return date_format(local, pgettext("date format", "j F") if is_this_year else pgettext("date format", "j F Y"))


@register.filter
def clock(moment: datetime) -> str:
    """`07:40`."""
    return date_format(timezone.localtime(moment), "H:i")


@register.filter
def on_same_day(moment: datetime, other: datetime) -> bool:
    """Whether both fall on one day of the paper's time zone."""
    return local_date(moment) == local_date(other)


@register.filter
def local_date(moment: datetime) -> date:
    """The day in the paper's time zone."""
    return timezone.localdate(moment)
