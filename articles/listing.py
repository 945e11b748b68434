"""Lists of articles of any length, the newest first: counted, and any page of them found, without walking there.

The database keeps how many articles each list has of each week (`ListedWeek`), so a page is looked for in the one week
that it begins in, and no query passes over more than that week's articles (docs/decisions/0036).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from articles.cards import cards_of
from articles.freshness import list_of, lists
from articles.models import Article, Byline, ListedWeek, TagPlacement, TopicPlacement

BEGINNING = 40  # articles that are looked up whatever is asked: two pages, by which most lists are known to be short
WEEK = timedelta(days=7)

Keys = QuerySet[Any, Any]


def in_section(number: int, moment: datetime) -> Keys:
    return Article.objects.published(moment).filter(section=number).values_list("pk", "published_at")


def placed(model: Any, kind: str) -> Callable[[int, datetime], Keys]:
    """The same of a list that articles are placed in."""
    return lambda number, moment: (
        model.objects.listed(moment).filter(**{kind: number}).values_list("article", "listed_at")
    )


KEYS = {
    "section": in_section,
    "topic": placed(TopicPlacement, "topic"),
    "tag": placed(TagPlacement, "tag"),
    "author": placed(Byline, "author"),
}


class Listing:
    """The cards of what one or more lists of a kind hold that the public can see at a moment (now), for a paginator.

    `without` are articles of the list that stand elsewhere.
    """

    def __init__(
        self, kind: str, numbers: Iterable[int], moment: datetime | None = None, without: Iterable[Article] = ()
    ) -> None:
        self.kind, self.numbers, self.moment = kind, sorted(numbers), moment or timezone.now()
        self.is_now = moment is None
        self.without = {article.pk: article.published_at for article in without}
        lists(*(list_of(kind, number) for number in self.numbers))

    def count(self) -> int:
        """Exactly how many articles it holds."""
        if len(self.beginning) <= BEGINNING:
            return len(self.beginning)
        return sum(count for _week, count in self.weeks)

    __len__ = count

    def __getitem__(self, part: slice) -> list[Article]:
        return self.cards(self.between(part.start or 0, part.stop))

    def between(self, start: int, stop: int) -> list[int]:
        """The numbers of the articles from one place of the list to another."""
        if not start:
            return self.beginning[:stop] if stop <= BEGINNING else self.newest(self.moment, stop)
        if stop <= BEGINNING or len(self.beginning) <= BEGINNING:
            return self.beginning[start:stop]
        until, passed = self.place_of(start)
        return self.newest(until, start - passed + stop - start)[start - passed :]

    @cached_property
    def beginning(self) -> list[int]:
        return self.newest(self.moment, BEGINNING + 1)

    def newest(self, until: datetime, many: int) -> list[int]:
        """The numbers of the newest articles up to a moment: the newest of each list from its own index, merged."""
        most = many + len(self.without)
        in_order = ("-published_at", "-pk") if self.kind == "section" else ("-listed_at", "-article")
        keys, *others = (KEYS[self.kind](number, until).order_by(*in_order)[:most] for number in self.numbers)
        if others:
            keys = keys.union(*others, all=True).order_by(*in_order)[:most]
        return [number for number, _moment in keys if number not in self.without][:many]

    @cached_property
    def weeks(self) -> list[tuple[datetime, int]]:
        """Until when each week lasts and how many articles it holds, the newest first; the present one up to now."""
        kept = ListedWeek.objects.filter(kind=self.kind, number__in=self.numbers, week__lt=self.this_week.date())
        weeks = kept.values_list("week").annotate(Sum("articles")).order_by("-week")
        return [(until, count - self.left_out(until)) for until, count in self.with_this_week(weeks)]

    def with_this_week(self, weeks: Iterable[Any]) -> Iterator[tuple[datetime, int]]:
        since = {"published_at__gte" if self.kind == "section" else "listed_at__gte": self.this_week}
        each = [KEYS[self.kind](number, self.moment).filter(**since).order_by() for number in self.numbers]
        yield self.moment, each[0].union(*each[1:], all=True).count()
        for monday, count in weeks:
            yield datetime.combine(monday + WEEK, time.min, UTC) - timedelta(microseconds=1), count

    def left_out(self, until: datetime) -> int:
        """How many articles of the week up to `until` stand elsewhere."""
        return sum(monday_of(moment) == monday_of(until) for moment in self.without.values() if moment)

    @property
    def this_week(self) -> datetime:
        return monday_of(self.moment)

    def place_of(self, start: int) -> tuple[datetime, int]:
        """Until when the week lasts in which the article at a place stands, and how many articles come before it."""
        passed = 0
        for until, count in self.weeks:
            if passed + count > start:
                return until, passed
            passed += count
        return datetime.min.replace(tzinfo=UTC), passed

    def cards(self, numbers: list[int]) -> list[Article]:
        if self.is_now:
            return cards_of(numbers)[0]
        found = Article.objects.published(self.moment).for_cards().in_bulk(numbers)
        return [found[number] for number in numbers if number in found]


def monday_of(moment: datetime) -> datetime:
    """The first moment of the week that holds `moment`, UTC."""
    day = moment.astimezone(UTC).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time.min, UTC)
