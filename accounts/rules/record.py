"""What a rule was worth since it is on: how often it was right, what it held day by day, what it held last."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.models import Case, Rule, RuleHit

DAYS = 30
LAST = 20
WIDTH, HEIGHT = 20, 100  # of a day in the plot, in its own units


@dataclass(frozen=True)
class Day:
    """What a rule held on one day, and of that what moderators kept from readers; drawn as a bar beside others."""

    date: date
    held: int
    right: int
    place: int
    most: int

    @property
    def x(self) -> int:
        return self.place * WIDTH

    @property
    def height(self) -> int:
        return round(HEIGHT * self.held / self.most)

    @property
    def y(self) -> int:
        return HEIGHT - self.height

    @property
    def right_height(self) -> int:
        return round(HEIGHT * self.right / self.most)

    @property
    def right_y(self) -> int:
        return HEIGHT - self.right_height


class Record:
    """The record of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.hits = RuleHit.objects.filter(rule=rule, has_failed=False)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many notes it held; of these how many are `decided`, and how many it was `right` about."""
        decided, right = Q(was_right__isnull=False), Q(was_right=True)
        return self.hits.aggregate(
            held=Count("pk"), decided=Count("pk", filter=decided), right=Count("pk", filter=right)
        )

    @property
    def wrong(self) -> int:
        return self.counts["decided"] - self.counts["right"]

    @property
    def waiting(self) -> int:
        return self.counts["held"] - self.counts["decided"]

    @property
    def percent(self) -> int | None:
        return percent_right(self.counts["right"], self.counts["decided"])

    @cached_property
    def failures(self) -> int:
        """How often it gave no answer within the days of the plot."""
        since = timezone.now() - timedelta(days=DAYS)
        return RuleHit.objects.filter(rule=self.rule, has_failed=True, found_at__gte=since).count()

    @cached_property
    def days(self) -> list[Day]:
        """The last thirty days, today last."""
        today = timezone.localdate()
        dates = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
        found = self.hits.annotate(day=TruncDate("found_at")).filter(day__gte=dates[0]).values("day").order_by("day")
        counted = found.annotate(held=Count("pk"), right=Count("pk", filter=Q(was_right=True)))
        by_day = {row["day"]: (row["held"], row["right"]) for row in counted}
        most = max([held for held, _right in by_day.values()], default=1)
        return [Day(day, *by_day.get(day, (0, 0)), place, most) for place, day in enumerate(dates)]

    @property
    def busiest(self) -> Day:
        return max(self.days, key=lambda day: day.held)

    @property
    def lately(self) -> int:
        return sum(day.held for day in self.days)

    @property
    def plot_width(self) -> int:
        return DAYS * WIDTH

    @cached_property
    def last(self) -> list[RuleHit]:
        """What it held last, with the notes that are still there and the number of each one's `case`."""
        cases = Case.objects.filter(note=OuterRef("note")).order_by("-pk").values("pk")
        hits = RuleHit.objects.filter(rule=self.rule).select_related("note").annotate(case=Subquery(cases[:1]))
        return list(hits.order_by("-found_at", "-pk")[:LAST])


def percent_right(right: int, decided: int) -> int | None:
    """How often in percent; None where nothing is decided."""
    return round(100 * right / decided) if decided else None
