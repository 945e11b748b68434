"""What is to be made before anybody waits for it: the book of orders, which all processes of a newsroom share.

An order is an empty file. Nothing is lost with one, for the next reader who wants the rendition orders it again.
"""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from articles.models import Photo, PlacedPhoto
from articles.photos.darkroom import developed, is_kept
from articles.photos.renditions import Rendition, rendition_at

MOST = 1000  # that wait; what more would be ordered is ordered again by the next who asks for it
LOOKS = 0.5  # seconds between two looks into the book
NEWEST = "newest"
NAMED = re.compile(r"(\d+)-([a-z]+)-(\d+)\.([a-z]+)")


class Order(NamedTuple):
    """One rendition that a reader has asked for, of the photo of this number."""

    photo: int
    crop: str
    width: int
    format: str


def at_hand(photo: Photo, rendition: Rendition) -> tuple[bytes, Rendition]:
    """`rendition` if it is made; else the JPEG of its size, ready in a third of the time, and the rendition is ordered.

    Raises OSError without a readable original.
    """
    jpeg = rendition_at(photo, rendition.crop, rendition.width, "jpg")
    if not (jpeg and settings.PHOTOS_AHEAD) or rendition.format == "jpg" or is_kept(photo, rendition):
        return developed(photo, rendition), rendition
    standing_in = developed(photo, jpeg)  # first: of an original that cannot be read nothing is to be made
    note(f"{photo.pk}-{rendition.crop}-{rendition.width}.{rendition.format}")
    return standing_in, jpeg


def order_newest() -> None:
    """Have everything made that pages show of the newest articles."""
    note(NEWEST)


@receiver(post_save, sender=Photo)
@receiver(post_save, sender=PlacedPhoto)
def order_what_the_desk_changed(sender: Any, *, created: bool, **_signal: Any) -> None:
    """A draft's photos are made while it is written; one that stands nowhere yet waits for its words and its place."""
    if settings.PHOTOS_AHEAD and not (sender is Photo and created):
        transaction.on_commit(order_newest)


def note(name: str) -> None:
    """Write an order down, once; a full disk has none."""
    book = book_of_orders()
    with suppress(OSError):
        book.mkdir(parents=True, exist_ok=True)
        if name == NEWEST or sum(1 for _each in book.iterdir()) < MOST:
            (book / name).touch()


def are_waiting() -> bool:
    with suppress(FileNotFoundError):
        return any(book_of_orders().iterdir())
    return False


def take() -> Iterator[Order]:
    """What readers have ordered, the oldest first, each crossed out before it is made: a second try is theirs."""
    while found := list(book_of_orders().glob("*.*")):
        oldest = min(found, key=lambda path: path.stat().st_mtime)
        oldest.unlink(missing_ok=True)
        if parts := NAMED.fullmatch(oldest.name):
            yield Order(int(parts[1]), parts[2], int(parts[3]), parts[4])


def are_newest_ordered() -> bool:
    return (book_of_orders() / NEWEST).exists()


def take_newest() -> bool:
    """Whether the newest articles were ordered; crossed out now."""
    with suppress(FileNotFoundError):
        (book_of_orders() / NEWEST).unlink()
        return True
    return False


@contextmanager
def alone(*, waits: bool = False) -> Iterator[BinaryIO | None]:
    """Be the one process of this machine that makes photos ahead, as long as the file that is given is open.

    None where another is, unless this one `waits` for it; that one `is_awaited()` then.
    """
    with lock_called("ahead") as lock, lock_called("next") as turn:
        if waits:
            hold(turn, waits=True)
        yield lock if hold(lock, waits=waits) else None


def is_awaited() -> bool:
    """Whether somebody waits until what is ordered is made, which on a busy day it never is."""
    with lock_called("next") as turn:
        return not hold(turn)


def hold(lock: BinaryIO, *, waits: bool = False) -> bool:
    """Hold the lock until its file is closed; false where another does, unless this one waits for that."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def lock_called(name: str) -> BinaryIO:
    place = book_of_orders().parent / "locks"
    place.mkdir(parents=True, exist_ok=True)
    return (place / name).open("wb")


def book_of_orders() -> Path:
    return Path(settings.MEDIA_ROOT) / "renditions" / "orders"
