"""A site of readers that never were, for benchmarks: who they are, from where they come, what they answer."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from accounts.burst_signs import Press

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SIGN_UPS_AN_HOUR = 5  # of one network, as accounts.limits has it


@dataclass
class Site:
    """Readers of `days` days; `pools` of networks on which a share `pooled` of all is (a mobile carrier's)."""

    seed: int
    days: int = 700
    accounts: int = 20_000
    pools: int = 0
    pooled: float = 0.0
    joined_at_once: int = 0
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.joined = [NOW - DAY * self.days * self.dice.random() for _reader in range(self.accounts)]
        if self.joined_at_once:
            moment = NOW - DAY * 40
            self.joined = [moment + timedelta(seconds=n % 600) for n in range(self.joined_at_once)]
        self.half_hours = Counter(half_hour(moment) for moment in self.joined)
        self.strangers: set[int] = set()
        self.sign_ups: Counter[str] = Counter()
        self.numbers = 0
        self.answers = [self.dice.gammavariate(1.5, 1) + 0.1 for _kind in range(5)]
        self.elsewhere = [self.old(NOW - DAY * self.dice.random() * 3) for _press in range(500)]

    def network(self) -> str:
        if self.dice.random() < self.pooled:
            return f"pool {self.dice.randrange(self.pools)}"
        return f"network {int(self.dice.paretovariate(0.7)) % 40_000}"

    def kind(self, answers: Sequence[float] | None = None) -> int:
        return self.dice.choices(range(5), answers or self.answers)[0]

    def press(self, at: datetime, joined_at: datetime, network: str, **more: object) -> Press:
        """A press of an account that is counted among those of its half-hour when it is not one of `joined`."""
        self.numbers += 1
        fields = {"kind": self.kind(), "joined_from": network if NOW - joined_at < DAY * 30 else "", **more}
        if fields.pop("is_stranger", self.dice.random() < 0.5):
            self.strangers.add(self.numbers)
        return Press(pk=self.numbers, at=at, network=network, joined_at=joined_at, **fields)

    def old(self, at: datetime, **more: object) -> Press:
        """A reader who has been here for longer, as any article has them."""
        network = more.pop("network", None) or self.network()
        return self.press(at, min(self.dice.choice(self.joined), at - timedelta(hours=2)), network, **more)

    def new(self, at: datetime, **more: object) -> Press:
        """A reader who signs up in order to answer: most press within minutes, some later on that day."""
        waited = timedelta(minutes=3) + timedelta(minutes=1) * self.dice.expovariate(1 / 4)
        if self.dice.random() < 0.2:
            waited = DAY * self.dice.random()
        network = self.network_with_room()
        self.half_hours[half_hour(at - waited)] += 1
        return self.press(at, at - waited, network, **{"is_stranger": True, **more})

    def network_with_room(self) -> str:
        while self.sign_ups[network := self.network()] >= SIGN_UPS_AN_HOUR:
            pass
        self.sign_ups[network] += 1
        return network

    def crowd(self, size: int, minutes: float, new: float, *, start: datetime = NOW, **more: object) -> list[Press]:
        """Readers each for themselves: the first minutes rise, then it ebbs; a share `new` has just signed up."""
        moments = (start + timedelta(minutes=minutes) * self.dice.betavariate(1.6, 2.2) for _press in range(size))
        return [(self.new if self.dice.random() < new else self.old)(at, **more) for at in moments]


@dataclass
class UsualThere:
    """What is usual on a simulated site, by the same arithmetic as `accounts.burst_usual`."""

    site: Site

    def is_grown(self) -> bool:
        return sum(NOW - moment > DAY * 7 for moment in self.site.joined[:1000]) >= 200

    def share_younger_than(self, age: timedelta) -> float:
        return smoothed(press.age < age for press in self.site.elsewhere)

    def share_of(self, place: str, network: str) -> float:
        return smoothed(getattr(press, place) == network for press in self.site.elsewhere)

    def joined_in(self, number: int, at_most: int) -> int:
        return min(self.site.half_hours[number], at_most)

    def strangers(self, presses: Sequence[Press]) -> set[int]:
        return {press.pk for press in presses} & self.site.strangers


def smoothed(hits: object) -> float:
    seen = list(hits)  # type: ignore[call-overload]
    return (sum(seen) + 1) / (len(seen) + 2)


def half_hour(moment: datetime) -> int:
    return int(moment.timestamp()) // 1800
