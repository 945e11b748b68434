"""Makes photos ahead, one rendition after the other: what readers have ordered, then what the newest articles show."""

from collections.abc import Callable, Iterator
from time import monotonic, sleep

import structlog

from articles.models import Photo
from articles.photos import ahead, orders
from articles.photos.renditions import Rendition, rendition_at

LINGERS = 20.0  # seconds without an order after which it ends: to begin anew takes a second of a processor
PACE = 5.0  # seconds between two looks through the newest articles, which may change many times a second

log = structlog.stdlib.get_logger(__name__)

Task = tuple[Photo, Rendition]


def make_ordered(is_needed: Callable[[], bool]) -> None:
    """Make what is ordered until nothing has been for a while, or it is not needed any more; raises NotKept."""
    unreadable: set[int] = set()
    newest = Newest()
    ends = monotonic() + LINGERS
    while is_needed() and monotonic() < ends:
        for photo, rendition in ordered(newest):
            if photo.pk not in unreadable:
                try:
                    ahead.make(photo, rendition)
                except ahead.Unreadable as trouble:
                    unreadable.add(photo.pk)
                    log.warning("A photo is not made ahead.", photo=photo.pk, why=str(trouble))
            ends = monotonic() + LINGERS
            if not is_needed():
                orders.order_newest()  # crossed out already, and made in part at most
                return
        sleep(orders.LOOKS)


class Newest:
    """The newest articles: looked through when they are ordered, but once in `PACE` seconds at most."""

    def __init__(self) -> None:
        self.next_at = 0.0

    def are_due(self) -> bool:
        return monotonic() >= self.next_at and orders.are_newest_ordered()

    def tasks(self) -> Iterator[Task]:
        while self.are_due() and orders.take_newest():
            self.next_at = monotonic() + PACE
            yield from self.missing()

    def missing(self) -> Iterator[Task]:
        """What they show: of all of them what is seen first, then the rest; until it is time to look through anew."""
        shown = ahead.shown_by_newest()
        for is_first in (True, False):
            for photo, rendition in missing_of(shown):
                if ahead.is_seen_first(rendition) or not is_first:
                    yield photo, rendition
                    yield from asked_for()
                    if self.are_due():
                        return


def ordered(newest: Newest) -> Iterator[Task]:
    yield from asked_for()
    yield from newest.tasks()


def asked_for() -> Iterator[Task]:
    """What readers have asked for in vain."""
    for order in orders.take():
        photo = Photo.objects.filter(pk=order.photo).first()
        rendition = photo and rendition_at(photo, order.crop, order.width, order.format)
        if photo and rendition:
            yield photo, rendition


def missing_of(shown: ahead.Shown) -> Iterator[Task]:
    """What nearly every browser asks for of these photos, each as it is when its turn comes."""
    for number, crops in shown.items():
        if photo := Photo.objects.filter(pk=number).first():
            yield from ((photo, rendition) for rendition in ahead.missing(photo, crops, {"avif"}))
