"""Which places of a page are held, and what moves when an article is set at one; nothing here reads or writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

FRONT_PLACES, LIST_PLACES = 11, 10


class NoPlaceLeft(Exception):  # noqa: N818
    """Every place of the page is held already."""


@dataclass(frozen=True)
class Hold:
    """An article's number, and the moment until which it is held at its place: for good without one."""

    article: int
    until: datetime | None = None


type Holds = dict[int, Hold]


def with_hold(holds: Holds, position: int, hold: Hold, size: int) -> Holds:
    """Set an article at a place; what is held there and right below moves down one, up where all below is held.

    An article that is held on the page already leaves its old place, and only those on its way move, towards it.
    """
    home = next((place for place, held in holds.items() if held.article == hold.article), None)
    moved = {place: held for place, held in holds.items() if place != home}
    gap = next((place for place in way(position, home, size) if place not in moved), None)
    if gap is None:
        raise NoPlaceLeft
    step = 1 if gap > position else -1
    for place in range(gap, position, -step):
        moved[place] = moved.pop(place - step)
    return dict(sorted({**moved, position: hold}.items()))


def way(position: int, home: int | None, size: int) -> Iterable[int]:
    """The places that may take what `position` held, the best one first."""
    if home is None:
        return (*range(position, size + 1), *range(position - 1, 0, -1))
    return range(position, home + 1) if home >= position else range(position, home - 1, -1)


def without(holds: Holds, position: int) -> Holds:
    """Let a place fill itself again."""
    return {place: held for place, held in holds.items() if place != position}
