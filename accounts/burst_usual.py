"""What is usual on this site, for `accounts.burst_signs` to ask where something looks unusual."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.burst_signs import HALF_HOUR, Press
from accounts.models import Reaction, User
from accounts.models.reaction import ReactionQuerySet

LATEST = 2_000  # reactions to all articles, among which those elsewhere are looked at
GROWN = 200  # accounts
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
FIELDS = {"network": "network", "joined_from": "reader__joined_from"}


@dataclass(frozen=True)
class UsualHere:
    """What is usual, apart from the article that is looked at; every question is one bounded query."""

    article: int
    now: datetime

    def is_grown(self) -> bool:
        """Whether as many accounts as tell anything are older than a week."""
        first = User.objects.order_by("date_joined").values_list("date_joined", flat=True)[GROWN - 1 : GROWN]
        return any(self.now - joined >= A_WEEK for joined in first)

    def share_younger_than(self, age: timedelta) -> float:
        return self.share(Q(reader__date_joined__gt=F("created_at") - age))

    def share_of(self, place: str, network: str) -> float:
        return self.share(Q(**{FIELDS[place]: network}))

    def share(self, which: Q) -> float:
        """Laplace's estimate, so that a half is usual where nothing was seen."""
        seen = self.elsewhere().aggregate(of=Count("pk"), hits=Count("pk", filter=which))
        return (seen["hits"] + 1) / (seen["of"] + 2)

    def elsewhere(self) -> ReactionQuerySet:
        """The latest reactions to other articles that count."""
        latest = Reaction.objects.order_by("-pk").values("pk")[:LATEST]
        return Reaction.objects.counted().filter(pk__in=latest).exclude(article=self.article)

    def joined_in(self, half_hour: int, at_most: int) -> int:
        begun, ended = (datetime.fromtimestamp(number * HALF_HOUR, UTC) for number in (half_hour, half_hour + 1))
        return User.objects.filter(date_joined__gte=begun, date_joined__lt=ended)[:at_most].count()

    def strangers(self, presses: Sequence[Press]) -> set[int]:
        earlier = Reaction.objects.filter(reader=OuterRef("reader"), created_at__lt=self.now - A_DAY)
        elsewhere = Exists(earlier.exclude(article=self.article))
        unknown = Reaction.objects.filter(~elsewhere, pk__in=[press.pk for press in presses])
        return set(unknown.values_list("pk", flat=True))
