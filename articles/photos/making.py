"""Makes photos ahead, one rendition after the other: what readers have ordered, then what the newest articles show."""

from collections.abc import Callable, Iterator
from time import monotonic, sleep

import structlog

from articles.models import Photo
from articles.photos import ahead, orders
from articles.photos.renditions import Rendition, rendition_at

LINGERS = 20.0  # seconds without an order after which it ends: to begin anew takes a second of a processor

log = structlog.stdlib.get_logger(__name__)

Task = tuple[Photo, Rendition]


def make_ordered(is_needed: Callable[[], bool]) -> None:
    """Make what is ordered until nothing has been for a while, or it is not needed any more; raises NotKept."""
    unreadable: set[int] = set()
    ends = monotonic() + LINGERS
    while is_needed() and monotonic() < ends:
        for photo, rendition in ordered():
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


def ordered() -> Iterator[Task]:
    yield from asked_for()
    while orders.take_newest():
        yield from for_newest()


def asked_for() -> Iterator[Task]:
    """What readers have asked for in vain."""
    for order in orders.take():
        photo = Photo.objects.filter(pk=order.photo).first()
        rendition = photo and rendition_at(photo, order.crop, order.width, order.format)
        if photo and rendition:
            yield photo, rendition


def for_newest() -> Iterator[Task]:
    """What the newest articles show: of all of them what is seen first, then the rest; until they are ordered anew."""
    shown = ahead.shown_by_newest()
    for is_first in (True, False):
        for photo, rendition in missing_of(shown):
            if ahead.is_seen_first(rendition) or not is_first:
                yield photo, rendition
                yield from asked_for()
                if orders.are_newest_ordered():
                    return


def missing_of(shown: ahead.Shown) -> Iterator[Task]:
    """What nearly every browser asks for of these photos, each as it is when its turn comes."""
    for number, crops in shown.items():
        if photo := Photo.objects.filter(pk=number).first():
            yield from ((photo, rendition) for rendition in ahead.missing(photo, crops, {"avif"}))
