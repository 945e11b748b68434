"""Dates as a newspaper writes them, in its time zone and the page's language; never relative, since pages are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from articles.models import Article

register = template.Library()


@dataclass
class Day:
    """The articles of one day in a list, and a moment of it."""

    moment: datetime
    articles: list[Article] = field(default_factory=list)

    @property
    def date(self) -> date:
        return local_date(self.moment)


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
def lately(moment: datetime) -> str:
    """`07:40` of what came today, `22 November` of what is older; the page is made anew at midnight."""
    return clock(moment) if local_date(moment) == timezone.localdate() else short_day(moment)


@register.filter
def clock(moment: datetime) -> str:
    """`07:40`."""
    return date_format(timezone.localtime(moment), "H:i")


@register.filter
def day_and_clock(moment: datetime) -> str:
    """`23 November, 07:40`, with the year when it is not this one."""
    return f"{short_day(moment)}, {clock(moment)}"


@register.filter
def local_moment(moment: datetime) -> str:
    """`2026-11-23T07:40`, as a field for a date and a time takes it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@register.filter
def on_same_day(moment: datetime, other: datetime) -> bool:
    """Whether both fall on one day of the paper's time zone."""
    return local_date(moment) == local_date(other)


@register.filter
def local_date(moment: datetime) -> date:
    """The day in the paper's time zone."""
    return timezone.localdate(moment)


@register.simple_tag
def by_day(articles: Iterable[Article]) -> list[Day]:
    """A list cut into its days; an article that an editor pinned (it has a `place`) stands in the day around it."""
    days: list[Day] = []
    before: list[Article] = []
    for article in articles:
        if hasattr(article, "place"):
            (days[-1].articles if days else before).append(article)
        elif days and on_same_day(days[-1].moment, published(article)):
            days[-1].articles.append(article)
        else:
            days.append(Day(published(article), [*before, article]))
            before = []
    return days or [Day(published(article), [article]) for article in before]


def published(article: Article) -> datetime:
    assert article.published_at, "what is listed has its moment"
    return article.published_at
