import json
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Article
from articles.related import numbers_related_to


class Command(BaseCommand):
    help = (
        "Writes what the sidebar would show beside each published article: {external id: [external ids, best first]}. "
        "An article that was written here goes by its number after a #."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The JSON file to write; one that is there is replaced.")
        parser.add_argument("--limit", type=int, default=8, help="How many articles beside each (8).")

    def handle(self, *, file: Path, limit: int, **options: Any) -> None:
        if limit < 1:
            raise CommandError("--limit must be at least 1.")
        if file.is_dir():
            raise CommandError(f"{file} is a folder; name a file in it.")
        try:
            count = write_suggestions(file, limit)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Related news of {count} articles written to {file}.")


def write_suggestions(file: Path, limit: int) -> int:
    """Write the suggestions for every published article to `file`, whole or not at all; returns how many articles."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete_on_close=False) as beside:
        suggested = suggestions(limit)
        json.dump(suggested, beside, ensure_ascii=False, indent=1)
        beside.close()
        Path(beside.name).chmod(0o644)
        Path(beside.name).replace(file)
    return len(suggested)


def suggestions(limit: int) -> dict[str, list[str]]:
    published = Article.objects.published().newest().values_list("pk", "external_id")
    names = {number: external_id or f"#{number}" for number, external_id in published}
    return {
        name: [names[other] for other in numbers_related_to(number, limit) if other in names]
        for number, name in names.items()
    }
