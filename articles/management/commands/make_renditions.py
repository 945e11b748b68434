import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.bar import Bar, several
from articles.models import Article, Photo
from articles.photos import FORMATS, ahead, orders
from articles.photos.making import make_ordered

NAMED = 20


def positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text} is no number from 1 on")
    return int(text)


def some_formats(text: str) -> list[str]:
    if unknown := {*text.split(",")} - {*FORMATS}:
        raise ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}")
    return text.split(",")


class Command(BaseCommand):
    """Makes what readers can ask for of photos before they do. What is there stays; it can be run at any time."""

    help = "Make the renditions of photos that readers can ask for and that are missing, those of new articles first."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newest", type=positive, metavar="N", help="of the newest N articles alone; of all")
        parser.add_argument("--formats", type=some_formats, default=FORMATS, metavar="avif,…", help="these alone; all")
        parser.add_argument("--workers", type=positive, default=1, metavar="N", help="processors to keep busy; 1")
        parser.add_argument(
            "--ordered",
            type=int,
            nargs="?",
            const=os.getppid(),
            metavar="SERVER",
            help="what readers and the desk have ordered, while the process of this number lives; it does this itself",
        )

    def handle(
        self, *, newest: int | None, workers: int, formats: list[str], ordered: int | None, **options: Any
    ) -> None:
        try:
            if ordered:
                make_ordered(is_needed=partial(is_needed_by, ordered))
            else:
                self.make_missing(newest, workers, formats)
        except ahead.NotKept as trouble:
            raise CommandError(str(trouble)) from trouble

    def make_missing(self, newest: int | None, workers: int, formats: list[str]) -> None:
        with orders.alone() as lock:
            if not lock:
                self.stdout.write("The newsroom is making photos itself; this goes on when the present one is made.")
        with orders.alone(waits=True):
            shown = ahead.shown_by(Article.objects.published().newest()[:newest]) if newest else ahead.shown_by_all()
            bar, made, photos, troubles = Bar(self.stdout), 0, 0, []
            for done, (number, trouble) in enumerate(each_made(shown, workers, formats), start=1):
                made, photos = made + number, photos + bool(number)
                troubles += [trouble] if trouble else []
                bar.tell(done / len(shown), f"{done - len(troubles):,} of {len(shown):,} photos")
            bar.clear()
        self.stdout.write(told_of_made(made, photos, len(troubles)))
        if troubles:
            more = f" And {len(troubles) - NAMED:,} more." if len(troubles) > NAMED else ""
            raise CommandError(f"{' '.join(troubles[:NAMED])}{more}")


def told_of_made(made: int, photos: int, troubles: int) -> str:
    """What was made of how many photos; nobody is told that the rest is there where it is not."""
    rest = f"nothing more of {several(troubles, 'photo')}" if troubles else "the others were there"
    return f"{several(made, 'rendition')} of {several(photos, 'photo')} made; {rest}."


def each_made(shown: ahead.Shown, workers: int, formats: list[str]) -> Iterator[tuple[int, str]]:
    """Of each photo, how many renditions were made and what was wrong with it."""

    def make(photo: Photo) -> tuple[int, str]:
        made = 0
        try:
            for rendition in ahead.missing(photo, shown[photo.pk], formats):
                ahead.make(photo, rendition)
                made += 1
        except ahead.Unreadable as trouble:
            return made, str(trouble)
        return made, ""

    with ThreadPoolExecutor(workers) as pool:
        for numbers in batched(shown, 4 * workers):
            yield from pool.map(make, Photo.objects.in_bulk(numbers).values())


def is_needed_by(parent: int) -> bool:
    """Whether the server that started this is still there, and nobody waits to make all that is missing."""
    return os.getppid() == parent and not orders.is_awaited()
