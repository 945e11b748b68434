from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import bundle
from articles.bundle import Outcome
from articles.management.bar import Bar, several


class Command(BaseCommand):
    """Writes the newspaper as a bundle, one JSON object a line, which `import_articles` reads; docs/bundle.md."""

    help = "Write the newspaper as a bundle of articles, one JSON object a line, which import_articles loads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--photos", type=Path, metavar="DIR", help="the folder to copy the photos' originals to")
        parser.add_argument("--drafts", action="store_true", help="also what readers do not see, or not yet")
        parser.add_argument("--replace", action="store_true", help="write over a FILE.jsonl that is there")

    def handle(self, *args: Any, file: Path, photos: Path | None, drafts: bool, replace: bool, **options: Any) -> None:
        refuse_places(file, photos, replace=replace)
        self.bar = Bar(self.stdout)
        outcome = Outcome(problem=self.tell_problem, progress=self.tell_progress)
        try:
            bundle.export(file, photos, outcome, has_drafts=drafts)
        except bundle.NotExported as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            is_photo = photos and str(error.filename).startswith(str(photos))
            raise CommandError(f"Nothing was exported: {error.strerror} ({photos if is_photo else file}).") from error
        finally:
            self.bar.clear()
        self.stdout.write(f"{several(outcome.articles, 'article')} written to {file}{told_of_photos(outcome, photos)}.")
        if outcome.troubles:
            raise CommandError(f"All else is there, but see {several(outcome.troubles, 'line')} above.")

    def tell_problem(self, line: int, sentence: str) -> None:
        self.bar.clear()
        self.stderr.write(self.style.WARNING(f"line {line}: {sentence}"))

    def tell_progress(self, share: float, outcome: Outcome) -> None:
        self.bar.tell(share, f"{outcome.articles:,} articles")


def told_of_photos(outcome: Outcome, folder: Path | None) -> str:
    if folder:
        return f", {several(outcome.copied, 'photo')} copied to {folder}"
    return f"; to copy {several(outcome.photos, 'photo')} too, add --photos DIR" if outcome.photos else ""


def refuse_places(file: Path, photos: Path | None, *, replace: bool) -> None:
    """Say of places that cannot be written to what is wrong with them, before anything is read."""
    if file.is_dir():
        raise CommandError(f"{file} is a folder; name a file in it.")
    if file.exists() and not replace:
        raise CommandError(f"{file} is there already; name another file, or add --replace.")
    if photos and photos.exists() and not photos.is_dir():
        raise CommandError(f"{photos} is a file; name a folder for the photos.")
    for place in (file, photos):
        if place and not place.parent.is_dir():
            raise CommandError(f"There is no folder {place.parent}.")
