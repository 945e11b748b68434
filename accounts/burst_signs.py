"""What tells a campaign from a crowd, in figures alone: docs/integrity.md says why, and what it measured."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

SPAN = timedelta(hours=6)  # how far one looks back
MOST = 300  # how many presses one looks at
NEWEST = (30, 60, 120, MOST)  # of these, so many at a time
BY_CHANCE = 1e-6  # what chance does not bring
GAP = timedelta(minutes=10)  # a burst in which nothing fits for so long has ended
AGES = {"new": timedelta(days=1), "young": timedelta(days=7)}
SETTLED = timedelta(hours=1)  # in a crowd as well many join just before they press
HALF_HOUR = 1800  # seconds
TURNOUT = 3  # of the accounts of one half-hour, one in so many is a campaign's
FEW, CLASS = 20, 40  # fewer accounts are no campaign; fewer on one network may sit in one room
ENOUGH = 40  # presses of others to compare with
NO_MORE_THAN = 0.05  # of a crowd joined in one half-hour
TIMES_MORE = 1.5  # than others, is what differences of taste bring
PLACES = ("network", "joined_from")


class Press(NamedTuple):
    """A reaction as the signs see it; `joined_from` and `network` are keyed hashes, "" where none is kept."""

    pk: int
    at: datetime
    kind: int
    network: str
    joined_at: datetime | None
    joined_from: str
    is_counted: bool = True

    @property
    def age(self) -> timedelta:
        return self.at - self.joined_at if self.joined_at else timedelta.max

    @property
    def half_hour(self) -> int:
        """Of which half-hour its account is; 0 for one that has only just joined."""
        return int(self.joined_at.timestamp()) // HALF_HOUR if self.joined_at and self.age >= SETTLED else 0


class Usual(Protocol):
    """What is usual on this site, asked for only where something looks unusual."""

    def is_grown(self) -> bool:
        """Whether the site has had readers for long enough to tell new ones from others."""

    def share_younger_than(self, age: timedelta) -> float:
        """Of the reactions elsewhere, by accounts of less than this age."""

    def share_of(self, place: str, network: str) -> float:
        """Of the reactions elsewhere, from this network; `place` is `network` or `joined_from`."""

    def joined_in(self, half_hour: int, at_most: int) -> int:
        """How many accounts joined in it; counted no further than `at_most`."""

    def strangers(self, presses: Sequence[Press]) -> set[int]:
        """The numbers of those whose readers have answered nothing else before this day."""


@dataclass(frozen=True)
class Group:
    """Presses that have something in common; `allowed` is the share that it has of an innocent crowd at most."""

    sign: str
    value: int | str
    members: Sequence[Press]
    allowed: float
    least: int = FEW


@dataclass(frozen=True)
class Finding:
    """Presses that chance does not bring together: `fitting` out of `of`, where `allowed` of them are usual at most."""

    sign: str
    trait: str
    members: Sequence[Press]
    of: int
    fitting: int
    allowed: float
    chance: float


def recognise(presses: Sequence[Press], usual: Usual) -> list[Finding]:
    """What is no crowd among the latest `presses` to one article, newest first; only where some of it still counts."""
    found = []
    for group in groups(presses):
        if not any(is_news(finding) for finding in findings(group, presses)):
            continue
        if known := as_known_here(group, usual):
            found += [finding for finding in findings(known, presses) if is_news(finding)]
    return found


def is_news(finding: Finding) -> bool:
    return any(press.is_counted for press in finding.members)


def groups(presses: Sequence[Press]) -> Iterator[Group]:
    """Accounts that are new, that joined in one half-hour, that press from or signed up from one network."""
    for sign, age in AGES.items():
        yield Group(sign, "", [press for press in presses if press.age < age], allowed=0.5)
    yield from alike_in("half_hour", presses, allowed=NO_MORE_THAN, least=FEW)
    yield from alike_in("network", presses, allowed=0.5, least=CLASS)
    yield from alike_in("joined_from", presses, allowed=0.5, least=CLASS)


def alike_in(what: str, presses: Sequence[Press], *, allowed: float, least: int) -> Iterator[Group]:
    for value, count in Counter(getattr(press, what) for press in presses).items():
        if value and count >= least:
            members = [press for press in presses if getattr(press, what) == value]
            yield Group(what, value, members, allowed, least)


def as_known_here(group: Group, usual: Usual) -> Group | None:
    """The group, measured by what is usual on this site; none where that explains it."""
    if group.sign in PLACES:
        strangers = usual.strangers(group.members)
        members = [press for press in group.members if press.pk in strangers]
        return replace(group, members=members, allowed=halfway(usual.share_of(group.sign, str(group.value))))
    if not usual.is_grown():
        return None
    if group.sign in AGES:
        return replace(group, allowed=halfway(usual.share_younger_than(AGES[group.sign])))
    limit = TURNOUT * len(group.members)
    return group if usual.joined_in(int(group.value), limit + 1) <= limit else None


def halfway(share: float) -> float:
    """A crowd may bring so many more of what is usually `share` that half of all others are replaced by it."""
    return (1 + share) / 2


def findings(group: Group, presses: Sequence[Press]) -> list[Finding]:
    """What is unusual in the group: how many they are, and that they answer alike."""
    if len(group.members) < group.least:
        return []
    inside = {press.pk for press in group.members}
    rest = [press for press in presses if press.pk not in inside]
    many = look(group, "many", presses, [press.pk in inside for press in presses], group.allowed)
    looks = [finding for finding in (many, alike(group, rest)) if finding]
    return [finding for finding in looks if presses[0].at - finding.members[0].at <= GAP]


def alike(group: Group, rest: Sequence[Press]) -> Finding | None:
    """Whether the group gives one answer much more often than others do at the same time."""
    if len(rest) < ENOUGH:
        return None
    kind, _count = Counter(press.kind for press in group.members).most_common(1)[0]
    hits, others = ([press.kind == kind for press in presses] for presses in (group.members, rest))
    return look(group, "alike", group.members, hits, more_than(others))


def more_than(others: Sequence[bool]) -> float:
    """The share that differences of taste may bring, where others have that of `others`."""
    return min(0.9, max(0.3, TIMES_MORE * (sum(others) + 1) / (len(others) + 2)))


def look(group: Group, trait: str, presses: Sequence[Press], hits: Sequence[bool], allowed: float) -> Finding | None:
    """The newest presses among which more hit than chance brings, if it goes on; of several such looks the clearest."""
    newest = hits[: NEWEST[0]]
    if sum(newest) <= allowed * len(newest):
        return None
    sizes = {min(size, len(hits)) for size in NEWEST}
    chances = [(chance(sum(hits[:size]), size, allowed), size) for size in sizes if sum(hits[:size]) >= group.least]
    least, size = min(chances, default=(1.0, 0))
    if least > BY_CHANCE:
        return None
    members = without_gaps([press for press, hit in zip(presses, hits, strict=True) if hit])
    return Finding(group.sign, trait, members, size, sum(hits[:size]), allowed, least)


def chance(hits: int, of: int, share: float) -> float:
    """A bound of the chance that so many hit when each does with chance `share`: exp(−n·KL(hits/n ‖ share)).

    Chernoff's bound of the binomial tail, as in Arratia and Gordon, Bull. Math. Biol. 51 (1989) 125–131.
    """
    seen = hits / of
    if seen <= share:
        return 1.0
    misses = (1 - seen) * math.log((1 - seen) / (1 - share)) if seen < 1 else 0.0
    return math.exp(-of * (seen * math.log(seen / share) + misses))


def without_gaps(presses: Sequence[Press]) -> list[Press]:
    """The newest of these, back to the first time for which there was none."""
    chain = list(presses[:1])
    for press in presses[1:]:
        if chain[-1].at - press.at > GAP:
            break
        chain.append(press)
    return chain
