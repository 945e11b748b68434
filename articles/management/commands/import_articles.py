from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import bundle
from articles.bundle import Report
from articles.bundle.loading import listed
from articles.management.bar import Bar, several
from articles.photos import SHARP_WIDTH

NAMED = 20


def told_of_soft_leads(lines: list[int]) -> str:
    """In which lines a lead photo is that looks soft at the head of its article."""
    named = ", ".join(str(line) for line in lines[:NAMED]) + (", …" if len(lines) > NAMED else "")
    photos = several(len(lines), "lead photo")
    return f"Less than {SHARP_WIDTH:,} pixels across, so soft at the head: {photos} (in line {named})."


def told_of_unknown_keys(keys: dict[str, int]) -> str:
    """Which keys of the bundle mean nothing, and in how many lines they stand."""
    named = ", ".join(f"“{key}” ({several(lines, 'line')})" for key, lines in keys.items())
    return f"Left alone, for no bundle has such keys: {named}."


def told_of_failures(report: Report) -> str:
    """How much could not be loaded, and how many old addresses belong to others."""
    counted = ((report.refused, "line"), (report.unfit_photos, "photo"))
    unfit = " and ".join(several(number, noun) for number, noun in counted if number)
    claims = several(report.taken_addresses, "line")
    taken = f"{claims} claimed the old address of another article." if report.taken_addresses else ""
    return " ".join(filter(None, (unfit and f"{unfit} could not be loaded.", taken)))


class Command(BaseCommand):
    """Loads articles with their photos from a bundle, one JSON object a line; docs/bundle.md describes it."""

    help = "Load a bundle of articles, one JSON object a line; the same id again updates its article."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--photos", type=Path, metavar="DIR", help="the folder that the bundle's photos lie in")

    def handle(self, *args: Any, file: Path, photos: Path | None, **options: Any) -> None:
        if photos and not photos.is_dir():
            is_file = f"{photos} is a file; name the folder that the photos lie in."
            raise CommandError(is_file if photos.exists() else f"There is no folder {photos}.")
        self.bar = Bar(self.stdout)
        report = Report(problem=self.tell_problem, progress=self.tell_progress)
        try:
            bundle.load(file, photos, report)
        except (bundle.NotABundle, OSError) as error:
            raise CommandError(str(error)) from error
        finally:
            self.bar.clear()
            if report.loaded:  # also of an import that is stopped: what went in stays
                self.tell_loaded(report)
        if report.soft_leads:
            self.stdout.write(told_of_soft_leads(report.soft_leads))
        if report.lost:
            bodies = several(report.lines_that_lost, "line")
            self.stdout.write(f"Left out of bodies: {listed(report.lost)} (in {bodies}).")
        if report.unknown_keys:
            self.stdout.write(told_of_unknown_keys(report.unknown_keys))
        if not report.is_clean:
            raise CommandError(told_of_failures(report))

    def tell_loaded(self, report: Report) -> None:
        self.stdout.write(
            f"{several(report.added, 'article')} added, {report.updated:,} updated, {report.unchanged:,} left alone."
        )

    def tell_problem(self, line: int, sentence: str) -> None:
        self.bar.clear()
        self.stderr.write(self.style.WARNING(f"line {line}: {sentence}"))

    def tell_progress(self, share: float, report: Report) -> None:
        self.bar.tell(share, f"{report.loaded:,} articles")
